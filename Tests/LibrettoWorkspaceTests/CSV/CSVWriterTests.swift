import LibrettoWorkspace
import TestSupport
import Testing

@Suite("Writing CSV")
struct CSVWriterTests {
  @Test(
    "formulas get an apostrophe, plain numbers do not",
    arguments: [
      ("=1+2", "'=1+2"), ("+cmd|x", "'+cmd|x"), ("-1+2", "'-1+2"), ("@sum", "'@sum"), ("\tx", "'\tx"),
      ("\rx", "'\rx"),
      ("-", "'-"), ("-5", "-5"), ("+4930", "+4930"), ("-5.25", "-5.25"), ("-1e-3", "-1e-3"), ("-5.", "'-5."),
      ("+49 30", "'+49 30"), ("-5e", "'-5e"), ("plain", "plain"), ("", ""), (" =1", " =1"),
    ])
  func neutralises(_ text: String, _ expected: String) { #expect(CSVWriter.neutralised(text) == expected) }

  @Test func quotes() {
    var writer = CSVWriter(delimiter: .semicolon, lineEnd: "\r\n", neutralisesFormulas: false)
    writer.write(["a,b", "c;d", "e\"f", "g\nh", "i\rj", " k "])
    writer.write([""])
    writer.write(["\u{FEFF}x"])
    #expect(
      String(decoding: writer.take(), as: UTF8.self)
        == "a,b;\"c;d\";\"e\"\"f\";\"g\nh\";\"i\rj\"; k \r\n\"\"\r\n\"\u{FEFF}x\"\r\n")
    #expect(writer.bytes.isEmpty)
  }

  @Test("what is written reads back the same, for 2,000 generated tables")
  func roundTrip() throws {
    let pieces = [
      "a", "Ü", "👩‍👩‍👧", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "=1", "-", "'", "\u{FEFF}",
      "\u{0}",
      "e\u{301}",
    ]
    for seed in 0..<2_000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let delimiter = CSVDelimiter.allCases.randomElement(using: &random)!
      let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random)!
      let columns = Int.random(in: 1...5, using: &random)
      let table = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (0..<columns).map { _ in
          (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random)! }
            .joined()
        }
      }
      let header = (0..<columns).map { "column \($0)" }
      var writer = CSVWriter(delimiter: delimiter, lineEnd: lineEnd, neutralisesFormulas: false)
      writer.write(header)
      for row in table { writer.write(row) }
      let reader = try CSVReader(writer.take(), delimiter: columns == 1 ? delimiter : nil)
      #expect(reader.header == header, "seed \(seed)")
      let back = try reader.map { try Array($0.get().fields.map { Array($0.utf8) }) }
      #expect(back == table.map { $0.map { Array($0.utf8) } }, "seed \(seed)")
    }
  }
}
