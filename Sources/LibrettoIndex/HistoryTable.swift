import GRDB
import LibrettoModel

/// The tables of history in an SQLite database: `libretto_commit`, `libretto_event`, and `libretto_change`, which shows the
/// fields of a record that came as changes from nothing.
struct HistoryTable {
  /// The tables. A record that comes is one row with all its fields, which is why `libretto_change` is a view.
  static let tables = """
    CREATE TABLE libretto_commit (
      position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, moment INTEGER NOT NULL,
      author_name TEXT NOT NULL, author_email TEXT NOT NULL, subject TEXT NOT NULL);
    CREATE TABLE libretto_event (
      change INTEGER PRIMARY KEY, position INTEGER NOT NULL, life INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,
      kind TEXT NOT NULL, field TEXT, before TEXT, after TEXT);
    CREATE INDEX libretto_event_record ON libretto_event (type, id);
    CREATE INDEX libretto_event_field ON libretto_event (type, field);
    CREATE VIEW libretto_change AS
      SELECT e.change, e.position, c.id AS commit_id, c.at, c.moment, c.author_name, c.author_email, e.type, e.id, e.kind,
        e.field, e.before, CASE e.kind WHEN 'added' THEN NULL ELSE e.after END AS after
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position
      UNION ALL
      SELECT e.change, e.position, c.id, c.at, c.moment, c.author_name, c.author_email, e.type, e.id, 'set', j.key, NULL,
        e.after -> j.fullkey
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position, json_each(e.after) j
      WHERE e.kind = 'added';
    """

  let database: Database

  /// The position of a commit; nil where it is not among those read.
  func position(of commit: String) throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT position FROM libretto_commit WHERE id = ?"), arguments: [commit])
  }

  /// Adds commits after those that are there, the oldest first.
  func append(_ commits: [HistoryCommit]) throws {
    var position = try 1 + (Int.fetchOne(database, sql: "SELECT max(position) FROM libretto_commit") ?? -1)
    var change = try 1 + (Int.fetchOne(database, sql: "SELECT max(change) FROM libretto_event") ?? 0)
    let commitRow = try database.cachedStatement(sql: "INSERT INTO libretto_commit VALUES (?, ?, ?, ?, ?, ?, ?)")
    let eventRow = try database.cachedStatement(sql: "INSERT INTO libretto_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for commit in commits {
      try commitRow.execute(arguments: [
        position, commit.id, commit.at, commit.moment.secondsSinceEpoch, commit.authorName, commit.authorEmail,
        commit.subject,
      ])
      // All lives are looked up before any record gets another id: two may change places in one commit.
      let lives = try lives(of: commit.entries, next: change)
      for (entry, life) in zip(commit.entries, lives) where entry.kind == .moved && entry.field == "id" {
        try database.cachedStatement(
          sql: "UPDATE libretto_event SET id = ? WHERE type = ? AND id = ? AND life = ? AND position < ?"
        ).execute(arguments: [entry.id, entry.type, entry.before.flatMap { HistoryValue.read($0)?.text }, life, position])
      }
      for (entry, life) in zip(commit.entries, lives) {
        try eventRow.execute(arguments: [
          change, position, life, entry.type, entry.id, entry.kind.rawValue, entry.field, entry.before, entry.after,
        ])
        change += 1
      }
      position += 1
    }
  }

  /// The life that each entry's record is in. What is said of a record follows its coming or moving.
  private func lives(of entries: [HistoryEntry], next: Int) throws -> [Int] {
    let newest = try database.cachedStatement(
      sql: "SELECT life FROM libretto_event WHERE type = ? AND id = ? ORDER BY change DESC LIMIT 1")
    var lives: [Int] = []
    for (index, entry) in entries.enumerated() {
      let last = index > 0 ? entries[index - 1] : nil
      if entry.kind == .added {
        lives.append(next + index)
      } else if let last, last.type == entry.type, last.id == entry.id, last.kind != .removed, entry.kind != .removed,
        entry.kind != .moved
      {
        lives.append(lives[index - 1])
      } else {
        let isRenamed = entry.kind == .moved && entry.field == "id"
        let id = isRenamed ? entry.before.flatMap { HistoryValue.read($0)?.text } ?? entry.id : entry.id
        lives.append(try Int.fetchOne(newest, arguments: [entry.type, id]) ?? 0)
      }
    }
    return lives
  }

  /// Takes away the commits from `position` on, with what they did; false where that cannot be, since a record got another
  /// id by one of them.
  func drop(from position: Int) throws -> Bool {
    let isRenamed = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM libretto_event WHERE position >= ? AND kind = 'moved' AND field = 'id')",
      arguments: [position])
    guard isRenamed != true else { return false }
    try database.execute(sql: "DELETE FROM libretto_event WHERE position >= ?", arguments: [position])
    try database.execute(sql: "DELETE FROM libretto_commit WHERE position >= ?", arguments: [position])
    return true
  }

  /// Takes everything away.
  func clear() throws {
    try database.execute(
      sql: """
        DELETE FROM libretto_event; DELETE FROM libretto_commit; DELETE FROM libretto_meta WHERE key LIKE 'history.%'
        """)
  }
}
