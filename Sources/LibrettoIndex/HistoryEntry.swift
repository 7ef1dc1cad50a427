public import LibrettoModel

/// A commit with what it did to the records, as it goes into the tables.
public struct HistoryCommit: Sendable {
  /// Its name, 40 hexadecimal digits.
  public var id: String
  /// When it was made.
  public var moment: Instant
  /// The same as text, in the book's zone by RFC 3339.
  public var at: String
  /// Who wrote the change.
  public var authorName: String
  /// The author's address.
  public var authorEmail: String
  /// The message's first paragraph.
  public var subject: String
  /// What it did.
  public var entries: [HistoryEntry]

  /// Makes a commit of these parts.
  public init(
    id: String, moment: Instant, at: String, authorName: String, authorEmail: String, subject: String,
    entries: [HistoryEntry] = []
  ) {
    (self.id, self.moment, self.at) = (id, moment, at)
    (self.authorName, self.authorEmail, self.subject, self.entries) = (authorName, authorEmail, subject, entries)
  }
}

/// One thing that a commit did to a record.
public struct HistoryEntry: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, CaseIterable {
    /// The record came; `after` is all its fields as one flat JSON object, maps' members named with points.
    case added
    /// The record went.
    case removed
    /// The id (`field` is `id`) or only the file (`path`) changed, from `before` to `after`.
    case moved
    /// A field changed.
    case set
    /// The file cannot be read from here on; the last good values stay until it can. `before` is the last good blob.
    case unreadable
  }

  /// The type's name.
  public var type: String
  /// The record's id after the commit.
  public var id: String
  /// What happened.
  public var kind: Kind
  /// The field, named with points.
  public var field: String?
  /// What was there, as JSON.
  public var before: String?
  /// What is there now, as JSON.
  public var after: String?

  /// Makes an entry of these parts.
  public init(
    _ kind: Kind, type: String, id: String, field: String? = nil, before: String? = nil, after: String? = nil
  ) {
    (self.kind, self.type, self.id, self.field, self.before, self.after) = (kind, type, id, field, before, after)
  }
}

/// One thing that happened to a record, as it is read from the tables.
public struct HistoryRow: Sendable {
  /// The commit, 40 hexadecimal digits.
  public let commit: String
  /// When it was made.
  public let moment: Instant
  /// Who wrote the change.
  public let authorName: String
  /// The author's address.
  public let authorEmail: String
  /// The message's first paragraph.
  public let subject: String
  /// What happened, under the record's present name.
  public let entry: HistoryEntry
  /// Where it stands in the order of all that happened.
  let change: Int
  /// The life of the record that it belongs to: the number of the row by which it came.
  let life: Int
}

/// How far history has been read, and by what.
public struct HistoryState: Sendable, Equatable {
  /// What the values were read with: another one means that all has to be read again.
  public var key: String
  /// How many commits, from the oldest on, are a first-parent line; those after it are of HEAD alone.
  public var linear: Int
  /// How many commits there are.
  public var count: Int
  /// The newest commit of all.
  public var last: String
  /// Objects that a partial clone lacks: the first one, and how many.
  public var missing: (first: String, count: Int)?
  /// Whether history ends early: the clone is shallow.
  public var isShallow: Bool

  /// Makes a state of these parts.
  public init(
    key: String, linear: Int, count: Int, last: String, missing: (first: String, count: Int)? = nil,
    isShallow: Bool = false
  ) {
    (self.key, self.linear, self.count, self.last) = (key, linear, count, last)
    (self.missing, self.isShallow) = (missing, isShallow)
  }

  /// Whether both say the same.
  public static func == (a: HistoryState, b: HistoryState) -> Bool {
    a.key == b.key && a.linear == b.linear && a.count == b.count && a.last == b.last && a.isShallow == b.isShallow
      && a.missing?.first == b.missing?.first && a.missing?.count == b.missing?.count
  }
}
