import CSQLite

/// Why the index could not be used.
public struct IndexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What to do about it.
  public enum Code: Hashable, Sendable {
    /// Another process writes, or holds a lock: answer without the index.
    case busy
    /// The file is no database, damaged, gone or not as it should be: build the index anew.
    case damaged
    /// The file cannot be written, or there is no room.
    case unwritable
    /// The statement is wrong, was interrupted or went past a limit.
    case refused
  }

  /// What to do about it.
  public let code: Code
  /// SQLite's extended result code.
  public let resultCode: Int32
  /// What SQLite says.
  public let message: String

  /// Makes an error.
  public init(_ code: Code, _ message: String, resultCode: Int32 = 0) {
    self.code = code
    self.message = message
    self.resultCode = resultCode
  }

  /// Reads what went wrong last on a connection.
  init(resultCode: Int32, connection: OpaquePointer?) {
    let text = connection.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(resultCode)
    let extended = connection.map { sqlite3_extended_errcode($0) } ?? resultCode
    self.init(
      Self.code(resultCode & 0xFF), text.map { String(cString: $0) } ?? "error \(resultCode)", resultCode: extended)
  }

  private static func code(_ primary: Int32) -> Code {
    switch primary {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
    case SQLITE_READONLY, SQLITE_FULL, SQLITE_PERM: .unwritable
    case SQLITE_INTERRUPT, SQLITE_AUTH, SQLITE_TOOBIG, SQLITE_NOMEM, SQLITE_MISUSE, SQLITE_RANGE: .refused
    // Also SQLITE_ERROR: a table or column of ours that is not there.
    default: .damaged
    }
  }

  /// The message.
  public var description: String { message }
}
