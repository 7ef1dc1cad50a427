/// Where a new record of a type goes below its folder: `{id:2}/{id}.md`, from `place:` in `libretto.yaml`.
///
/// `{id}` is the id, `{id:N}` its first N characters, `{hash:N}` the first N hexadecimal digits of its SHA-1.
public struct PlaceTemplate: Hashable, Sendable {
  /// The template as written.
  public let text: String
  private let parts: [Part]

  private enum Part: Hashable, Sendable {
    case text(String)
    case id(prefix: Int?)
    case hash(digits: Int)
  }

  /// All records in one folder: `{id}.md`.
  public static let flat = PlaceTemplate(text: "{id}.md", parts: [.id(prefix: nil), .text(".md")])

  private init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// Reads a template. Its last part must be `{id}.md`, since the stem is the id; none may leave the folder.
  public init(_ text: String) throws(PlaceTemplateError) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else { throw .unbalanced }
      let placeholder = rest[rest.index(after: open)..<close]
      guard let part = Self.part(placeholder) else { throw .unknownPlaceholder(String(placeholder)) }
      parts.append(part)
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }

    let folders = text.split(separator: "/", omittingEmptySubsequences: false)
    guard folders.last == "{id}.md" else { throw .wrongEnd }
    for folder in folders {
      guard !folder.isEmpty, !folder.hasPrefix("."), !folder.contains("\\"),
        folder.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
      else { throw .badFolder(String(folder)) }
    }
    self.init(text: text, parts: parts)
  }

  private static func part(_ placeholder: Substring) -> Part? {
    let pieces = placeholder.split(separator: ":", omittingEmptySubsequences: false)
    if pieces == ["id"] { return .id(prefix: nil) }
    guard pieces.count == 2, pieces[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let count = Int(pieces[1]),
      1...40 ~= count
    else { return nil }
    switch pieces[0] {
    case "id": return .id(prefix: count)
    case "hash": return .hash(digits: count)
    default: return nil
    }
  }

  /// The path, below the type's folder, of the record `id`, which must be a valid id.
  public func path(for id: String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .id(nil): id
      case .id(let count?): String(id.prefix(count))
      case .hash(let digits): String(SHA1.hexDigest(id.utf8).prefix(digits))
      }
    }.joined()
  }
}

/// Why a text is no place for records.
public enum PlaceTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A brace is not closed, or not opened.
  case unbalanced
  /// Between the braces is none of `id`, `id:N`, `hash:N` with N from 1 to 40.
  case unknownPlaceholder(String)
  /// The last part is not `{id}.md`.
  case wrongEnd
  /// A part is empty, begins with a dot, or holds a backslash or a control character.
  case badFolder(String)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .unbalanced: "a brace is not closed or not opened"
    case .unknownPlaceholder(let text): "unknown placeholder {\(text)}; there are {id}, {id:2} and {hash:2}"
    case .wrongEnd: "the last part must be {id}.md"
    case .badFolder(let text): "\"\(text)\" cannot be a folder here"
    }
  }
}
