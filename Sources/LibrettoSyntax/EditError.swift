/// Why an edit was refused. The document is unchanged.
public enum EditError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The document cannot be edited before this is mended.
  case invalidDocument(SyntaxIssue)
  /// There is nothing at the path.
  case notFound([PathComponent])
  /// A key was asked of what is not a mapping.
  case notAMapping([PathComponent])
  /// An index was asked of, or a value appended to, what is not a sequence.
  case notASequence([PathComponent])
  /// An index past the sequence's end.
  case indexOutOfRange([PathComponent])
  /// The path is empty: a document's fields are set one by one.
  case emptyPath
  /// The text cannot be written so that it is read as asked: a plain value with a line break, a log entry
  /// that is no entry.
  case cannotBeWritten(String)
  /// Read again, the file would be invalid.
  case invalidResult(SyntaxIssue)
  /// Read again, something other than the wanted value came out different.
  case changedSomethingElse

  /// Why, in plain words.
  public var description: String {
    switch self {
    case .invalidDocument(let issue): "the file cannot be edited: \(issue.message)"
    case .notFound(let path): "there is no \(Self.text(path))"
    case .notAMapping(let path): "\(Self.text(path)) is not a mapping"
    case .notASequence(let path): "\(Self.text(path)) is not a list"
    case .indexOutOfRange(let path): "\(Self.text(path)) is past the end of the list"
    case .emptyPath: "no field is named"
    case .cannotBeWritten(let text): "this cannot be written: \(text)"
    case .invalidResult(let issue): "the edit would make the file invalid: \(issue.message)"
    case .changedSomethingElse: "the edit would change more than what was asked"
    }
  }

  static func text(_ path: [PathComponent]) -> String {
    var text = ""
    for component in path {
      switch component {
      case .key(let key): text += (text.isEmpty ? "" : ".") + key
      case .index(let index): text += "[\(index)]"
      }
    }
    return text.isEmpty ? "the front matter" : text
  }
}
