import CSQLite

extension IndexConnection {
  /// Makes all tables in a new file that nobody else looks at, for rows to be put in one transaction without a journal:
  /// a build that is interrupted is thrown away. `finishBuilding` ends it.
  public func beginBuilding(_ layout: IndexLayout, withText: Bool) throws(IndexError) {
    try execute(
      """
      PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -65536; BEGIN EXCLUSIVE;
      """ + Schema.tables)
    for table in layout.tables { try execute(table.declaration) }
    if withText { try execute(TextIndex.tables + TextIndex.bulk) }
  }

  /// Makes the indexes of the tables and ends the build: the file is one that several processes can use then.
  public func finishBuilding(withText: Bool) throws(IndexError) {
    if withText { try execute(TextIndex.endOfBulk) }
    try execute(Schema.indexes + "COMMIT; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;")
  }

  /// Reads and writes as a book in use wants it: readers and the one writer do not disturb each other, and nobody waits.
  public func configureForUse() throws(IndexError) {
    // Room for all pages that a refresh of some hundred records changes, so that each is written once.
    // The log stays short, as whoever opens the database first reads all of it.
    try execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768")
    guard libretto_sqlite_keep_log(handle) == SQLITE_OK else {
      throw IndexError(.refused, "SQLite cannot be told to keep its log")
    }
    wait(milliseconds: 0)
  }
}
