/// Rows on their way into the index: their texts lie in one buffer, so that nothing is made for each value.
public struct RowBuffer: Sendable {
  /// The value of one column.
  enum Cell: Sendable {
    case null
    /// The number that the record's rows share, known when they are written.
    case record
    case integer(Int64)
    case real(Double)
    /// So many bytes of the buffer from an offset.
    case text(start: Int, count: Int)
  }

  /// Where a row goes.
  enum Target: Sendable {
    case type(Int), record, irregular, alias, unique, link, log, text
  }

  struct Row: Sendable {
    var target: Target
    /// The first of its cells; they end where the next row's begin.
    var start: Int
  }

  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Cell] = []
  private(set) var rows: [Row] = []

  /// A buffer with no rows.
  public init() {}

  /// How many records have rows in it.
  public private(set) var recordCount = 0

  /// Whether the record whose rows are added has a value that does not fit its column.
  var isIrregular = false
  /// How many links the record has so far.
  var linkCount: Int64 = 0

  mutating func begin(_ target: Target) {
    if case .record = target { recordCount += 1 }
    rows.append(Row(target: target, start: cells.count))
  }

  mutating func add(_ cell: Cell) { cells.append(cell) }

  mutating func add(_ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    cells.append(.text(start: start, count: bytes.count - start))
  }

  mutating func add(optional text: String?) {
    if let text { add(text) } else { cells.append(.null) }
  }

  /// Adds a text that `write` appends to the buffer.
  mutating func addText(_ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    cells.append(.text(start: start, count: bytes.count - start))
  }

  /// Takes away the cell that was added last; its text stays.
  mutating func removeLast() -> Cell { cells.removeLast() }

  /// Puts a cell in the place of one that was added as `.null`.
  mutating func replace(_ index: Int, by cell: Cell) { cells[index] = cell }

  /// The cells of a row.
  func cells(of row: Int) -> ArraySlice<Cell> {
    cells[rows[row].start..<(row + 1 < rows.count ? rows[row + 1].start : cells.count)]
  }
}
