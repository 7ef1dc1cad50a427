import LibrettoSyntax

import JSONSchema

/// LB009: what `x-link`, `x-lifecycle` and `x-team` in a book's own schema name must exist.
enum AnnotationRule {
  static func check(_ book: Book, schemas files: Set<String>) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let targets: [(keyword: String, what: String, known: [String])] = [
      ("x-link", "record type", book.types.map(\.name)),
      ("x-lifecycle", "lifecycle", book.agreement.lifecycles.map(\.name)),
      ("x-team", "team", book.configuration.teams.map(\.name)),
    ]
    for type in book.types {
      guard type.schemaPath != nil, let fields = type.fields else { continue }
      for name in fields.propertyNames {
        guard let field = fields.property(name) else { continue }
        for node in field.nodes + (field.item?.nodes ?? []) {
          guard let path = SchemaLibrary.file(atAddress: node.documentURI), files.contains(path) else { continue }
          for (keyword, what, known) in targets {
            guard let value = node.keyword(keyword) else { continue }
            let named = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
            for name in named where !known.contains(name) {
              findings.append(
                .unknownName(
                  what, name, among: known, path: path, range: node.keywordRange(keyword),
                  code: .unknownAnnotationTarget))
            }
          }
        }
      }
    }
    return Array(Set(findings))
  }
}
