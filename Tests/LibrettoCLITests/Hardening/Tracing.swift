import TestSupport

/// A call of the system that is made the last one, or made to fail.
struct Fault: Hashable, CustomStringConvertible {
  var call: String
  /// Which of such calls, from 1, counted in each thread.
  var number: Int
  var description: String { "\(call) \(number)" }
}

/// What `strace` sees of a command, and what it does to it.
enum Tracing {
  /// The calls that change files; opening counts, since it makes files.
  static let calls =
    "openat,open,creat,write,pwrite64,writev,rename,renameat,renameat2,link,linkat,unlink,unlinkat,"
    + "mkdir,mkdirat,rmdir,fsync,fdatasync,sync,ftruncate,chmod,fchmod,fchmodat,utimensat,flock"

  /// Whether processes may be traced here.
  static let isPossible: Bool = {
    guard let strace = Command.path(of: "strace") else { return false }
    return Command.run(strace, ["-f", "-o", "/dev/null", "/bin/true"], in: "/").status == 0
  }()

  /// Runs the program in the book, with an injection (`openat:signal=KILL:when=7`) where there is one.
  static func run(
    _ arguments: [String], in book: TrialBook, injection: String? = nil, log: String = "/dev/null"
  ) -> Command.Result {
    run(arguments, in: book.path, environment: book.environment, injection: injection, log: log)
  }

  /// Runs the program in a folder, and whatever it calls, with an injection where there is one.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String], injection: String? = nil,
    log: String = "/dev/null"
  ) -> Command.Result {
    let inject = injection.map { ["-e", "inject=\($0)"] } ?? []
    return Command.run(
      "strace", ["-f", "-qq", "-s", "8", "-o", log, "-e", "trace=" + calls] + inject + [TrialBook.program] + arguments,
      in: folder, environment: environment)
  }

  /// The calls by which the command changes files when nothing disturbs it, and what it came to.
  static func faults(_ arguments: [String], in book: TrialBook) -> (faults: [Fault], result: Command.Result) {
    let log = book.scratch.path + "/trace"
    let result = run(arguments, in: book, log: log)
    return (faults(inLog: log), result)
  }

  /// The calls of a log that change files.
  static func faults(inLog log: String) -> [Fault] {
    var counts: [String: Int] = [:]
    var faults: [Fault] = []
    var seen: Set<Fault> = []
    for line in String(decoding: readFile(log) ?? [], as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard words.count == 2, let paren = words[1].firstIndex(of: "(") else { continue }
      let call = String(words[1].drop { $0 == " " }.prefix { $0 != "(" })
      guard words[1].startIndex < paren, !call.contains(" ") else { continue }
      counts["\(words[0]) \(call)", default: 0] += 1
      let fault = Fault(call: call, number: counts["\(words[0]) \(call)"]!)
      // What only reads leaves nothing behind; what is printed, and the wake-up of a thread, are no files.
      let isReading = call == "openat" && !words[1].contains("O_CREAT")
      let isStream =
        call == "write" && ["(1,", "(2,"].contains { words[1].contains($0) }
        || words[1].contains(#""\1\0\0\0\0\0\0\0""#)
      if !isReading, !isStream, seen.insert(fault).inserted { faults.append(fault) }
    }
    return faults
  }
}

/// Evenly, at most so many.
func thinned<T>(_ all: [T], to count: Int) -> [T] {
  guard all.count > count else { return all }
  return (0..<count).map { all[$0 * all.count / count] }
}
