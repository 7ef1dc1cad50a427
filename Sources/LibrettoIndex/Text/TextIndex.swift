/// The index of all texts of the records for `text~`: every three letters that follow each other in the folded copy of a
/// record, by SQLite's FTS5. It is larger than all the rest and slow to make, so it is made when it is first asked for.
///
/// It holds no texts, so that nothing need be removed from it: a record's documents are those that `libretto_text_row` knows.
enum TextIndex {
  static let tables = """
    CREATE TABLE libretto_text_row (document INTEGER PRIMARY KEY AUTOINCREMENT, record INTEGER NOT NULL UNIQUE);
    CREATE VIRTUAL TABLE libretto_text USING fts5 (
      text, content = '', detail = none, columnsize = 0, tokenize = 'trigram case_sensitive 1');
    """

  /// Keeps what is added in memory for longer, and leaves the merging of it to the end: for a build.
  static let bulk = """
    INSERT INTO libretto_text (libretto_text, rank) VALUES ('hashsize', 67108864);
    INSERT INTO libretto_text (libretto_text, rank) VALUES ('automerge', 0);
    """
  static let endOfBulk = """
    INSERT INTO libretto_text (libretto_text, rank) VALUES ('hashsize', 1048576);
    INSERT INTO libretto_text (libretto_text, rank) VALUES ('automerge', 4);
    """

  /// The expression that finds the documents in which any of the folded texts may stand; nil where one is too short.
  static func expression(_ needles: [String]) -> String? {
    var alternatives: [String] = []
    for needle in needles {
      let letters = Array(needle.unicodeScalars)
      guard letters.count >= 3 else { return nil }
      var tokens: [String] = []
      for start in 0...(letters.count - 3) {
        var token = "\""
        for letter in letters[start..<start + 3] { token += letter == "\"" ? "\"\"" : String(letter) }
        tokens.append(token + "\"")
      }
      alternatives.append("(" + tokens.joined(separator: " AND ") + ")")
    }
    return alternatives.isEmpty ? nil : alternatives.joined(separator: " OR ")
  }
}

extension IndexConnection {
  /// Whether the texts of the records are indexed too.
  public func hasTextIndex() throws(IndexError) -> Bool {
    try integer("SELECT 1 FROM sqlite_master WHERE name = 'libretto_text'") != nil
  }
}
