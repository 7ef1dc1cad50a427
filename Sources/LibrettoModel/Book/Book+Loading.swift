import JSONSchema
import LibrettoSyntax

extension Book {
  /// Reads a book's configuration from its files by path from the book's root: `libretto.yaml`, `agreement.yaml` and
  /// what lies in `schema/`. What cannot be read is told and has its built-in value, so that as much as possible of
  /// the rest can still be judged.
  public static func load(files: [String: [UInt8]]) -> (book: Book, findings: [Diagnostic]) {
    var findings: [Diagnostic] = []
    let bare = SchemaLibrary(members: nil)
    let root = configurationValue(
      "libretto.yaml", schema: "book", files: files, library: bare, into: &findings)
    if files["libretto.yaml"] == nil {
      findings.append(
        Diagnostic(
          .missingConfiguration, "there is no libretto.yaml", path: "libretto.yaml",
          help: "start a book with: libretto init"))
    }
    let configuration = BookConfiguration(root, into: &findings)
    var library = SchemaLibrary(members: configuration.members.map(\.name))
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where isSchema(path) {
      library.register(file: path, bytes: bytes, into: &findings)
    }
    let types = recordTypes(root?["types"], library: &library, files: files, into: &findings)
    let agreementRoot = configurationValue(
      "agreement.yaml", schema: "agreement", files: files, library: library, into: &findings)
    let agreement = Agreement(agreementRoot, types: types, teams: configuration.teams, into: &findings)
    let book = Book(configuration: configuration, agreement: agreement, types: types)
    findings += AnnotationRule.check(book, schemas: library.files)
    return (book, findings.sorted())
  }

  static func isSchema(_ path: String) -> Bool {
    path.hasPrefix("schema/") && (path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json"))
  }

  /// The value of a configuration file, checked against the built-in schema; nil where the file is missing or unreadable.
  static func configurationValue(
    _ path: String, schema name: String, files: [String: [UInt8]], library: SchemaLibrary,
    into findings: inout [Diagnostic]
  ) -> Value? {
    guard let bytes = files[path], let schema = library.configuration(name) else { return nil }
    let tree = YAMLTree.parse(bytes, in: nil, limits: .schema)
    findings += tree.issues.map { SyntaxRule.diagnostic($0, path: path, record: nil) }
    guard tree.issues.isEmpty, let root = tree.root else { return nil }
    let value = Value(root, as: FieldSchema(name: "", nodes: [schema.root]))
    for error in schema.validate(value) {
      findings += SchemaRule.diagnostics(error, path: path, record: nil, in: value, context: .configuration)
    }
    return value
  }

  /// The types of the book; those for which `isWanted` does not hold have no schema.
  static func recordTypes(
    _ declared: Value?, library: inout SchemaLibrary, files: [String: [UInt8]],
    into findings: inout [Diagnostic], where isWanted: (_ folder: String) -> Bool = { _ in true }
  ) -> [RecordType] {
    var names = BuiltInTypes.all.map(\.name)
    names += (declared?.members ?? []).map(\.key).filter { !names.contains($0) }
    var folders: [String: String] = [:]
    return names.map { name in
      let own = declared?[name]
      let folder =
        own?["folder"]?.text.map(normalisedFolder)
        ?? BuiltInTypes.all.first { $0.name == name }?.folder ?? name
      if let other = folders.updateValue(name, forKey: folder) {
        findings.append(
          Diagnostic(
            .sharedFolder, "\(name) and \(other) share the folder \(folder)/", path: "libretto.yaml",
            range: own?["folder"]?.range, help: "give each type a folder of its own"))
      }
      return RecordType(
        name: name, folder: folder, titleField: own?["title"]?.text ?? "name",
        place: place(own?["place"], into: &findings), hasRandomIDs: own?["ids"]?.text == "random",
        schemaPath: schemaPath(of: name, own?["schema"], files: files, into: &findings),
        schema: isWanted(folder)
          ? library.schema(
            ofType: name, file: schemaPath(of: name, own?["schema"], files: files), into: &findings) : nil)
    }
  }

  private static func normalisedFolder(_ folder: String) -> String {
    folder.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func place(_ value: Value?, into findings: inout [Diagnostic]) -> PlaceTemplate {
    guard let text = value?.text else { return .flat }
    do { return try PlaceTemplate(text) } catch {
      findings.append(
        Diagnostic(
          .invalidSetting, error.description, path: "libretto.yaml", range: value?.range,
          help: "write it as {id:2}/{id}.md"))
      return .flat
    }
  }

  private static func schemaPath(
    of type: String, _ named: Value?, files: [String: [UInt8]], into findings: inout [Diagnostic]
  ) -> String? {
    if let path = named?.text, files[path] == nil {
      findings.append(
        Diagnostic(
          .unknownName, "there is no schema file \"\(path)\"", path: "libretto.yaml", range: named?.range,
          help: nearest(to: path, among: files.keys.filter(isSchema)).map { "did you mean \"\($0)\"?" }))
    }
    return schemaPath(of: type, named, files: files)
  }

  private static func schemaPath(of type: String, _ named: Value?, files: [String: [UInt8]]) -> String? {
    let candidates = named?.text.map { [$0] } ?? ["yaml", "yml", "json"].map { "schema/\(type).\($0)" }
    return candidates.first { files[$0] != nil }
  }
}
