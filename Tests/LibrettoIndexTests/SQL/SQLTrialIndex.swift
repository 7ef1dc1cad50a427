import TestSupport

@testable import LibrettoIndex

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An index of a few rows in a folder of its own, and the real program to ask it.
struct SQLTrialIndex {
  let folder = ScratchFolder("sql")
  var database: String { folder.path + "/index.sqlite" }

  init() throws {
    let connection = try IndexConnection(path: database, mode: .creating)
    try connection.execute("PRAGMA journal_mode = WAL;" + Self.tables)
    folder.write("a secret", to: "secret.txt")
  }

  private static let tables = """
    CREATE TABLE lead (record INTEGER PRIMARY KEY, id TEXT, path TEXT, title TEXT, stage TEXT, owner TEXT, score,
      value, value_currency TEXT, tags TEXT, created TEXT, next_due TEXT, other TEXT);
    CREATE TABLE account (record INTEGER PRIMARY KEY, id TEXT, path TEXT, title TEXT, country TEXT, other TEXT);
    CREATE TABLE libretto_meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE libretto_folder (path TEXT PRIMARY KEY, entries BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE libretto_link_text (record INTEGER, source_type TEXT, source TEXT, field TEXT, target TEXT);
    CREATE TABLE libretto_record (record INTEGER PRIMARY KEY, type TEXT, id TEXT, path TEXT, title TEXT);
    CREATE TABLE libretto_change (change INTEGER PRIMARY KEY, type TEXT, id TEXT, field TEXT, before TEXT, after TEXT);
    CREATE VIEW libretto_link AS SELECT source_type, source, field, target FROM libretto_link_text;
    CREATE VIRTUAL TABLE libretto_text USING fts5(text, tokenize = 'trigram');
    INSERT INTO lead VALUES
      (1, 'jane-doe', 'leads/ja/jane-doe.md', 'Jane Doe', 'mql', 'tom', 72, 12000.5, 'EUR', '["saas","partner"]',
        '2026-10-02', '2026-11-25', NULL),
      (2, 'jo-ho', 'leads/jo/jo-ho.md', '李小龍', 'lead', NULL, NULL, NULL, NULL, '[]', '2026-11-01', NULL, NULL),
      (3, 'max', 'leads/ma/max.md', 'Max', 'mql', 'ann', 40, 500, 'EUR', '["saas"]', '2026-09-12', NULL, '{"x":1}');
    INSERT INTO account VALUES (4, 'globex', 'accounts/gl/globex.md', 'Globex', 'NO', NULL);
    INSERT INTO libretto_meta VALUES ('root', 'hidden');
    INSERT INTO libretto_link_text VALUES (1, 'lead', 'jane-doe', 'account', 'globex');
    INSERT INTO libretto_text VALUES ('jane doe');
    """

  /// Asks the program that was built beside the tests.
  func process(_ limits: SQLLimits = SQLLimits()) -> SQLProcess {
    SQLProcess(
      program: Project.products + "/libretto", database: database, limits: limits, today: "2026-11-22")
  }

  func answer(_ sql: String, _ limits: SQLLimits = SQLLimits()) async throws -> SQLAnswer {
    try await process(limits).answer(Array(sql.utf8))
  }

  /// The names and contents of all files in the folder; of the database's own, which readers share, only the main one.
  var digest: [String: UInt64] {
    var result: [String: UInt64] = [:]
    for name in listFolder(folder.path) where !name.hasSuffix("-shm") && !name.hasSuffix("-wal") {
      result[name] = (folder.read(name) ?? []).reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    return result
  }
}
