public import LibrettoModel

/// What joining three versions of a record's file came to.
public struct MergeResult: Sendable {
  /// The joined file; where `conflicts` is not empty, with conflict markers around what could not be joined, and around
  /// nothing else.
  public let bytes: [UInt8]
  /// What could not be joined, in the order of the file.
  public let conflicts: [MergeConflict]

  /// A result of these parts.
  public init(bytes: [UInt8], conflicts: [MergeConflict]) {
    (self.bytes, self.conflicts) = (bytes, conflicts)
  }
}

/// One place where both sides changed a record so that only a person can choose.
public struct MergeConflict: Sendable, Equatable {
  /// What the sides disagree about.
  public enum Subject: Sendable, Equatable {
    /// A field, as a query names it: `stage`, `next.due`.
    case field(String)
    /// Lines of the text under the front matter.
    case body
    /// A line of the log, which both edited or one edited and the other removed.
    case log
  }

  /// What the sides disagree about.
  public let subject: Subject
  /// The value before both changes, as it reads in the file; nil where there was none.
  public let base: String?
  /// Our value; nil where we removed it.
  public let ours: String?
  /// Their value; nil where they removed it.
  public let theirs: String?
  /// The bytes of `MergeResult.bytes` that the markers stand around, markers included.
  public let range: SourceRange

  /// A conflict of these parts.
  public init(subject: Subject, base: String?, ours: String?, theirs: String?, range: SourceRange) {
    (self.subject, self.base, self.ours, self.theirs, self.range) = (subject, base, ours, theirs, range)
  }
}

/// What the markers of a conflict say of the sides, and how long they are.
public struct ConflictLabels: Sendable {
  /// Behind `<<<<<<<`.
  public var ours: String
  /// Behind `|||||||`.
  public var base: String
  /// Behind `>>>>>>>`.
  public var theirs: String
  /// The number of characters of a marker; Git's `conflict-marker-size`.
  public var size: Int

  /// Labels of these words.
  public init(ours: String = "ours", base: String = "base", theirs: String = "theirs", size: Int = 7) {
    (self.ours, self.base, self.theirs, self.size) = (ours, base, theirs, size)
  }
}

/// A version that cannot be joined field by field, since it does not parse; the caller joins the three as plain text.
public struct UnmergeableSide: Error, Sendable {
  /// One of the three versions.
  public enum Side: String, Sendable { case base, ours, theirs }
  /// Which version.
  public let side: Side
  /// What is wrong with it.
  public let issue: SyntaxIssue

  /// A side that does not parse for that reason.
  public init(side: Side, issue: SyntaxIssue) { (self.side, self.issue) = (side, issue) }
}
