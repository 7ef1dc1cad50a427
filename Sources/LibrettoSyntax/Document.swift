/// A record's file: front matter, body and log, each with its bytes. Nothing of the file is lost or
/// normalised.
public struct Document: Sendable {
  /// How lines end.
  public enum LineEnding: String, Sendable {
    case lf = "\n"
    case crlf = "\r\n"
  }

  /// The file's bytes.
  public let bytes: [UInt8]
  /// The text between the `---` lines; nil where there is none.
  public let frontMatter: YAMLTree?
  /// The bytes between the `---` lines, the last line end included.
  public let frontMatterRange: SourceRange?
  /// All after the second `---` line; without front matter all but the byte-order mark.
  public let bodyRange: SourceRange
  /// Whether the file begins with a byte-order mark.
  public let hasByteOrderMark: Bool
  /// How the first line ends; LF where no line ends.
  public let lineEnding: LineEnding
  /// All that is wrong, in the order of the file.
  public let issues: [SyntaxIssue]
  let limits: Limits

  /// The front matter's mapping; nil where there is none, or none that can be read.
  public var fields: YAMLNode? {
    guard let root = frontMatter?.root, root.kind == .mapping else { return nil }
    return root
  }

  /// The document without its bytes and fields; what is wrong with it is still known.
  public var withoutText: Document {
    Document(
      bytes: [], frontMatter: nil, frontMatterRange: frontMatterRange, bodyRange: 0..<0,
      hasByteOrderMark: hasByteOrderMark, lineEnding: lineEnding, issues: issues, limits: limits)
  }

  /// The body as text.
  public var body: String { String(decoding: bytes[bodyRange], as: UTF8.self) }
}
