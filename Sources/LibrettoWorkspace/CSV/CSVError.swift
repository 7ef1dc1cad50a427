/// What is wrong with a CSV file, or with one row of it.
public struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let problem: Problem
  /// The number of the record, counted from 1 without the header; 0 for the header and for the file as a whole.
  public let record: Int
  /// The line, counted from 1, on which the record begins.
  public let line: Int
  /// The offset in the file of the byte at fault.
  public let byte: Int
  /// The row as far as it could be read, for a file of rejects; empty where nothing could.
  public let fields: [String]

  /// What can be wrong.
  public enum Problem: Hashable, Sendable {
    /// No header line.
    case empty
    /// The file begins with the byte-order mark of UTF-16.
    case utf16
    /// A byte that is not text in the file's encoding.
    case undecodable(byte: UInt8, CSVEncoding)
    /// A quoted field that never ends; what follows it was not read.
    case unclosedQuote
    /// A quotation mark within an unquoted field, or text after a closing one.
    case strayQuote
    /// More or fewer fields than the header has.
    case fieldCount(found: Int, expected: Int)
    /// A column without a name; columns count from 1.
    case emptyName(column: Int)
    /// Two columns of one name.
    case duplicateName(String)
  }

  /// Makes an error; see the properties.
  public init(_ problem: Problem, record: Int, line: Int, byte: Int, fields: [String] = []) {
    self.problem = problem
    self.record = record
    self.line = line
    self.byte = byte
    self.fields = fields
  }

  /// One line: `row 3 (line 4): 2 fields where the header has 3`.
  public var description: String {
    switch problem {
    case .empty, .utf16: reason
    default: record == 0 ? "header: \(reason)" : "row \(record) (line \(line)): \(reason)"
    }
  }

  /// What is wrong, without the place: `2 fields where the header has 3`.
  public var reason: String {
    switch problem {
    case .empty: "the file is empty; its first line must name the columns"
    case .utf16: "the file is UTF-16; save it as UTF-8"
    case .undecodable(let value, let encoding):
      "byte 0x\(hexadecimal(value)) at offset \(byte) is not \(encoding == .utf8 ? "UTF-8" : "Windows-1252")"
    case .unclosedQuote: "the quotation mark at byte \(byte) is never closed; nothing after it was read"
    case .strayQuote: "a quotation mark at byte \(byte) that neither opens nor closes a field; double it"
    case .fieldCount(let found, let expected):
      "\(found) \(found == 1 ? "field" : "fields") where the header has \(expected)"
    case .emptyName(let column): "column \(column) has no name"
    case .duplicateName(let name): "two columns are named \"\(name)\""
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
