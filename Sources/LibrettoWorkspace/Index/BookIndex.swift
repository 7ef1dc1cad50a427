public import LibrettoIndex
public import LibrettoModel

/// The index of a book, up to date with its files as they stood when it was opened.
public final class BookIndex {
  /// The connection to the database.
  public let connection: IndexConnection
  /// Which field is which column.
  public let layout: IndexLayout
  /// What lies where a record should lie and is none, as `Workspace.load` gives it.
  public let findings: [Diagnostic]
  /// How many files were read again.
  public let changed: Int

  init(_ connection: IndexConnection, layout: IndexLayout, findings: [Diagnostic], changed: Int) {
    self.connection = connection
    self.layout = layout
    self.findings = findings
    self.changed = changed
  }
}

/// Whether there is an index to answer from.
public enum IndexOpening {
  /// There is one, up to date.
  case ready(BookIndex)
  /// There is none, for this reason: answer from the files.
  case absent(IndexAbsence)
}

/// Why there is no index to answer from.
public enum IndexAbsence: Hashable, Sendable {
  /// `LIBRETTO_INDEX=off`.
  case off
  /// The book is in no Git repository, so there is no place for it.
  case noRepository
  /// None was built yet.
  case missing
  /// Another process writes it at this moment.
  case busy
  /// It cannot be built or written, and why.
  case unusable(String)
}
