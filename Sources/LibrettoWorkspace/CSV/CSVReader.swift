/// Reads CSV as of RFC 4180, row by row, over the bytes of a file: any of four delimiters, line breaks inside quotes,
/// LF, CRLF or CR at the end of a record, a byte-order mark dropped, empty lines skipped.
///
/// A row that cannot be read is a failure of its own; the rows after it are still read, except after a quotation mark
/// that is never closed.
public struct CSVReader: Sequence, IteratorProtocol, Sendable {
  /// The names of the columns.
  public let header: [String]
  /// The delimiter, given or detected.
  public let delimiter: CSVDelimiter
  /// How the bytes stand for text.
  public let encoding: CSVEncoding
  private var scanner: CSVScanner
  private var number = 0

  /// Reads the header of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - delimiter: what stands between fields; nil detects it from the header.
  ///   - encoding: how the bytes stand for text.
  /// - Throws: a `CSVError` where there is no header, or it cannot be read, or a name is empty or there twice.
  public init(_ bytes: [UInt8], delimiter: CSVDelimiter? = nil, encoding: CSVEncoding = .utf8)
    throws(CSVError)
  {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]), encoding == .utf8 {
      throw CSVError(.utf16, record: 0, line: 1, byte: 0)
    }
    self.delimiter = delimiter ?? .detected(in: bytes)
    self.encoding = encoding
    scanner = CSVScanner(bytes, delimiter: self.delimiter.rawValue, encoding: encoding)
    guard let first = scanner.nextRecord() else { throw CSVError(.empty, record: 0, line: 1, byte: 0) }
    if let (problem, byte) = first.fault {
      throw CSVError(problem, record: 0, line: first.line, byte: byte, fields: first.fields)
    }
    header = first.fields
    var seen: Set<String> = []
    for (index, name) in header.enumerated() {
      if name.allSatisfy({ $0.isWhitespace }) {
        throw CSVError(
          .emptyName(column: index + 1), record: 0, line: first.line, byte: first.byte, fields: header)
      }
      if !seen.insert(name).inserted {
        throw CSVError(.duplicateName(name), record: 0, line: first.line, byte: first.byte, fields: header)
      }
    }
  }

  /// The next row, or what is wrong with it; nil at the end of the file.
  public mutating func next() -> Result<CSVRow, CSVError>? {
    guard let record = scanner.nextRecord() else { return nil }
    number += 1
    if let (problem, byte) = record.fault {
      return .failure(CSVError(problem, record: number, line: record.line, byte: byte, fields: record.fields))
    }
    if record.fields.count != header.count {
      let problem = CSVError.Problem.fieldCount(found: record.fields.count, expected: header.count)
      return .failure(
        CSVError(problem, record: number, line: record.line, byte: record.byte, fields: record.fields))
    }
    return .success(CSVRow(number: number, line: record.line, fields: record.fields))
  }
}

/// A row of a CSV file, with as many fields as the header has.
public struct CSVRow: Hashable, Sendable {
  /// Its number, counted from 1 without the header.
  public let number: Int
  /// The line, counted from 1, on which it begins.
  public let line: Int
  /// The fields, in the header's order.
  public let fields: [String]

  /// Makes a row.
  public init(number: Int, line: Int, fields: [String]) {
    self.number = number
    self.line = line
    self.fields = fields
  }
}
