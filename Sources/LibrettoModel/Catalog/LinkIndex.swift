import JSONSchema

/// The links between a catalog's records, both ways.
public struct LinkIndex: Sendable {
  /// A resolved link: positions in `Catalog.records` and the link as written.
  public struct Entry: Sendable {
    /// The record that links.
    public let source: Int
    /// The record that is linked to.
    public let target: Int
    /// The link as written.
    public let link: Link
  }

  /// The links that lead to a record, by the record's position in `Catalog.records`.
  public let incoming: [Int: [Entry]]
  /// The links that a record has, by the record's position.
  public let outgoing: [Int: [Entry]]

  /// Resolves the links of all records; what leads nowhere, or may mean several records, is left to the rules.
  public init(_ catalog: Catalog, includingWikiLinks: Bool = true) {
    var incoming: [Int: [Entry]] = [:]
    var outgoing: [Int: [Entry]] = [:]
    for (source, record) in catalog.records.enumerated() {
      let links = record.fieldLinks + (includingWikiLinks ? record.wikiLinks(in: catalog.book) : [])
      for link in links {
        guard let target = catalog.targetIndex(of: link.id, in: link.types) else { continue }
        let entry = Entry(source: source, target: target, link: link)
        incoming[target, default: []].append(entry)
        outgoing[source, default: []].append(entry)
      }
    }
    self.incoming = incoming
    self.outgoing = outgoing
  }
}
