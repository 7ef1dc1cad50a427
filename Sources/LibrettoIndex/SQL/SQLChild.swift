#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process of ``SQLReader``, seen from its parent.
final class SQLChild {
  /// What came of waiting for a message.
  enum Event {
    case message(SQLMessage)
    /// The deadline and the grace passed; the process is ended.
    case timeOver
    /// The process is gone; the signal that ended it, or 0.
    case ended(Int32)
  }

  private var process: pid_t = 0
  private let input: Int32
  private let output: Int32
  private var outgoing: [UInt8] = []
  private var incoming: [UInt8] = []
  private var incomingStart = 0
  private let grace: Double
  private var deadline: ContinuousClock.Instant = .now

  /// Starts the program.
  ///
  /// - Parameter grace: the seconds after a deadline until the process is ended from outside, should its timer fail.
  init(_ program: String, grace: Double) throws(SQLError) {
    self.grace = grace
    var requests: [Int32] = [-1, -1]
    var answers: [Int32] = [-1, -1]
    guard Self.makePipe(&requests), Self.makePipe(&answers) else { throw Self.failure(errno) }
    (input, output) = (requests[1], answers[0])
    // Never wait for a process that does not read.
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    let code = Self.spawn(program, input: requests[0], output: answers[1], into: &process)
    // The reading end of the requests stays open here, so that writing to a dead process is no signal.
    readingEnd = requests[0]
    close(answers[1])
    guard code == 0 else {
      close(requests[0])
      close(requests[1])
      close(answers[0])
      throw Self.failure(code)
    }
  }

  private let readingEnd: Int32
  /// The most bytes of memory that the process held, once it has ended.
  private(set) var peakMemory = 0
  #if canImport(Glibc)
    static let memoryUnit = 1024
  #else
    static let memoryUnit = 1
  #endif

  private static func failure(_ code: Int32) -> SQLError {
    SQLError(
      .failure, "the process that runs the statement cannot be started: \(String(cString: strerror(code)))")
  }

  private static func makePipe(_ files: inout [Int32]) -> Bool {
    guard pipe(&files) == 0 else { return false }
    for file in files { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    return true
  }

  private static func spawn(_ program: String, input: Int32, output: Int32, into process: inout pid_t) -> Int32 {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(SQLReader.argument), nil]
    defer { words.forEach { free($0) } }
    return posix_spawn(&process, program, &actions, nil, &words, environ)
  }

  /// The process is to have answered in so many seconds from now.
  func setDeadline(_ seconds: Double) { deadline = .now + .seconds(seconds + grace) }

  /// Sends a message with the next wait.
  func send(_ message: SQLMessage) { outgoing += message.framed }

  /// Waits for the next message.
  func next() -> Event {
    while true {
      if let message = takeMessage() { return .message(message) }
      let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      guard left > 0 else {
        end()
        return .timeOver
      }
      var files = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: outgoing.isEmpty ? -1 : input, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&files, 2, Int32(min(left.rounded(.up), 1e9))) > 0 else { continue }
      if files[1].revents & Int16(POLLOUT) != 0 { sendSome() }
      if files[0].revents != 0, !receiveSome() { return .ended(awaitEnd()) }
    }
  }

  private func sendSome() {
    let count = outgoing.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    if count > 0 { outgoing.removeFirst(count) }
  }

  /// Takes what has come; false at the end.
  private func receiveSome() -> Bool {
    let room = 1 << 18
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, used in
      count = read(output, buffer.baseAddress, room)
      used = max(0, count)
    }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    incoming += chunk
    return count > 0
  }

  private func takeMessage() -> SQLMessage? {
    guard incoming.count - incomingStart >= 8 else { return nil }
    var head = SQLMessage(Array(incoming[incomingStart..<incomingStart + 8]))
    let end = incomingStart + 8 + max(0, head.number())
    guard incoming.count >= end else { return nil }
    let message = SQLMessage(Array(incoming[(incomingStart + 8)..<end]))
    incomingStart = end
    if incomingStart == incoming.count {
      incoming.removeAll(keepingCapacity: true)
      incomingStart = 0
    }
    return message
  }

  /// Ends the process if it still runs.
  func end() {
    guard process > 0 else { return }
    kill(process, SIGKILL)
    _ = awaitEnd()
  }

  /// Waits for the end of a process that is ending; gives back the signal that ended it, or 0.
  private func awaitEnd() -> Int32 {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    process = 0
    peakMemory = Int(usage.ru_maxrss) * Self.memoryUnit
    for file in [input, output, readingEnd] { close(file) }
    return status & 0x7F
  }

  deinit { end() }
}
