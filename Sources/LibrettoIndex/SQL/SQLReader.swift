#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import CSQLite

/// The process that runs one statement of a user: it reads the request on standard input and writes the answer on
/// standard output.
///
/// The kernel's timer ends it, not a handler of its own, so that nothing that SQLite does can outlast it; a limit on the
/// size of files keeps it from writing to any.
public enum SQLReader {
  /// The argument that makes the program such a process.
  public static let argument = "--read-sql"

  /// Runs the statement and ends the process.
  public static func serve() -> Never {
    prepareProcess()
    guard let request = readMessage().map(SQLRequest.init) else { exit(3) }
    setTimer(request.limits.seconds)
    do {
      let connection = try SQLConnection(path: request.path, limits: request.limits)
      let tables = try SQLTables(connection)
      defineToday(request.today, on: connection)
      forbidWriting()
      if let statement = request.statement {
        try answer(SQLStatement(statement, on: connection, tables: tables), within: request.limits)
      } else {
        list(tables)
      }
    } catch { write(error.encoded) }
    exit(0)
  }

  /// Nothing that the parent opened or set is to matter here.
  private static func prepareProcess() {
    for file in Int32(3)..<256 { close(file) }
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    signal(SIGALRM, SIG_DFL)
    signal(SIGPIPE, SIG_DFL)
    // A write past the limit is then an error that SQLite can tell.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// From here on a write to a file fails; pipes are none.
  private static func forbidWriting() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &none)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
      setrlimit(RLIMIT_FSIZE, &none)
      setrlimit(RLIMIT_CORE, &none)
    #endif
  }

  /// Lets the kernel end this process when the time is over; 0 stops the timer.
  private static func setTimer(_ seconds: Double) {
    let whole = seconds.rounded(.down)
    var timer = itimerval()
    timer.it_value.tv_sec = Int(whole)
    timer.it_value.tv_usec = numericCast(Int((seconds - whole) * 1e6))
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    #else
      setitimer(ITIMER_REAL, &timer, nil)
    #endif
  }

  /// `today()`: the date in the book's zone, where `date('now')` is that of UTC.
  private static func defineToday(_ today: String, on connection: SQLConnection) {
    let text = strdup(today)
    sqlite3_create_function_v2(
      connection.handle, "today", 0, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, text,
      { context, _, _ in
        let text = sqlite3_user_data(context)?.assumingMemoryBound(to: CChar.self)
        sqlite3_result_text(context, text, -1, nil)
      }, nil, nil, { free($0) })
  }

  private static func answer(_ statement: SQLStatement, within limits: SQLLimits) throws(SQLError) {
    var message = SQLMessage()
    message.put(SQLMessage.Kind.prepared.rawValue)
    message.put(statement.tablesRead.sorted())
    message.put(statement.columns)
    write(message)
    setTimer(0)
    // The parent brings up to date what the statement reads, then says so.
    guard readMessage() != nil else { exit(0) }
    setTimer(limits.seconds)
    var rows = emptyRows
    var bytes = 0
    let isCut = try statement.run(limit: limits.rows) { row throws(SQLError) in
      let before = rows.bytes.count
      for value in row { rows.put(value) }
      bytes += rows.bytes.count - before
      guard bytes <= limits.answerBytes else {
        throw SQLError(
          .limit, "the answer is larger than \(limits.answerBytes >> 20) MiB", help: "ask for fewer rows or columns")
      }
      guard rows.bytes.count >= 1 << 16 else { return }
      write(rows)
      rows = emptyRows
    }
    write(rows)
    end(isCut)
  }

  /// The tables and views, a row for each column: table, column, type.
  private static func list(_ tables: SQLTables) {
    var message = SQLMessage()
    message.put(SQLMessage.Kind.prepared.rawValue)
    message.put([String]())
    message.put(["table", "column", "type"])
    write(message)
    guard readMessage() != nil else { exit(0) }
    var rows = emptyRows
    for table in tables.visible {
      for column in table.columns {
        for text in [table.name, column.name, column.type] { rows.put(SQLValue.text(text)) }
      }
    }
    write(rows)
    end(false)
  }

  private static var emptyRows: SQLMessage {
    var message = SQLMessage()
    message.put(SQLMessage.Kind.rows.rawValue)
    return message
  }

  private static func end(_ isCut: Bool) {
    var message = SQLMessage()
    message.put(SQLMessage.Kind.end.rawValue)
    message.put(UInt8(isCut ? 1 : 0))
    write(message)
  }

  /// The next message on standard input; nil where the parent is gone.
  private static func readMessage() -> SQLMessage? {
    guard let head = readBytes(8) else { return nil }
    var count = SQLMessage(head)
    return readBytes(count.number()).map { SQLMessage($0) }
  }

  private static func readBytes(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var done = 0
    while done < bytes.count {
      let got = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress! + done, $0.count - done) }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { return nil }
      done += got
    }
    return bytes
  }

  private static func write(_ message: SQLMessage) {
    let frame = message.framed
    var done = 0
    while done < frame.count {
      #if canImport(Glibc)
        let count = frame.withUnsafeBytes { Glibc.write(1, $0.baseAddress! + done, $0.count - done) }
      #else
        let count = frame.withUnsafeBytes { Darwin.write(1, $0.baseAddress! + done, $0.count - done) }
      #endif
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { exit(3) }
      done += count
    }
  }
}
