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

  /// Makes an index of a column of a type's table where there is none, so that later questions of it are fast. Where
  /// another process writes at this moment, or nothing can be written, there is none, which costs only time.
  ///
  /// - Returns: whether there is one now.
  @discardableResult
  public func ensureColumnIndex(type: String, column: String) -> Bool {
    guard let table = layout.table(ofType: type), table.columnNames.contains(column) else { return false }
    let name = "libretto_by_\(table.name)_\(column)"
    do {
      try connection.execute("CREATE INDEX IF NOT EXISTS \(quoted(name)) ON \(quoted(table.name)) (\(quoted(column)))")
      return true
    } catch { return false }
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
