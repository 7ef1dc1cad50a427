import JSONSchema
import LibrettoCLI
import LibrettoModel
import Testing

@Suite("Rows in every format")
struct RowTests {
  @Test("matches its golden file", arguments: RowFormat.allCases)
  func golden(_ format: RowFormat) throws {
    try Golden.expect(RowRenderer(format).render(SampleRows.all), matches: "rows.\(format.rawValue).txt")
  }

  @Test("a table fits its width", arguments: [60, 72, 90])
  func width(_ width: Int) throws {
    let output = RowRenderer(.table, width: width, colour: width == 72).render(SampleRows.all)
    try Golden.expect(output, matches: "rows.table.\(width).txt")
    for line in output.split(separator: "\n") where !line.hasPrefix("\u{1B}") {
      #expect(displayWidth(line) <= width, "\(line)")
    }
  }

  @Test("numbers are never cut", arguments: [1, 10, 30])
  func numbersStay(_ width: Int) {
    #expect(RowRenderer(.table, width: width).render(SampleRows.all).contains("31234567.25"))
  }

  @Test("columns of one width are cut alike")
  func fair() {
    let long = String(repeating: "x", count: 100)
    let rows = RowSet(
      columns: [.init("a"), .init("b"), .init("c")], rows: [[.text(long), .text(long), .text("y")]])
    let lines = RowRenderer(.table, width: 46).render(rows).split(separator: "\n")
    #expect(lines[1] == "\(String(repeating: "-", count: 21))  \(String(repeating: "-", count: 20))  -")
  }

  @Test("no row makes no table, and no column no crash")
  func empty() {
    let none = RowSet(columns: [.init("id")], rows: [])
    #expect(RowRenderer(.table).render(none) == "")
    #expect(RowRenderer(.json).render(none) == "[]\n")
    #expect(RowRenderer(.ndjson).render(none) == "")
    #expect(RowRenderer(.csv).render(none) == "id\n")
    #expect(RowRenderer(.table).render(RowSet(columns: [], rows: [[]])) == "")
  }

  @Test("raw CSV keeps formulas")
  func raw() {
    let rows = RowSet(columns: [.init("a")], rows: [[.text("=1+2")], [.text("-5")], [.text("-x")]])
    #expect(RowRenderer(.csv, raw: true).render(rows) == "a\n=1+2\n-5\n-x\n")
    #expect(RowRenderer(.csv).render(rows) == "a\n'=1+2\n-5\n'-x\n")
  }
}

@Suite("Progress")
struct ProgressLineTests {
  @Test(arguments: [
    (3020, 6711, 2.0, 80, "[=================>                    ]   45 %  3,020/6,711  1,510/s  0:03 left"),
    (3020, 6711, 2.0, 50, " 45 %  3,020/6,711  1,510/s  0:03 left"),
    (3020, 6711, 2.0, 36, " 45 %  3,020/6,711  0:03 left"),
    (3020, 6711, 2.0, 20, " 45 %  3,020/6,711"),
    (3020, 6711, 2.0, 6, " 45 %"),
    (3020, 6711, 2.0, 2, ""),
    (0, 10, 0, 40, "[>                        ]    0 %  0/10"),
    (10, 10, 4, 30, "100 %  10/10  2.5/s"),
    (0, 0, 1, 14, "100 %  0/0"),
    (1, 7201, 1, 40, "  0 %  1/7,201  1.0/s  2:00:00 left"),
  ])
  func line(_ done: Int, _ total: Int, _ seconds: Double, _ width: Int, _ expected: String) {
    let line = progressLine(done: done, total: total, elapsedSeconds: seconds, width: width)
    #expect(line.utf8.count <= width)
    #expect(line == expected)
  }
}
