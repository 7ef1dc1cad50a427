public import LibrettoGit
public import LibrettoModel

/// A record with all that surrounds it.
public struct RecordView: Sendable {
  /// The record.
  public let record: Record
  /// Where its links lead: the link as written and the record that it means, where there is one.
  public let linksTo: [(link: Link, target: Record?)]
  /// The records that link to it, each with the field; nil for a wikilink.
  public let linksFrom: [(source: Record, field: String?)]
  /// The commit that changed the file last; nil where it was never committed, or there is no repository.
  public let lastCommit: Commit?
  /// Who wrote that commit.
  public let lastAuthor: Person?
  /// Whether the file differs from that commit.
  public let isChanged: Bool
}

extension Workspace {
  /// Gathers a record's fields, links both ways and its last change.
  public func view(_ record: Record, in catalog: Catalog) -> RecordView {
    let links = record.fieldLinks + record.wikiLinks(in: book)
    var seen: Set<String> = []
    let linksTo = links.compactMap { link -> (link: Link, target: Record?)? in
      let target = catalog.target(of: link.id, in: link.types)
      guard seen.insert("\(link.field ?? "") \(target?.reference.description ?? link.id)").inserted else { return nil }
      return (link, target)
    }
    var linksFrom: [(Record, String?)] = []
    for source in catalog.records where source.reference != record.reference {
      var fields: Set<String> = []
      for link in self.links(of: source, to: record, in: catalog) where fields.insert(link.field ?? "").inserted {
        linksFrom.append((source, link.field))
      }
    }
    let commit = lastCommit(of: record)
    return RecordView(
      record: record, linksTo: linksTo, linksFrom: linksFrom, lastCommit: commit.commit,
      lastAuthor: commit.commit.map { people.person($0.author) }, isChanged: commit.isChanged)
  }

  private func lastCommit(of record: Record) -> (commit: Commit?, isChanged: Bool) {
    guard let repository = try? repository(), let prefix = try? prefix() else { return (nil, false) }
    let path = prefix + record.path
    let commit = try? repository.lastCommit(touching: path, from: revision?.commit.id)
    if revision != nil { return (commit, false) }
    guard let head = try? repository.head().commit, let entry = try? repository.entry(at: path, in: head),
      let bytes = try? repository.blob(entry.id)
    else { return (commit, true) }
    return (commit, bytes != record.document.bytes)
  }
}
