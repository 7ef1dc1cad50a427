/// `[[id]]`, `[[X/id]]` or `[[id|text]]` in the body or a scalar of the front matter.
public struct WikiLink: Sendable, Equatable {
  /// The bytes of the link with its brackets.
  public var range: SourceRange
  /// X: a type's name or the last part of its folder.
  public var qualifier: String?
  /// The id of the record it leads to.
  public var id: String
  /// The bytes of the id.
  public var idRange: SourceRange
  /// The text to show.
  public var label: String?
}
