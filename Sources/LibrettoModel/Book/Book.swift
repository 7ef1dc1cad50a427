/// A book's configuration, schemas and agreement: all that is needed to read and judge its records. It never changes.
public final class Book: Sendable {
  /// What `libretto.yaml` says.
  public let configuration: BookConfiguration
  /// What `agreement.yaml` says.
  public let agreement: Agreement
  /// The record types, the built-in ones first.
  public let types: [RecordType]
  /// Their names.
  let recordTypeNames: [String]

  init(configuration: BookConfiguration, agreement: Agreement, types: [RecordType]) {
    self.configuration = configuration
    self.agreement = agreement
    self.types = types
    recordTypeNames = types.map(\.name)
  }

  /// The type named so, or whose folder ends so: `lead`, `leads`.
  public func type(named name: String) -> RecordType? {
    types.first { $0.name == name } ?? types.first { $0.plural == name }
  }

  /// The type whose folder holds the file at `path` (from the book's root); the deepest folder wins.
  public func type(forPath path: String) -> RecordType? {
    var found: RecordType?
    for type in types where path.utf8.count > type.folder.utf8.count + 1 {
      guard path.utf8.starts(with: type.folder.utf8),
        path.utf8[path.utf8.index(path.utf8.startIndex, offsetBy: type.folder.utf8.count)] == UInt8(ascii: "/")
      else { continue }
      if found.map({ $0.folder.utf8.count < type.folder.utf8.count }) ?? true { found = type }
    }
    return found
  }

  /// The names by which a type may be called, for suggestions.
  public var typeNames: [String] { types.map(\.name) + types.map(\.plural) }

  /// Whether the file is one that `libretto commit` takes besides records.
  public static func isConfiguration(path: String) -> Bool {
    path == "libretto.yaml" || path == "agreement.yaml" || path.hasPrefix("schema/") || path.hasPrefix("views/")
  }

  /// Whether the file at `path` is a record's by its place and name: a Markdown file in a type's folder, but for
  /// `README.md` and hidden files.
  public func isRecord(path: String) -> Bool {
    guard path.hasSuffix(".md"), type(forPath: path) != nil else { return false }
    let parts = path.split(separator: "/")
    return !parts.contains { $0.hasPrefix(".") } && parts.last.map { Self.isRecord(name: String($0)) } ?? false
  }

  /// Whether a file of this name in a type's folder is a record's: Markdown, but not `README.md`.
  public static func isRecord(name: String) -> Bool { name.hasSuffix(".md") && name != "README.md" }
}
