/// A statement that tries to change, reach or exhaust something.
struct SQLAttack: CustomTestStringConvertible, Sendable {
  /// What must come of it.
  enum Outcome: Sendable {
    /// It is refused.
    case denied
    /// It is no statement that SQLite understands here.
    case wrong
    /// One of these two.
    case refused
    /// It is stopped, or fails for what it takes.
    case stopped
    /// It has an answer, which does no harm.
    case answered
    /// Any of these, but in time: versions of SQLite differ.
    case ends
  }

  let sql: String
  let outcome: Outcome
  var testDescription: String { String(sql.prefix(60)) }

  init(_ outcome: Outcome, _ sql: String) {
    self.sql = sql
    self.outcome = outcome
  }
}

import Testing

extension SQLAttack {
  /// Statements that write, or reach for what is not the index.
  static let reaching: [SQLAttack] =
    denied.map { SQLAttack(.denied, $0) } + wrong.map { SQLAttack(.wrong, $0) }
    + refused.map { SQLAttack(.refused, $0) }

  /// What is there to be denied depends on how SQLite was built.
  private static let refused = [
    "SELECT * FROM sqlite_dbpage", "SELECT geopoly_area('[]')", "SELECT * FROM lead WHERE id MATCH 'x'",
    "UPDATE sqlite_dbpage SET data = x'00' WHERE pgno = 1", "SELECT * FROM bytecode('SELECT 1')",
    "SELECT * FROM tables_used('SELECT 1')", "SELECT * FROM generate_series(1, 1000000000000)",
    "SELECT * FROM fts3tokenize", "SELECT * FROM fts5vocab", "SELECT * FROM sqlite_sequence",
    "SELECT * FROM sqlite_stat1",
  ]

  private static let denied = [
    "ATTACH 'secret.txt' AS x", "ATTACH 'file:secret.txt?mode=rwc' AS x", "ATTACH ':memory:' AS x", "DETACH main",
    "VACUUM", "VACUUM INTO 'copy.sqlite'", "EXPLAIN VACUUM INTO 'copy.sqlite'", "PRAGMA writable_schema = 1",
    "PRAGMA query_only = 0", "PRAGMA journal_mode = DELETE", "PRAGMA table_info(lead)", "EXPLAIN PRAGMA user_version",
    "SELECT * FROM pragma_table_info('lead')", "SELECT * FROM pragma_database_list",
    "SELECT * FROM pragma_query_only(0)",
    "SELECT load_extension('./x.so')", "SELECT fts3_tokenizer('simple')",
    "SELECT fts3_tokenizer('x', x'4141414141414141')", "CREATE TABLE x (y)", "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE TABLE IF NOT EXISTS lead (x)", "CREATE VIEW x AS SELECT 1", "CREATE TEMP VIEW x AS SELECT 1",
    "CREATE VIRTUAL TABLE x USING fts5(y)", "CREATE VIRTUAL TABLE x USING dbstat", "CREATE INDEX x ON lead(id)",
    "CREATE TRIGGER x AFTER INSERT ON lead BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER x BEFORE DELETE ON lead BEGIN SELECT 1; END", "DROP TABLE lead", "DROP VIEW libretto_link",
    "ALTER TABLE lead RENAME TO x", "ALTER TABLE lead ADD COLUMN x", "INSERT INTO lead (id) VALUES ('x')",
    "REPLACE INTO lead (record) VALUES (1)", "UPDATE lead SET stage = 'won'", "DELETE FROM lead",
    "DELETE FROM lead RETURNING id", "INSERT INTO lead (id) VALUES ('x') RETURNING *",
    "WITH x AS (SELECT 1) INSERT INTO lead (record) SELECT 9 FROM x", "WITH x AS (SELECT 1) DELETE FROM lead",
    "/* SELECT */ DELETE FROM lead", "-- SELECT\nDELETE FROM lead", "EXPLAIN DELETE FROM lead",
    "EXPLAIN QUERY PLAN UPDATE lead SET id = 1", "INSERT INTO libretto_text(libretto_text) VALUES ('delete-all')",
    "INSERT INTO libretto_text(libretto_text) VALUES ('rebuild')", "SELECT * FROM libretto_text",
    "SELECT * FROM libretto_text('jane')", "SELECT * FROM libretto_text_data", "SELECT * FROM libretto_meta",
    "SELECT count(*) FROM libretto_folder", "SELECT (SELECT value FROM libretto_meta)",
    "SELECT * FROM \"libretto_meta\"", "SELECT * FROM main.[libretto_meta]", "SELECT * FROM LIBRETTO_META",
    "WITH libretto_link AS (SELECT value FROM libretto_meta) SELECT * FROM libretto_link",
    "WITH lead AS (SELECT * FROM libretto_meta) SELECT * FROM lead",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM libretto_meta)", "SELECT * FROM lead NATURAL JOIN libretto_meta",
    "SELECT * FROM sqlite_master", "SELECT sql FROM sqlite_schema", "SELECT * FROM sqlite_temp_master",

    "SELECT * FROM dbstat", "SELECT count(*) FROM dbstat", "SELECT count(*) FROM sqlite_schema",
    "WITH x AS (SELECT 1) SELECT count(*) FROM x, libretto_meta", "SELECT count(*) FROM pragma_function_list",
    "SELECT * FROM sqlite_stmt", "SELECT sqlite_compileoption_get(1)",
    "SELECT sqlite_version()",
    "SELECT sqlite_source_id()", "SELECT sqlite_log(1, 'x')", "SELECT last_insert_rowid()", "SELECT changes()",
    "SELECT printf('%.*c', 900000000, 'x')", "SELECT format('%1000000000d', 1)", "SELECT zeroblob(1000000000)",
    "SELECT randomblob(1000000000)", "SELECT hex(zeroblob(500000000))", "SELECT LOAD_EXTENSION('x')",
    "SELECT \"load_extension\"('x')", "SELECT max(id) FILTER (WHERE load_extension('x')) FROM lead",
    "SELECT sum(score) OVER (ORDER BY randomblob(9)) FROM lead", "BEGIN", "BEGIN EXCLUSIVE", "COMMIT", "ROLLBACK",
    "SAVEPOINT x", "RELEASE x", "ANALYZE", "ANALYZE lead", "REINDEX", "REINDEX lead", ".shell touch pwned",
    ".import secret.txt lead", "  .tables", "SELECT rtreecheck('main', 'lead')",
    "SELECT json_extract(value, '$') FROM libretto_meta", "SELECT fts5(NULL)", "SELECT fts5_source_id()",
  ]

  private static let wrong = [
    "SELECT readfile('secret.txt')", "SELECT writefile('pwned', 'x')", "SELECT edit('x', 'sh')",
    "SELECT * FROM fsdir('.')", "SELECT * FROM csv('secret.txt')", "SELECT * FROM zipfile('x')",
    "SELECT * FROM 'file:secret.txt'", "SELECT * FROM other.lead", "SELECT * FROM temp.lead",
    "SELECT 1; DELETE FROM lead",
    "SELECT 1; SELECT 2", "SELECT 1;;-- x\n;DROP TABLE lead", "SELECT 1 /* ; */; ATTACH 'x' AS y", "", "  -- nothing",
    ";",
    "SELECT 1\0; DROP TABLE lead", "SELECT ?", "SELECT :x", "SELECT $x", "SELECT \"mql\"", "SELECT 'open",
    "SELECT (((1",
    "SELECT id REGEXP '(a+)+$' FROM lead", "SELECT usleep(9000000)",
    "UPDATE sqlite_master SET sql = ''", "DELETE FROM sqlite_schema",
    "shell touch pwned", "SELECT 1 INTO OUTFILE 'pwned'", "COPY lead TO 'pwned'",
  ]
}
