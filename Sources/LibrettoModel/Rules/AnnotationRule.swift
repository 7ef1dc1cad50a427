import JSONSchema
import LibrettoSyntax

/// LB009: what `x-link`, `x-lifecycle` and `x-team` in a book's own schema name must exist. Warnings: a keyword with `x-`
/// or a format that means nothing here, and a required field that a closed schema does not let in.
enum AnnotationRule {
  /// The keywords of the book's format, see the chapter on schemas.
  private static let keywords = ["x-link", "x-unique", "x-lifecycle", "x-team", "x-personal", "x-merge", "x-key"]
  private static let formats = Formats.all(members: []).keys.sorted()

  static func check(_ book: Book, schemas files: Set<String>) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for type in book.types {
      guard type.schemaPath != nil, let fields = type.fields else { continue }
      check(fields, book, files, depth: 0, into: &findings)
    }
    return Array(Set(findings))
  }

  private static func check(
    _ field: FieldSchema, _ book: Book, _ files: Set<String>, depth: Int, into findings: inout [Diagnostic]
  ) {
    // A schema may refer to itself.
    guard depth < 4 else { return }
    for node in field.nodes {
      guard let path = SchemaLibrary.file(atAddress: node.documentURI), files.contains(path) else { continue }
      findings += targets(node, path, book) + slips(node, path) + required(node, path, field)
    }
    for name in field.propertyNames {
      if let inner = field.property(name) { check(inner, book, files, depth: depth + 1, into: &findings) }
    }
    if let item = field.item { check(item, book, files, depth: depth + 1, into: &findings) }
  }

  private static func targets(_ node: SchemaNode, _ path: String, _ book: Book) -> [Diagnostic] {
    let targets: [(keyword: String, what: String, known: [String])] = [
      ("x-link", "record type", book.types.map(\.name)),
      ("x-lifecycle", "lifecycle", book.agreement.lifecycles.map(\.name)),
      ("x-team", "team", book.configuration.teams.map(\.name)),
    ]
    return targets.flatMap { keyword, what, known -> [Diagnostic] in
      guard let value = node.keyword(keyword) else { return [] }
      let named = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
      return named.filter { !known.contains($0) }.map { name in
        .unknownName(
          what, name, among: known, path: path, range: node.keywordRange(keyword), code: .unknownAnnotationTarget)
      }
    }
  }

  /// Keywords and formats that other validators pass over in silence.
  private static func slips(_ node: SchemaNode, _ path: String) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for member in node.source.object ?? [] where member.key.hasPrefix("x-") && !keywords.contains(member.key) {
      findings.append(warning("keyword", member.key, among: keywords, path, member.keyRange))
    }
    if let name = node.keyword("format")?.string, !formats.contains(name), StandardFormats.all[name] == nil {
      findings.append(warning("format", name, among: formats, path, node.keywordRange("format")))
    }
    return findings
  }

  private static func warning(
    _ what: String, _ name: String, among known: [String], _ path: String, _ range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .unknownAnnotationTarget, .warning, "unknown \(what) \"\(visible(name))\", which has no effect", path: path,
      range: range, label: "expected one of \(known.joined(separator: ", "))",
      help: nearest(to: name, among: known).map { "did you mean \"\($0)\"?" })
  }

  /// Fields that must be there and may not: no record could ever be valid.
  private static func required(_ node: SchemaNode, _ path: String, _ field: FieldSchema) -> [Diagnostic] {
    let isClosed = field.nodes.contains { node in
      ["unevaluatedProperties", "additionalProperties"].contains { node.keyword($0)?.boolean == false }
    }
    guard isClosed, let names = node.keyword("required")?.array else { return [] }
    return names.compactMap { value in
      guard let name = value.string else { return nil }
      // What `additionalProperties: false` says of a property is `false`, too.
      if let known = field.property(name), known.nodes.contains(where: { $0.source.boolean != false }) { return nil }
      return Diagnostic(
        .unknownAnnotationTarget, .warning, "\"\(visible(name))\" is required, and the schema does not know it",
        path: path, range: value.range ?? node.keywordRange("required"),
        help: nearest(to: name, among: field.propertyNames).map { "did you mean \"\($0)\"?" }
          ?? "declare it under properties, or take it out of required")
    }
  }
}
