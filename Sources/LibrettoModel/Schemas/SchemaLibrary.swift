import JSONSchema
import LibrettoSyntax

/// The schemas of a book, built-in and its own, registered by their addresses: `libretto:lead`, `book:/schema/lead.yaml`.
struct SchemaLibrary {
  private var registry: SchemaRegistry
  /// The book's own schema files that could be read.
  private(set) var files: Set<String> = []

  init(members: [String]?) {
    registry = SchemaRegistry(formats: Formats.all(members: members), assertsFormats: true)
    for (name, value) in Self.builtIn { try? registry.register(value, at: "libretto:\(name)") }
  }

  /// The built-in schemas, read once.
  private static let builtIn: [(name: String, value: Value)] = BuiltInTypes.schemaNames.compactMap { name in
    let tree = BuiltInTypes.schemaText(name).map { YAMLTree.parse($0, in: nil, limits: .standard) }
    return tree?.root.map { (name, Value($0, as: nil)) }
  }

  /// The address of a file of the book.
  static func address(ofFile path: String) -> String { "book:/\(path)" }

  /// The file at an address of the book; nil for any other address.
  static func file(atAddress address: String) -> String? {
    guard address.hasPrefix("book:/") else { return nil }
    let path = address.dropFirst("book:/".count)
    return String(path.prefix { $0 != "#" })
  }

  /// Registers a schema file of the book, after a check against the metaschema.
  mutating func register(file path: String, bytes: [UInt8], into findings: inout [Diagnostic]) {
    let tree = YAMLTree.parse(bytes, in: nil, limits: .schema)
    findings += tree.issues.map { SyntaxRule.diagnostic($0, path: path, record: nil) }
    guard tree.issues.isEmpty, let root = tree.root else { return }
    let value = Value(root, as: nil)
    let errors = registry.validateSchema(value)
    findings += errors.map { error in
      Diagnostic(
        .invalidSchema, "this is no valid JSON Schema: \(error.message)", path: path, range: error.range,
        help: "the keyword is explained at json-schema.org, draft 2020-12")
    }
    guard errors.isEmpty else { return }
    do {
      try registry.register(value, at: Self.address(ofFile: path))
      files.insert(path)
    } catch {
      findings.append(Self.diagnostic(error, path: path))
    }
  }

  /// The schema of a record type: its own file, else the built-in one, closed; nil where there is neither.
  mutating func schema(ofType name: String, file: String?, into findings: inout [Diagnostic]) -> Schema? {
    if let file {
      // What could not be read has been told of already.
      guard files.contains(file) else { return nil }
      return compile(Self.address(ofFile: file), path: file, into: &findings)
    }
    guard BuiltInTypes.all.contains(where: { $0.name == name }) else { return nil }
    let closed: JSONValue = ["$ref": JSONValue(.string("libretto:\(name)")), "unevaluatedProperties": false]
    try? registry.register(closed, at: "libretto:closed/\(name)")
    return compile("libretto:closed/\(name)", path: "libretto.yaml", into: &findings)
  }

  /// The compiled built-in schema of a configuration file.
  func configuration(_ name: String) -> Schema? { try? registry.compile("libretto:\(name)") }

  private func compile(_ address: String, path: String, into findings: inout [Diagnostic]) -> Schema? {
    do {
      return try registry.compile(address)
    } catch {
      findings.append(Self.diagnostic(error, path: path))
      return nil
    }
  }

  private static func diagnostic(_ error: SchemaError, path: String) -> Diagnostic {
    let path = file(atAddress: error.documentURI) ?? path
    switch error.code {
    case .unresolvedReference(let reference):
      return Diagnostic(
        .unresolvedReference, "\"\(reference)\" is no schema of this book", path: path, range: error.range,
        help:
          "refer to a file in schema/, to a place in this file (#/$defs/name), or to libretto:TYPE; nothing is fetched")
    case .invalidPattern(let pattern, let reason):
      return Diagnostic(
        .refusedPattern, "the pattern \"\(pattern)\" cannot be used: \(reason)", path: path, range: error.range,
        help: "patterns run in bounded time: write it without look-around and back-references")
    default:
      return Diagnostic(.invalidSchema, error.message, path: path, range: error.range)
    }
  }
}

extension Limits {
  /// A schema may nest deeper than a record.
  static let schema = Limits(depth: 64)
}
