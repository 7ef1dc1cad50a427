public import LibrettoSyntax

/// Something to say about a file of the book: bad data is a diagnostic, never a thrown error.
public struct Diagnostic: Hashable, Sendable {
  /// The stable code, such as `LB203`, with a page of its own in `docs/diagnostics/`.
  public var code: Code
  /// How bad it is; only errors make `validate` end with 1.
  public var severity: Severity
  /// What is wrong, in one line, without a full stop: `unknown stage "oportunity"`.
  public var message: String
  /// The file, from the book's root, with `/` between its parts.
  public var path: String
  /// The very value, key or line at fault, in bytes of the file; nil where the file as a whole is meant.
  public var range: SourceRange?
  /// What stands beside the marked place: `expected one of subscriber, lead, mql`.
  public var label: String?
  /// The record, where the file is one.
  public var record: RecordReference?
  /// The field, as a query names it: `next.due`.
  public var field: String?
  /// What to do: `did you mean "opportunity"?`.
  public var help: String?
  /// Mends that a program can make. `validate --fix` makes those that are certain.
  public var fixes: [FixIt]
  /// The commit that did it and who made it, where a change is judged and not a state.
  public var origin: Origin?

  /// A commit and who made it.
  public struct Origin: Hashable, Sendable {
    /// The commit's full id.
    public let commit: String
    /// Who made it: a member's short name, else an address.
    public let author: String

    /// Names a commit and its author.
    public init(commit: String, author: String) { (self.commit, self.author) = (commit, author) }
  }

  /// Makes a diagnostic; see the properties for what each part says.
  public init(
    _ code: Code, _ severity: Severity, _ message: String, path: String, range: SourceRange? = nil,
    label: String? = nil, record: RecordReference? = nil, field: String? = nil, help: String? = nil,
    fixes: [FixIt] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.path = path
    self.range = range
    self.label = label
    self.record = record
    self.field = field
    self.help = help
    self.fixes = fixes
  }

  /// Makes an error; see the properties for what each part says.
  public init(
    _ code: Code, _ message: String, path: String, range: SourceRange? = nil, label: String? = nil,
    record: RecordReference? = nil, field: String? = nil, help: String? = nil, fixes: [FixIt] = []
  ) {
    self.init(
      code, .error, message, path: path, range: range, label: label, record: record, field: field, help: help,
      fixes: fixes)
  }

  /// How bad a diagnostic is.
  public enum Severity: String, Hashable, Sendable { case error, warning }

  /// A stable code: `LB` and three digits, the first of which names the area.
  public struct Code: RawRepresentable, Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
    /// The code as shown: `LB203`.
    public let rawValue: String
    /// Makes a code from its text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a code from its text.
    public init(stringLiteral value: String) { rawValue = value }
    /// The order of the codes' numbers.
    public static func < (a: Code, b: Code) -> Bool { a.rawValue < b.rawValue }
  }
}

/// A mend that a program can make.
public struct FixIt: Hashable, Sendable {
  /// What it does, as an order: `replace "oportunity" with "opportunity"`.
  public var title: String
  /// The edits, all of which belong together.
  public var edits: [FileEdit]
  /// Whether there is no doubt about it, so that `validate --fix` makes it.
  public var isCertain: Bool

  /// Makes a fix.
  public init(_ title: String, edits: [FileEdit], isCertain: Bool) {
    self.title = title
    self.edits = edits
    self.isCertain = isCertain
  }
}

/// A text edit of one of the book's files.
public struct FileEdit: Hashable, Sendable {
  /// The file, from the book's root.
  public var path: String
  /// The bytes to replace and what comes in their place.
  public var edit: TextEdit

  /// Makes an edit of `path`.
  public init(path: String, edit: TextEdit) {
    self.path = path
    self.edit = edit
  }
}

extension Diagnostic: Comparable {
  /// By path, then position, then code: the order in which they are shown.
  public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    if a.path != b.path { return a.path < b.path }
    let (x, y) = (a.range?.lowerBound ?? -1, b.range?.lowerBound ?? -1)
    if x != y { return x < y }
    return a.code == b.code ? a.message < b.message : a.code < b.code
  }
}
