import GRDB

/// The tables of the index; what of them is stable for users is told in `docs/sql.md`.
enum Schema {
  /// Counts up with every change of the tables, so that an index of another version is made anew.
  static let version = 1

  /// Libretto's own tables, beside one for each record type.
  static let tables = """
    CREATE TABLE libretto_meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE libretto_folder (path TEXT PRIMARY KEY, entries BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE libretto_record (
      record INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL UNIQUE, title TEXT NOT NULL);
    CREATE INDEX libretto_record_name ON libretto_record (type, id);
    CREATE TABLE libretto_alias (type TEXT NOT NULL, alias TEXT NOT NULL, record INTEGER NOT NULL);
    CREATE INDEX libretto_alias_name ON libretto_alias (type, alias);
    CREATE INDEX libretto_alias_record ON libretto_alias (record);
    CREATE TABLE libretto_link_text (
      record INTEGER NOT NULL, source_type TEXT NOT NULL, source TEXT NOT NULL, field TEXT, types TEXT NOT NULL,
      target TEXT NOT NULL);
    CREATE INDEX libretto_link_text_record ON libretto_link_text (record);
    CREATE INDEX libretto_link_text_target ON libretto_link_text (target, source_type, field);
    CREATE TABLE libretto_log (
      record INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, line INTEGER NOT NULL, at TEXT NOT NULL,
      kind TEXT NOT NULL, by TEXT, text TEXT NOT NULL);
    CREATE INDEX libretto_log_record ON libretto_log (record);
    CREATE TABLE libretto_diagnostic (
      path TEXT NOT NULL, line INTEGER, column INTEGER, code TEXT NOT NULL, severity TEXT NOT NULL,
      message TEXT NOT NULL, help TEXT, type TEXT, id TEXT, field TEXT);
    \(HistoryTable.tables)
    """
}
