import LibrettoModel
import LibrettoQuery

/// A wikilink in a line of a log: `[[id]]`, `[[X/id]]` or `[[id|text]]`.
struct TextLink {
  /// The type's name or the last part of its folder; nil where none is written.
  let qualifier: String?
  /// The id as written.
  let id: String

  /// The links of a text in their order.
  static func all(in text: String) -> [TextLink] {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return [] }
    var links: [TextLink] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "[[") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "]]") else { break }
      let inner = rest[..<close.lowerBound]
      if inner.contains("[") { continue }
      rest = rest[close.upperBound...]
      let target = inner.split(separator: "|", omittingEmptySubsequences: false).first ?? inner
      let slash = target.lastIndex(of: "/")
      let id = TermReader.trimmed(slash.map { target[target.index(after: $0)...] } ?? target)
      let qualifier = slash.map { TermReader.trimmed(target[..<$0]) }
      if !id.isEmpty { links.append(TextLink(qualifier: qualifier, id: id)) }
    }
    return links
  }
}

/// The records of a type, found by what a wikilink says.
struct LinkTargets {
  /// Facts of the records, by their ids.
  let facts: [String: RecordFacts]
  private let type: RecordType?
  private let aliases: [String: String]

  init(_ type: String, fields: [String] = [], in context: ReportContext) throws {
    var facts: [String: RecordFacts] = [:]
    var aliases: [String: String] = [:]
    for own in try context.facts.facts(ofType: type, fields: fields + ["aliases"]) {
      facts[own.reference.id] = own
      for alias in own["aliases"]?.texts ?? [] { aliases[alias.text] = own.reference.id }
    }
    (self.facts, self.aliases, self.type) = (facts, aliases, context.book.type(named: type))
  }

  /// The present id of what a field or a link says; nil where there is no such record.
  func id(_ written: String) -> String? { facts[written] == nil ? aliases[written] : written }

  /// The ids of the records that a text links to, each once.
  func ids(in text: String) -> [String] {
    var found: [String] = []
    for link in TextLink.all(in: text) {
      if let name = link.qualifier, name != type?.name, name != type?.plural { continue }
      if let id = id(link.id), !found.contains(id) { found.append(id) }
    }
    return found
  }
}
