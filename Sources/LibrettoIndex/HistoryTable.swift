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
    CREATE INDEX libretto_event_field ON libretto_event (field, type) WHERE field IS NOT NULL;
    CREATE VIEW libretto_change AS
      SELECT e.change, e.position, c.id AS commit_id, c.at, c.moment, c.author_name, c.author_email, e.type, e.id, e.kind,
        e.field, e.before ->> '$' AS before, CASE e.kind WHEN 'added' THEN NULL ELSE e.after ->> '$' END AS after
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position
      UNION ALL
      SELECT e.change, e.position, c.id, c.at, c.moment, c.author_name, c.author_email, e.type, e.id, 'set', j.key, NULL,
        j.value
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position, json_each(e.after) j
      WHERE e.kind = 'added';
    """

  private let connection: IndexConnection
  private let positionOf: IndexStatement
  private let newest: IndexStatement

  init(_ connection: IndexConnection) throws(IndexError) {
    self.connection = connection
    positionOf = try connection.prepare("SELECT position FROM libretto_commit WHERE id = ?")
    newest = try connection.prepare(
      "SELECT life FROM libretto_event WHERE type = ? AND id = ? ORDER BY change DESC LIMIT 1")
  }

  /// The position of a commit; nil where it is not among those read.
  func position(of commit: String) throws(IndexError) -> Int? {
    positionOf.bind(1, commit)
    defer { positionOf.reset() }
    return try positionOf.step() ? positionOf.integer(0) : nil
  }

  /// How many commits have been read.
  func count() throws(IndexError) -> Int {
    try connection.integer("SELECT max(position) + 1 FROM libretto_commit") ?? 0
  }

  /// Adds commits after those that are there, the oldest first.
  func append(_ commits: [HistoryCommit]) throws(IndexError) {
    var position = try count()
    var change = try connection.integer("SELECT max(change) + 1 FROM libretto_event") ?? 1
    let commitRow = try connection.prepare("INSERT INTO libretto_commit VALUES (?, ?, ?, ?, ?, ?, ?)")
    let eventRow = try connection.prepare("INSERT INTO libretto_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for commit in commits {
      commitRow.bind(1, position)
      commitRow.bind(2, commit.id)
      commitRow.bind(3, commit.at)
      commitRow.bind(4, commit.moment.secondsSinceEpoch)
      commitRow.bind(5, commit.authorName)
      commitRow.bind(6, commit.authorEmail)
      commitRow.bind(7, commit.subject)
      try commitRow.run()
      // All lives are looked up before any record gets another id: two may change places in one commit.
      let lives = try lives(of: commit.entries, next: change)
      for (entry, life) in zip(commit.entries, lives) where entry.isRenaming {
        try rename(entry, life: life, before: position)
      }
      eventRow.bind(2, position)
      for (entry, life) in zip(commit.entries, lives) {
        eventRow.bind(1, change)
        eventRow.bind(3, life)
        eventRow.bind(4, entry.type)
        eventRow.bind(5, entry.id)
        eventRow.bind(6, entry.kind.rawValue)
        eventRow.bind(7, entry.field)
        eventRow.bind(8, entry.before)
        eventRow.bind(9, entry.after)
        try eventRow.run()
        change += 1
      }
      position += 1
    }
  }

  /// Gives a record's earlier rows its new id.
  private func rename(_ entry: HistoryEntry, life: Int, before position: Int) throws(IndexError) {
    let statement = try connection.prepare(
      "UPDATE libretto_event SET id = ? WHERE type = ? AND id = ? AND life = ? AND position < ?")
    statement.bind(1, entry.id)
    statement.bind(2, entry.type)
    statement.bind(3, entry.valueBefore?.text)
    statement.bind(4, life)
    statement.bind(5, position)
    try statement.run()
  }

  /// The life that each entry's record is in. What is said of a record follows its coming or moving.
  private func lives(of entries: [HistoryEntry], next: Int) throws(IndexError) -> [Int] {
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
        newest.bind(1, entry.type)
        newest.bind(2, entry.isRenaming ? entry.valueBefore?.text ?? entry.id : entry.id)
        lives.append(try newest.step() ? newest.integer(0) : 0)
        newest.reset()
      }
    }
    return lives
  }

  /// Takes away the commits from `position` on, with what they did; false where that cannot be, since a record got another
  /// id by one of them.
  func drop(from position: Int) throws(IndexError) -> Bool {
    let renamed = try connection.integer(
      "SELECT 1 FROM libretto_event WHERE position >= \(position) AND kind = 'moved' AND field = 'id' LIMIT 1")
    guard renamed == nil else { return false }
    try connection.execute("DELETE FROM libretto_event WHERE position >= \(position)")
    try connection.execute("DELETE FROM libretto_commit WHERE position >= \(position)")
    return true
  }

  /// Takes everything away.
  func clear() throws(IndexError) {
    try connection.execute(
      """
      DELETE FROM libretto_event; DELETE FROM libretto_commit; DELETE FROM libretto_meta WHERE key LIKE 'history.%'
      """)
  }
}

extension HistoryEntry {
  /// Whether the record got another id.
  fileprivate var isRenaming: Bool { kind == .moved && field == "id" }
}
