public import LibrettoGit
public import LibrettoModel

/// One place of the book where two sides changed the same, so that only a person can choose.
public struct BookConflict: Sendable {
  /// What the sides disagree about.
  public enum Subject: Sendable, Equatable {
    /// A field, as a query names it: `stage`, `next.due`.
    case field(String)
    /// Lines of the text under the front matter; conflicts of one record are numbered from 1.
    case body(Int)
    /// A line of the log; numbered from 1.
    case log(Int)
    /// Whether there is such a record or file at all: one side removed it and the other changed it.
    case existence
    /// Where the record lies, or what its id is: both sides moved it, to different places.
    case place
    /// Lines of a file that is no record, or of a record that cannot be read; numbered from 1.
    case text(Int)
    /// A whole file that cannot be joined by lines: binary, a link, another kind of file.
    case file
    /// Nothing any more: no marker is left in the file, which still has to be marked as resolved.
    case settled
    /// Marker lines that belong to no whole conflict, such as one whose end was deleted; the number of the first one's line.
    case strayMarker(Int)
  }

  /// The commits on both sides that changed it last.
  public struct Commits: Sendable {
    /// The newest commit of our side; nil where Git does not tell.
    public let ours: Commit?
    /// The newest commit of their side; nil where Git does not tell, as of a stash.
    public let theirs: Commit?
  }

  /// The file, from the book's root; of files outside the book from the repository's root.
  public let path: String
  /// The record; nil where the file is none.
  public let record: RecordReference?
  /// What people call it: `leads/jane-doe`, or the file's path.
  public let displayName: String
  /// The record's title.
  public let title: String?
  /// What the sides disagree about.
  public let subject: Subject
  /// What was there before both changes; nil where there was nothing.
  public let base: String?
  /// What our side has; nil where it removed it.
  public let ours: String?
  /// What their side has; nil where it removed it.
  public let theirs: String?
  /// Who changed it on both sides, and when.
  public let commits: Commits
}
