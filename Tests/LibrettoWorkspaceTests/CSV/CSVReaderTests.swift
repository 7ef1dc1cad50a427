import LibrettoWorkspace
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
  private func rows(_ text: String, _ delimiter: CSVDelimiter? = nil) throws -> [[String]] {
    var result: [[String]] = []
    for row in try CSVReader(Array(text.utf8), delimiter: delimiter) { result.append(try row.get().fields) }
    return result
  }

  @Test(
    "what RFC 4180 and spreadsheets write",
    arguments: [
      ("a,b\n1,2\n", [["1", "2"]]),
      ("a,b\r\n1,2\r\n3,4", [["1", "2"], ["3", "4"]]),
      ("a,b\r1,2\r3,4\r", [["1", "2"], ["3", "4"]]),
      ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
      ("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n", [["x, y", "he said \"no\""]]),
      ("a,b\n\"line\r\nbreak\",\"\"\n", [["line\r\nbreak", ""]]),
      ("a;b\n1,5;2\n", [["1,5", "2"]]),
      ("a\tb\n1\t2\n", [["1", "2"]]),
      ("a|b\n1|2\n", [["1", "2"]]),
      ("\"a,x\";b\n1;2\n", [["1", "2"]]),
      ("a,b\n\n1,2\n\n\n3,4\n", [["1", "2"], ["3", "4"]]),
      ("a\n\"\"\nx\n", [[""], ["x"]]),
      ("a,b\n,\n", [["", ""]]),
      ("a,b", []),
    ])
  func reads(_ text: String, _ expected: [[String]]) throws { #expect(try rows(text) == expected) }

  @Test("rows know their number and line")
  func places() throws {
    let reader = try CSVReader(Array("a,b\r\n\"x\r\ny\",1\r\n\r\nz,2\r\n".utf8))
    let places = try reader.map { try $0.get() }.map { [$0.number, $0.line] }
    #expect(places == [[1, 2], [2, 5]])
  }

  @Test(
    "a bad row is an error of its own, and the rest is read",
    arguments: [
      ("a,b\n1\n3,4\n", CSVError.Problem.fieldCount(found: 1, expected: 2), 4, ["1"]),
      ("a,b\n1,2,3\n3,4\n", .fieldCount(found: 3, expected: 2), 4, ["1", "2", "3"]),
      ("a,b\n1,x\"y\n3,4\n", .strayQuote, 7, ["1", "x\"y"]),
      ("a,b\n\"1\"x,2\n3,4\n", .strayQuote, 6, ["1x", "2"]),
    ])
  func recovers(_ text: String, _ problem: CSVError.Problem, _ byte: Int, _ fields: [String]) throws {
    var reader = try CSVReader(Array(text.utf8))
    let expected = CSVError(problem, record: 1, line: 2, byte: byte, fields: fields)
    #expect(reader.next() == .failure(expected))
    #expect(try reader.next()?.get().fields == ["3", "4"])
    #expect(reader.next() == nil)
  }

  @Test("a quote that is never closed ends the reading")
  func unclosed() throws {
    var reader = try CSVReader(Array("a,b\n1,\"x\n3,4\n".utf8))
    let error = CSVError(.unclosedQuote, record: 1, line: 2, byte: 6, fields: ["1", "x\n3,4\n"])
    #expect(reader.next() == .failure(error))
    #expect(
      error.description
        == "row 1 (line 2): the quotation mark at byte 6 is never closed; nothing after it was read")
    #expect(reader.next() == nil)
  }

  @Test(
    "bytes that are no UTF-8 are named",
    arguments: [
      ([0x78, 0xE9, 0x0A], 0xE9, 5), ([0x22, 0x22, 0x22, 0xFF, 0x22, 0x0A], 0xFF, 7),
      ([0xC3, 0xA9, 0xC3, 0x0A], 0xC3, 6), ([0xED, 0xA0, 0x80, 0x0A], 0xED, 4),
    ] as [([UInt8], UInt8, Int)])
  func undecodable(_ field: [UInt8], _ byte: UInt8, _ offset: Int) throws {
    var reader = try CSVReader(Array("a\nb\n".utf8) + field + Array("c\n".utf8))
    #expect(try reader.next()?.get().fields == ["b"])
    guard case .failure(let error) = reader.next() else { Issue.record("no error"); return }
    #expect(error.problem == .undecodable(byte: byte, .utf8))
    #expect(error.byte == offset)
    #expect(error.record == 2)
    #expect(try reader.next()?.get().fields == ["c"])
  }

  @Test func windows1252() throws {
    let bytes: [UInt8] = Array("a;b\n".utf8) + [0x80, 0x20, 0xFC, 0x3B, 0x93, 0x0A, 0x81, 0x3B, 0x0A]
    var reader = try CSVReader(bytes, encoding: .windows1252)
    #expect(try reader.next()?.get().fields == ["€ ü", "“"])
    guard case .failure(let error) = reader.next() else { Issue.record("no error"); return }
    #expect(error.reason == "byte 0x81 at offset 10 is not Windows-1252")
  }

  @Test(
    "headers that cannot be used",
    arguments: [
      ("", CSVError.Problem.empty), ("\n\n", .empty), ("a,,b\n", .emptyName(column: 2)),
      ("a,b,a\n", .duplicateName("a")), ("a,\"b\n", .unclosedQuote),
    ])
  func header(_ text: String, _ problem: CSVError.Problem) {
    let error = #expect(throws: CSVError.self) { try CSVReader(Array(text.utf8)) }
    #expect(error?.problem == problem)
    #expect(error?.record == 0)
  }

  @Test func utf16() {
    let error = #expect(throws: CSVError.self) { try CSVReader([0xFF, 0xFE, 0x61, 0]) }
    #expect(error?.description == "the file is UTF-16; save it as UTF-8")
  }
}
