/// Writes CSV as of RFC 4180: a field is quoted where it must be, quotation marks are doubled.
public struct CSVWriter: Sendable {
  /// What stands between fields.
  public let delimiter: CSVDelimiter
  /// What ends a record.
  public let lineEnd: String
  /// Whether a field that a spreadsheet would run as a formula gets an apostrophe in front.
  public let neutralisesFormulas: Bool
  /// What was written so far and not yet taken, in UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Makes a writer; see the properties.
  public init(delimiter: CSVDelimiter = .comma, lineEnd: String = "\n", neutralisesFormulas: Bool = true) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.neutralisesFormulas = neutralisesFormulas
  }

  /// Writes one record.
  public mutating func write(_ fields: some Sequence<String>) {
    var count = 0
    let start = bytes.count
    for field in fields {
      if count > 0 { bytes.append(delimiter.rawValue) }
      write(field: field)
      count += 1
    }
    // An empty line would be no record at all.
    if count == 1, bytes.count == start { bytes += [0x22, 0x22] }
    bytes += lineEnd.utf8
  }

  /// Gives what was written since the last call, so that a long table need not be kept whole.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func write(field: String) {
    let text = neutralisesFormulas ? CSVWriter.neutralised(field) : field
    guard mustQuote(text) else {
      bytes += text.utf8
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private func mustQuote(_ text: String) -> Bool {
    // A byte-order mark at the start of a file would be dropped by readers.
    if text.unicodeScalars.first == "\u{FEFF}" { return true }
    return text.utf8.contains { $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
  }

  /// `text`, with an apostrophe in front where it begins, after any apostrophes, with `=`, `+`, `-`, `@`, a tab or a
  /// carriage return and is no plain number (OWASP, *CSV Injection*).
  public static func neutralised(_ text: String) -> String { isFormula(text) ? "'" + text : text }

  /// The text that ``neutralised(_:)`` made `text` of.
  public static func withoutNeutralisation(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") && isFormula(text) ? String(Substring(text.unicodeScalars.dropFirst())) : text
  }

  /// Apostrophes in front count for nothing, so that an apostrophe more can be taken away again.
  private static func isFormula(_ text: String) -> Bool {
    let rest = text.utf8.drop { $0 == UInt8(ascii: "'") }
    guard let first = rest.first, "=+-@\t\r".utf8.contains(first) else { return false }
    return !isPlainNumber(rest)
  }

  /// Whether `text` is digits with at most a sign, a decimal point and an exponent, which no spreadsheet runs.
  private static func isPlainNumber(_ text: Substring.UTF8View) -> Bool {
    var rest = text
    func dropDigits() -> Int {
      let digits = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(digits)
      return digits
    }
    if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest = rest.dropFirst() }
    guard dropDigits() > 0 else { return false }
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      guard dropDigits() > 0 else { return false }
    }
    if let mark = rest.first, mark == 0x65 || mark == 0x45 {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest = rest.dropFirst() }
      guard dropDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
