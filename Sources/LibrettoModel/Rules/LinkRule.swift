import JSONSchema
import LibrettoSyntax

/// LB301, LB302, LB308: a link's value is the id of a record of the right type.
enum LinkRule: CatalogRule {
  /// What a broken link was probably meant to lead to.
  private struct Guess {
    /// The record's id.
    var id: String?
    /// Whether it is the only one that can be meant.
    var isCertain = false
    /// The record's title.
    var title: String?
  }

  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    // The same mistake is often made many times, and a guess looks at every record.
    var guesses: [[String]: Guess] = [:]
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
    _ link: Link, _ record: Record, _ catalog: Catalog, _ guesses: inout [[String]: Guess]
  ) -> Diagnostic {
    let wanted = link.types.joined(separator: " or ")
    let elsewhere = catalog.book.types.map(\.name).filter { !link.types.contains($0) }
    if let other = catalog.target(of: link.id, in: elsewhere) {
      return record.diagnostic(
        .linkToWrongType, "\(link.field ?? "link") wants a \(wanted), and \"\(link.id)\" is a \(other.type.name)",
        range: link.range, field: link.field, help: "link to a record of the type \(wanted)")
    }
    let key = [link.id] + link.types
    let guess = guesses[key] ?? guess(link, catalog)
    guesses[key] = guess
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

  /// The record with the text as its title, else the one whose id is nearest.
  private static func guess(_ link: Link, _ catalog: Catalog) -> Guess {
    let candidates = catalog.records.filter { link.types.contains($0.type.name) }
    let ids = candidates.map(\.id)
    var guess = Guess()
    if let titled = candidates.first(where: { $0.title == link.id }) {
      guess.id = titled.id
      guess.isCertain = true
    } else if let certain = certainNearest(to: link.id, among: ids) {
      guess.id = certain
      guess.isCertain = true
    } else {
      guess.id = nearest(to: link.id, among: ids)
    }
    if let id = guess.id, let target = candidates.first(where: { $0.id == id }), target.title != id {
      guess.title = target.title
    }
    return guess
  }
}
