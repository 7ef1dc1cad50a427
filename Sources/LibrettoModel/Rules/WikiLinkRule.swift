import JSONSchema
import LibrettoSyntax

/// LB306, LB307: a wikilink leads to one record.
enum WikiLinkRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    for index in scope {
      let record = catalog.records[index]
      guard record.isReadable else { continue }
      for link in record.wikiLinks(in: catalog.book) {
        let current = catalog.types(withID: link.id, among: link.types)
        if current.count > 1 {
          let names = current.map { "\($0)/\(link.id)" }
          findings.append(
            record.diagnostic(
              .ambiguousWikiLink, .warning, "\"\(link.id)\" may be \(names.joined(separator: " or "))",
              range: link.wikiLinkRange, help: "write the type with it: [[\(names[0])]]"))
        } else if current.isEmpty, catalog.target(of: link.id, in: link.types) == nil {
          let ids = catalog.records.lazy.filter { link.types.contains($0.type.name) }.map(\.id)
          findings.append(
            record.diagnostic(
              .brokenWikiLink, .warning, "there is no record \"\(link.id)\"", range: link.wikiLinkRange,
              help: nearest(to: link.id, among: ids).map { "did you mean [[\($0)]]?" }))
        }
      }
    }
  }
}
