extension SQLAttack {
  private static func list(_ count: Int, _ item: String) -> String {
    String(repeating: item + ",", count: count - 1) + item
  }
  private static func deep(_ count: Int, _ open: String, _ middle: String, _ close: String) -> String {
    String(repeating: open, count: count) + middle + String(repeating: close, count: count)
  }
  private static let endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
  /// A text that doubles with each row, up to 2^`bits` letters.
  private static func long(_ bits: Int, _ letter: String = "a") -> String {
    "d(n, t) AS (SELECT 0, '\(letter)' UNION ALL SELECT n + 1, t || t FROM d WHERE n < \(bits))"
  }
  private static func ofLong(_ bits: Int, _ expression: String) -> String {
    "WITH RECURSIVE \(long(bits)), l AS (SELECT max(t) AS t FROM d) SELECT \(expression) FROM l"
  }

  /// Statements that want time or memory without end.
  static let exhausting = lasting + growing + large

  private static let lasting: [SQLAttack] = [
    SQLAttack(.stopped, "\(endless) SELECT max(x) FROM c"),
    SQLAttack(.answered, "\(endless) SELECT x FROM c"),
    SQLAttack(.stopped, "\(endless) SELECT count(*) FROM c, c AS d WHERE c.x = d.x"),
    SQLAttack(.stopped, "\(endless) SELECT x FROM c WHERE x < 0"),
    SQLAttack(.answered, "\(endless) SELECT x FROM c LIMIT -1"),
    SQLAttack(.answered, "SELECT id FROM lead LIMIT -1 OFFSET -5"),
    SQLAttack(.stopped, "SELECT count(*) FROM \((0..<24).map { "lead AS a\($0)" }.joined(separator: ", "))"),
    SQLAttack(.ends, "SELECT count(*) FROM \((0..<64).map { "lead AS a\($0)" }.joined(separator: ", "))"),
    SQLAttack(.wrong, "SELECT count(*) FROM \((0..<70).map { "lead AS a\($0)" }.joined(separator: ", "))"),
    SQLAttack(
      .stopped,
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT sum(x) OVER (ORDER BY x) FROM c ORDER BY 1"
    ),
    SQLAttack(
      .ends,
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 30000) SELECT count(*) OVER (ORDER BY x ROWS "
        + "BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) FROM c"),
    SQLAttack(.stopped, ofLong(22, "instr(t || t, substr(t, 1, 2000000) || 'b')")),
    SQLAttack(.stopped, ofLong(22, "trim(t, t || 'b')").replacing("'a'", "'c'")),
    SQLAttack(.stopped, ofLong(22, "replace(t, substr(t, 1, 2000000) || 'b', '')")),
    SQLAttack(.ends, ofLong(22, "t LIKE '\(deep(200, "%a", "b", "%"))'")),
    SQLAttack(.ends, ofLong(22, "t GLOB '\(deep(200, "*a", "b", "*"))'")),
    SQLAttack(.ends, ofLong(20, "t LIKE '\(String(repeating: "%_", count: 400))b'")),
    SQLAttack(.ends, ofLong(20, "t LIKE '\(String(repeating: "%a", count: 5000))b'")),
    SQLAttack(.ends, ofLong(22, "json_array_length('[' || replace(t, 'a', '1,') || '1]')")),
    SQLAttack(
      .ends,
      ofLong(
        17,
        "(SELECT count(*) FROM json_each('[' || replace(t, 'a', '[1],') || '1]'), json_each('[' || replace(t, 'a', '1,') || '1]'))"
      )),
    SQLAttack(.ends, ofLong(20, "json(replace(t, 'a', '['))")),
    SQLAttack(
      .ends,
      ofLong(
        18,
        "json_patch('{' || replace(t, 'a', '\"a\":1,') || '\"b\":1}', '{' || replace(t, 'a', '\"a\":2,') || '\"b\":1}')"
      )),
  ]

  /// Those that want memory.
  static let growing: [SQLAttack] = [
    SQLAttack(.stopped, "\(endless) SELECT group_concat(x) FROM c"),
    SQLAttack(.stopped, "\(endless) SELECT json_group_array(x) FROM c"),
    SQLAttack(.stopped, "\(endless) SELECT json_group_object(x, x) FROM c"),
    SQLAttack(.stopped, "\(endless) SELECT count(DISTINCT x) FROM c"),
    SQLAttack(.stopped, "WITH RECURSIVE c(x) AS (SELECT 1 UNION SELECT x + 1 FROM c) SELECT max(x) FROM c"),
    SQLAttack(.stopped, "\(endless) SELECT x FROM c ORDER BY -x"),
    SQLAttack(.stopped, "\(endless) SELECT x, row_number() OVER () FROM c ORDER BY random()"),
    SQLAttack(.stopped, "WITH RECURSIVE \(long(40)) SELECT max(length(t)) FROM d"),
    SQLAttack(.stopped, ofLong(23, "hex(hex(hex(t)))")),
    SQLAttack(.stopped, ofLong(22, "replace(replace(t, 'a', 'aaaaaaaa'), 'a', 'aaaaaaaa')")),
    SQLAttack(.stopped, ofLong(22, "(SELECT group_concat(t) FROM lead, lead AS x)")),
    SQLAttack(
      .stopped, "WITH RECURSIVE \(long(20)), c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT t FROM c, d"),
    SQLAttack(.ends, "SELECT char(\(list(100, "1114111")))"),
    SQLAttack(.answered, "SELECT substr('abc', -9223372036854775807, 9223372036854775807), abs(-9223372036854775807)"),
    SQLAttack(.wrong, "SELECT abs(-9223372036854775807 - 1)"),
    SQLAttack(.answered, "SELECT 9223372036854775807 + 1, 1 / 0, 9e999, -9e999, 9e999 - 9e999"),
    SQLAttack(.answered, "SELECT round(1e308, 2147483647), power(10, 400), strftime('%J', 9e99)"),
  ]

  private static let large: [SQLAttack] = [
    SQLAttack(.ends, "SELECT \(list(10_000, "1"))"),
    SQLAttack(.ends, "SELECT count(*) FROM lead WHERE record IN (\(list(100_000, "1")))"),
    SQLAttack(.ends, "SELECT 1 WHERE \(String(repeating: "1 AND ", count: 5_000))1"),
    SQLAttack(.ends, "SELECT \(deep(5_000, "(", "1", ")"))"),
    SQLAttack(.ends, "SELECT \(String(repeating: "- ", count: 5_000))1"),
    SQLAttack(.ends, "SELECT \(deep(500, "(SELECT ", "1", ")"))"),
    SQLAttack(.ends, "SELECT \(deep(500, "abs(", "1", ")"))"),
    SQLAttack(.wrong, "SELECT 1\(String(repeating: " UNION ALL SELECT 1", count: 2_000))"),
    SQLAttack(.ends, "VALUES \(list(50_000, "(1)"))"),
    SQLAttack(.ends, "SELECT '\(String(repeating: "x", count: 2_000_000))'"),
    SQLAttack(.ends, "SELECT json('\(deep(50_000, "[", "", "]"))')"),
    SQLAttack(
      .ends,
      "WITH \((1..<40).map { "w\($0) AS (SELECT * FROM w\($0 - 1) AS a, w\($0 - 1) AS b)" }.reduce("w0 AS (SELECT 1 AS x)") { "\($0), \($1)" }) SELECT count(*) FROM w39"
    ),
    SQLAttack(
      .ends,
      "WITH \((1..<40).map { "w\($0) AS (SELECT * FROM w\($0 - 1) UNION ALL SELECT * FROM w\($0 - 1))" }.reduce("w0 AS (SELECT 1 AS x)") { "\($0), \($1)" }) SELECT count(*) FROM w39"
    ),
    SQLAttack(
      .ends,
      "SELECT \((0..<60).map { "(SELECT count(*) FROM lead AS a\($0), lead AS b\($0), lead, lead AS z)" }.joined(separator: " + "))"
    ),
    SQLAttack(.ends, "SELECT * FROM \((0..<40).map { _ in "lead" }.joined(separator: " NATURAL JOIN "))"),
    // Nothing is wrong with these.
    SQLAttack(.answered, "SELECT lead.id, t.value FROM lead, json_each(lead.tags) AS t, json_tree(lead.tags)"),
    SQLAttack(.answered, "WITH c AS (SELECT * FROM lead) SELECT count(*) FROM c, lead"),
    SQLAttack(.answered, "EXPLAIN SELECT * FROM lead"),
    SQLAttack(.answered, "EXPLAIN QUERY PLAN SELECT * FROM lead WHERE id = 'x'"),
    SQLAttack(.answered, "VALUES (1, 2), (3, 4)"),
    SQLAttack(.answered, "SELECT 'ATTACH x; DROP TABLE lead; -- load_extension('"),
    SQLAttack(.answered, ";; /* a */ SELECT 1 -- b\n;; /* c"),
  ]
}
