/// Something in a file that the book's text format does not allow, and where.
public struct SyntaxIssue: Sendable, Equatable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    // The file
    /// Bytes that are no UTF-8.
    case invalidUTF8
    /// A zero byte.
    case nulByte
    /// The file is longer than `limit` bytes.
    case fileTooLarge(limit: Int)
    /// The front matter is longer than `limit` bytes.
    case frontMatterTooLarge(limit: Int)
    /// The first line is `---` but no later line is.
    case unclosedFrontMatter
    /// The front matter is a list or a single value.
    case frontMatterNotAMapping
    /// A line that Git left in an unresolved merge.
    case conflictMarker
    // YAML that lies outside the profile
    /// A tab before the first character of a line outside brackets.
    case tabIndentation
    /// A key that its mapping already has.
    case duplicateKey(String)
    /// `&name`
    case anchor(String)
    /// `*name`
    case alias(String)
    /// `!name`
    case tag(String)
    /// `<<:`
    case mergeKey
    /// `%YAML`, `%TAG`
    case directive
    /// `---` or `...` within the text.
    case multipleDocuments
    /// Collections lie in each other more than `limit` deep.
    case nestingTooDeep(limit: Int)
    /// `? key`, or a key that is itself a list or a mapping.
    case complexKey
    /// `: value` without a key.
    case missingKey
    // What is no YAML
    /// A quoted text that does not end, or whose next line is not indented.
    case unterminatedQuote
    /// A backslash in double quotes before something that is no escape.
    case badEscape(String)
    /// A line that is indented neither like the entries above nor like an outer one.
    case badIndentation
    /// A character that cannot stand where it does.
    case unexpectedCharacter(Character)
    /// Text after the end of a value.
    case unexpectedText
    /// `[` or `{` without its end, or whose next line is not indented.
    case unclosedFlow(Character)
    /// Two entries in brackets without a comma between them.
    case missingComma
    /// A line of a mapping without `: `.
    case missingColon
    /// A second `: ` on one line.
    case nestedMapping
    /// `- ` after a key on the same line.
    case sequenceOnKeyLine
    /// A key that stretches over lines.
    case multilineKey
    /// A key longer than 1,024 bytes.
    case keyTooLong
    /// What follows `|` or `>` on its line is neither `1`–`9`, `+`, `-` nor a comment.
    case badBlockHeader
    /// A control character (C0) other than tab and line end, or a carriage return without a line feed.
    case controlCharacter(UInt8)
  }

  /// What is wrong.
  public var kind: Kind
  /// Where, in bytes of the file.
  public var range: SourceRange

  /// An issue of that kind in those bytes.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
