#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a statement of a user in a process of its own, which is ended when its time is over.
///
/// A statement can keep SQLite busy in one step for longer than any handler is asked (`instr` and `trim` on long texts,
/// the expansion of nested views), so it runs where the system itself can end it; memory and crashes stay there too.
public struct SQLProcess: Sendable {
  /// The program to start, which calls ``SQLReader/serve()`` where its first argument is ``SQLReader/argument``.
  public let program: String
  /// The index, an absolute path.
  public let database: String
  /// What a statement may take.
  public let limits: SQLLimits
  /// Today's date in the book's zone, what the function `today` gives.
  public let today: String

  /// Prepares to run statements; see the properties.
  public init(program: String, database: String, limits: SQLLimits = SQLLimits(), today: String) {
    self.program = program
    self.database = database
    self.limits = limits
    self.today = today
  }

  /// Answers a statement. Before it runs, `preparing` is given the tables that it reads, in small letters.
  public func answer(
    _ statement: [UInt8], preparing: (Set<String>) async throws -> Void = { _ in }
  ) async throws -> SQLAnswer {
    try await run(statement, preparing: preparing)
  }

  /// The tables and views that statements may read, a row for each column: table, column, type.
  public func tables() async throws -> SQLAnswer { try await run(nil) { _ in } }

  private func run(_ statement: [UInt8]?, preparing: (Set<String>) async throws -> Void) async throws -> SQLAnswer {
    let request = SQLRequest(path: database, statement: statement, limits: limits, today: today)
    // Starting a process takes a moment more on a busy machine.
    let child = try SQLChild(program, grace: 5)
    defer { child.end() }
    child.send(request.message)
    child.setDeadline(limits.seconds)
    var prepared = try next(child)
    guard prepared.byte() == SQLMessage.Kind.prepared.rawValue else { throw SQLError(&prepared) }
    let reads = Set(prepared.texts())
    let columns = prepared.texts()
    try await preparing(reads)
    child.send(SQLMessage())
    child.setDeadline(limits.seconds)
    var rows: [[SQLValue]] = []
    while true {
      var message = try next(child)
      switch SQLMessage.Kind(rawValue: message.byte()) {
      case .rows:
        while !message.isAtEnd { rows.append(columns.map { _ in message.value() }) }
      case .end: return SQLAnswer(columns: columns, rows: rows, isCut: message.byte() == 1)
      case .failure: throw SQLError(&message)
      case .prepared, nil: throw SQLError(.failure, "the process that runs the statement answers nonsense")
      }
    }
  }

  private func next(_ child: SQLChild) throws(SQLError) -> SQLMessage {
    switch child.next() {
    case .message(let message): return message
    case .timeOver: throw timeOver
    case .ended(let signal):
      if signal == SIGALRM || signal == SIGKILL { throw timeOver }
      let how = signal == 0 ? "" : " (signal \(signal))"
      throw SQLError(.failure, "the process that runs the statement ended without an answer\(how)")
    }
  }

  private var timeOver: SQLError {
    let whole = Int(limits.seconds)
    let seconds = Double(whole) == limits.seconds ? "\(whole)" : "\(limits.seconds)"
    return SQLError(
      .limit, "the statement took longer than \(seconds) s and was stopped",
      help: "ask for less, or give it more time with --timeout SECONDS")
  }
}
