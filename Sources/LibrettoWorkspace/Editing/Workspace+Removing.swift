import LibrettoGit
public import LibrettoModel
import LibrettoSyntax

extension Workspace {
  /// Plans that records go. While others link to one, that is refused with the links' places, and so it is where Git
  /// does not have a record as it is; `removingLinks` removes it all the same and takes the links out too: a field or a
  /// list's element goes, a wikilink becomes its text.
  public func planRemoving(
    _ records: [Record], removingLinks: Bool, in catalog: Catalog
  ) throws(WorkspaceError) -> EditPlan {
    var plan = EditPlan()
    var gone: Set<String> = []
    let records = records.filter { gone.insert($0.path).inserted }
    if !removingLinks { try requireCommitted(records) }
    var findings: [Diagnostic] = []
    for source in catalog.records where !gone.contains(source.path) {
      let links = records.flatMap { self.links(of: source, to: $0, in: catalog) }
      guard !links.isEmpty else { continue }
      if removingLinks {
        try requireReadable(source)
        plan.add(old: source, new: try source.removing(links))
      } else {
        findings += links.map { link in
          Diagnostic(
            .brokenLink, "\(source.reference) links to \(link.id)", path: source.path,
            range: link.wikiLinkRange ?? link.range, record: source.reference, field: link.field)
        }
      }
    }
    guard findings.isEmpty else {
      let count = findings.count == 1 ? "a link leads" : "\(findings.count) links lead"
      throw WorkspaceError(
        .findings(findings.sorted()), "\(count) to \(records.map(\.id).joined(separator: ", "))",
        help: "nothing was removed; take the links out, or remove them too with --force")
    }
    for record in records { plan.add(old: record, new: nil) }
    return plan
  }

  /// Refuses records that cannot be had back: files that are new, or differ from HEAD. Without a repository nothing can.
  private func requireCommitted(_ records: [Record]) throws(WorkspaceError) {
    do { _ = try Repository.discover(from: root) } catch {
      if error.code == .notARepository { return }
      throw WorkspaceError(error)
    }
    let changed = Dictionary(try workTreeChanges().map { ($0.path, $0) }, uniquingKeysWith: { a, _ in a })
    let lost = records.compactMap { changed[$0.path] }
    guard let first = lost.first else { return }
    let what =
      lost.count > 1
      ? "\(lost.count) of the records have changes that are not committed"
      : first.old == nil ? "\(first.path) was never committed" : "\(first.path) has changes that are not committed"
    throw WorkspaceError(
      .findings([]), "\(what), so Git could not give \(first.old == nil && lost.count == 1 ? "it" : "them") back",
      help: "nothing was removed; commit first: libretto commit, or use --force")
  }
}

extension Record {
  /// The record without these links.
  fileprivate func removing(_ links: [Link]) throws(WorkspaceError) -> Record {
    var edited = self
    let texts = links.compactMap { link -> TextEdit? in
      guard let range = link.wikiLinkRange else { return nil }
      let inner = String(decoding: document.bytes[range], as: UTF8.self).dropFirst(2).dropLast(2)
      let label = inner.split(separator: "|", maxSplits: 1).last.map(String.init) ?? link.id
      return TextEdit(range: range, text: label)
    }
    if !texts.isEmpty { edited = edited.replacing(document.applying(texts)) }
    for link in links {
      guard let field = link.field else { continue }
      do { edited = try edited.removing(id: link.id, from: field) } catch {
        throw WorkspaceError(.failure, "\(path): \(error)", help: "nothing was written")
      }
    }
    return edited
  }

  /// The record without the id in the field, at whatever place of a list it stands.
  private func removing(id: String, from field: String) throws(EditError) -> Record {
    let steps = field.split(separator: ".").map(String.init)
    guard let found = Self.location(of: id, in: Value(.object(fields)), steps[...], []) else { return self }
    return replacing(try document.removing(found))
  }

  private static func location(
    of id: String, in value: Value, _ steps: ArraySlice<String>, _ path: [PathComponent]
  ) -> [PathComponent]? {
    switch value.shape {
    case .string(let text): return steps.isEmpty && text == id ? path : nil
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        if let found = location(of: id, in: element, steps, path + [.index(index)]) { return found }
      }
      return nil
    case .object:
      guard let step = steps.first, let inner = value[step] else { return nil }
      return location(of: id, in: inner, steps.dropFirst(), path + [.key(step)])
    default: return nil
    }
  }
}
