import JSONSchema
import LibrettoSyntax

/// LB301, LB302, LB308: a link's value is the id of a record of the right type.
enum LinkRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    var guesses = LinkGuesses(catalog)
    for index in scope {
      let record = catalog.records[index]
      guard record.isReadable else { continue }
      for link in record.fieldLinks {
        if let target = catalog.target(of: link.id, in: link.types) {
          if target.id != link.id { findings.append(byAlias(link, target, record)) }
        } else {
          findings.append(broken(link, record, catalog, &guesses))
        }
      }
    }
  }

  private static func byAlias(_ link: Link, _ target: Record, _ record: Record) -> Diagnostic {
    record.diagnostic(
      .linkByAlias, .warning, "\"\(link.id)\" is an old id of \(target.reference)", range: link.range,
      field: link.field, help: "it is called \"\(target.id)\" now",
      fixes: link.range.map { [record.replacement(of: link.id, at: $0, with: target.id)] } ?? [])
  }

  private static func broken(
    _ link: Link, _ record: Record, _ catalog: Catalog, _ guesses: inout LinkGuesses
  ) -> Diagnostic {
    let wanted = link.types.joined(separator: " or ")
    let elsewhere = catalog.book.types.map(\.name).filter { !link.types.contains($0) }
    if let other = catalog.target(of: link.id, in: elsewhere) {
      return record.diagnostic(
        .linkToWrongType, "\(link.field ?? "link") wants a \(wanted), and \"\(link.id)\" is a \(other.type.name)",
        range: link.range, field: link.field, help: "link to a record of the type \(wanted)")
    }
    let guess = guesses.guess(link)
    var fixes: [FixIt] = []
    if let id = guess.id, guess.isCertain, let range = link.range {
      fixes = [record.replacement(of: link.id, at: range, with: id)]
    }
    let named = guess.title.map { " (\($0))" } ?? ""
    return record.diagnostic(
      .brokenLink, "there is no \(wanted) \"\(link.id)\"", range: link.range, field: link.field,
      help: guess.id.map { "did you mean \"\($0)\"\(named)?" }
        ?? "make it with: libretto new \(link.types.first ?? "") …, or take the link out", fixes: fixes)
  }
}
