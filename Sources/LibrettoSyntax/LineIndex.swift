/// A place in a file, in every unit that a reader of diagnostics wants.
public struct SourcePosition: Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int
  /// The column in UTF-16 code units, from 1.
  public var utf16: Int
  /// The offset in bytes, from 0.
  public var byte: Int

  /// A place of which all units are known.
  public init(line: Int, column: Int, utf16: Int, byte: Int) {
    self.line = line
    self.column = column
    self.utf16 = utf16
    self.byte = byte
  }
}

/// Where the lines of a file begin. A line ends with LF or CRLF; bytes that are no UTF-8 count as one scalar
/// each.
public struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Finds the lines of a file.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for offset in 0..<buffer.count where buffer[offset] == 0x0A { starts.append(offset + 1) }
    }
    self.starts = starts
  }

  /// The number of lines; after a final line end comes one more, empty line.
  public var lineCount: Int { starts.count }

  /// The place of a byte offset; one past the file's ends counts as the end.
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    var (column, utf16) = (1, 1)
    var at = starts[low]
    if at == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]), offset >= 3 { at = 3 }
    while at < offset {
      let length = UTF8Check.scalarLength(bytes, at: at)
      if at + length > offset { break }
      column += 1
      utf16 += length == 4 ? 2 : 1
      at += length
    }
    return SourcePosition(line: low + 1, column: column, utf16: utf16, byte: offset)
  }

  /// The bytes of a line counted from 1, without its line end; empty at the file's end for a line that does
  /// not exist.
  public func range(ofLine line: Int) -> SourceRange {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    let start = starts[line - 1]
    guard line < starts.count else { return start..<bytes.count }
    var end = starts[line] - 1
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}
