import CSQLite

/// A connection to the index's database, for one thread at a time.
///
/// It speaks to SQLite without a layer in between: a book's rows are written and read by the hundred thousand, and nothing
/// may be made anew for each.
public final class IndexConnection {
  /// What a connection may do.
  public enum Mode: Sendable {
    /// Makes the file, which must not exist.
    case creating
    /// Reads and writes a file that exists.
    case writing
  }

  private(set) var handle: OpaquePointer?
  /// The database's file.
  public let path: String

  /// Opens the file at `path`.
  public init(path: String, mode: Mode) throws(IndexError) {
    self.path = path
    let flags =
      switch mode {
      case .creating: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .writing: SQLITE_OPEN_READWRITE
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let error = IndexError(resultCode: code, connection: opened)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    sqlite3_extended_result_codes(opened, 1)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Ends the connection; statements that are left end with themselves.
  public func close() {
    sqlite3_close_v2(handle)
    handle = nil
  }

  /// Runs statements that give no rows, separated by semicolons.
  public func execute(_ sql: String) throws(IndexError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw IndexError(resultCode: code, connection: handle) }
  }

  /// Compiles one statement.
  public func prepare(_ sql: String) throws(IndexError) -> IndexStatement {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw IndexError(resultCode: code, connection: handle) }
    return IndexStatement(statement, of: self)
  }

  /// The first column of the first row as a number; nil where there is no row, or NULL.
  public func integer(_ sql: String) throws(IndexError) -> Int? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }

  /// The first column of the first row as text; nil where there is no row, or NULL.
  public func text(_ sql: String) throws(IndexError) -> String? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.text(0) : nil
  }

  /// Puts `count` bytes from each of the offsets of `bytes` at the same offset of a blob that is as long.
  func writeBlob(
    _ table: String, _ column: String, row: Int, _ bytes: [UInt8], at offsets: [Int], count: Int
  ) throws(IndexError) {
    var blob: OpaquePointer?
    var code = sqlite3_blob_open(handle, "main", table, column, Int64(row), 1, &blob)
    bytes.withUnsafeBytes { bytes in
      for offset in offsets where code == SQLITE_OK {
        code = sqlite3_blob_write(blob, bytes.baseAddress! + offset, Int32(count), Int32(offset))
      }
    }
    let error = code == SQLITE_OK ? nil : IndexError(resultCode: code, connection: handle)
    sqlite3_blob_close(blob)
    if let error { throw error }
  }

  /// How many milliseconds to wait for other processes' locks.
  public func wait(milliseconds: Int) { sqlite3_busy_timeout(handle, Int32(milliseconds)) }

  /// How many rows the last statement changed.
  public var changes: Int { Int(sqlite3_changes64(handle)) }
}

/// A compiled statement of a connection, to be run many times.
public final class IndexStatement {
  let handle: OpaquePointer
  private let connection: IndexConnection

  init(_ handle: OpaquePointer, of connection: IndexConnection) {
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Goes to the next row; false where there is none. The statement can be run again then.
  public func step() throws(IndexError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let error = IndexError(resultCode: code, connection: connection.handle)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs the statement to its end.
  public func run() throws(IndexError) { while try step() {} }

  /// Gives up the rows that are left.
  public func reset() { sqlite3_reset(handle) }

  /// Binds text to a parameter, from 1.
  public func bind(_ index: Int, _ text: String?) {
    guard var text else {
      sqlite3_bind_null(handle, Int32(index))
      return
    }
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    // An empty buffer may have no address, which would mean NULL.
    guard !text.isEmpty else {
      sqlite3_bind_text(handle, Int32(index), "", 0, transient)
      return
    }
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        _ = sqlite3_bind_text(handle, Int32(index), $0.baseAddress, Int32($0.count), transient)
      }
    }
  }

  /// Binds a whole number.
  public func bind(_ index: Int, _ value: Int) { sqlite3_bind_int64(handle, Int32(index), Int64(value)) }

  /// Binds a floating-point number.
  public func bind(_ index: Int, _ value: Double) { sqlite3_bind_double(handle, Int32(index), value) }

  /// Binds bytes.
  public func bind(_ index: Int, _ bytes: [UInt8]) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    if bytes.isEmpty {
      sqlite3_bind_zeroblob(handle, Int32(index), 0)
    } else {
      sqlite3_bind_blob(handle, Int32(index), bytes, Int32(bytes.count), transient)
    }
  }

  /// How many columns a row has.
  public var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// Whether a column, from 0, of the row is NULL.
  public func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }

  /// How a value is stored.
  enum Storage { case null, integer, real, text, blob }

  /// How a column of the row is stored.
  func storage(_ column: Int) -> Storage {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  /// A column as a floating-point number; 0 where it is none.
  func double(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

  /// A column as a whole number; 0 where it is none.
  public func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(column))) }

  /// A column as text; nil where it is NULL.
  public func text(_ column: Int) -> String? {
    guard let pointer = sqlite3_column_text(handle, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
  }

  /// Lends the bytes of a column, until the next row.
  public func withBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    let pointer = sqlite3_column_blob(handle, Int32(column))
    return body(UnsafeRawBufferPointer(start: pointer, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
  }
}
