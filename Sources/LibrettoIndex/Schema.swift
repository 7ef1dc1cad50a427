/// The tables of the index; what of them is stable for users is told in `docs/sql.md`.
enum Schema {
  /// Counts up with every change of the tables or of what is put into them, so that an index of another version is made
  /// anew.
  static let version = 7

  /// Libretto's own tables, beside one for each record type.
  static let tables = """
    CREATE TABLE libretto_meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE libretto_folder (path TEXT PRIMARY KEY, entries BLOB NOT NULL);
    CREATE TABLE libretto_record (
      record INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL);
    CREATE TABLE libretto_irregular (record INTEGER PRIMARY KEY);
    CREATE TABLE libretto_alias (type TEXT NOT NULL, alias TEXT NOT NULL, record INTEGER NOT NULL);
    CREATE TABLE libretto_link_text (
      record INTEGER NOT NULL, number INTEGER NOT NULL, source_type TEXT NOT NULL, source TEXT NOT NULL, field TEXT,
      types TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (record, number)) WITHOUT ROWID;
    CREATE TABLE libretto_unique (type TEXT NOT NULL, field TEXT NOT NULL, key TEXT NOT NULL, record INTEGER NOT NULL);
    CREATE TABLE libretto_log (
      record INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, line INTEGER NOT NULL, at TEXT NOT NULL,
      kind TEXT NOT NULL, by TEXT, text TEXT NOT NULL, PRIMARY KEY (record, line)) WITHOUT ROWID;
    CREATE TABLE libretto_diagnostic (
      path TEXT NOT NULL, line INTEGER, column INTEGER, code TEXT NOT NULL, severity TEXT NOT NULL,
      message TEXT NOT NULL, help TEXT, type TEXT, id TEXT, field TEXT);
    \(HistoryTable.tables)
    """ + "\n" + linkView

  /// Each link text with the record that it means: by its id first, then by an old id, in the order of the types that the
  /// field may point at; of two records with one id, the first by path.
  private static let linkView = """
    CREATE VIEW libretto_link AS
    SELECT l.source_type, l.source, l.field, t.type AS target_type, t.id AS target, l.target AS text
    FROM (
      SELECT *, coalesce(
        (SELECT record FROM (
          SELECT r.record, r.path, instr(',' || w.types || ',', ',' || r.type || ',') AS place
          FROM libretto_record AS r WHERE r.id = w.target)
         WHERE place > 0 ORDER BY place, path LIMIT 1),
        (SELECT record FROM (
          SELECT r.record, r.path, instr(',' || w.types || ',', ',' || r.type || ',') AS place
          FROM libretto_alias AS a JOIN libretto_record AS r ON r.record = a.record WHERE a.alias = w.target)
         WHERE place > 0 ORDER BY place, path LIMIT 1)) AS meant
      FROM libretto_link_text AS w) AS l
    LEFT JOIN libretto_record AS t ON t.record = l.meant;
    """

  /// The indexes of the tables that records fill; made after the rows where all are new.
  static let indexes = """
    CREATE UNIQUE INDEX libretto_record_path ON libretto_record (path);
    CREATE INDEX libretto_record_name ON libretto_record (id, type);
    CREATE INDEX libretto_alias_name ON libretto_alias (alias, type);
    CREATE INDEX libretto_alias_record ON libretto_alias (record);
    CREATE INDEX libretto_link_text_target ON libretto_link_text (target, source_type, field);
    CREATE INDEX libretto_unique_key ON libretto_unique (key, field, type);
    CREATE INDEX libretto_unique_record ON libretto_unique (record);
    """
}
