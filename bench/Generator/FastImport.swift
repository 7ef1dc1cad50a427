#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The stream that `git fast-import` reads, written to standard output.
struct FastImport {
  private var buffer: [UInt8] = []
  private static let limit = 1 << 20

  /// Begins a commit on `main`; the files that follow belong to it.
  mutating func commit(by member: Company.Member, at moment: Moment, message: String) {
    let signature = "\(member.name) <\(member.email)> \(moment.seconds) \(moment.zone)\n"
    add("commit refs/heads/main\nauthor \(signature)committer \(signature)")
    data(Array("\(message)\n".utf8))
  }

  /// A file's new content.
  mutating func modify(_ path: String, _ content: [UInt8]) {
    add("M 100644 inline \(path)\n")
    data(content)
  }

  /// A file goes.
  mutating func delete(_ path: String) { add("D \(path)\n") }

  /// The end of the stream: `git fast-import --done` refuses one that was cut off.
  mutating func finish() {
    add("done\n")
    flush()
  }

  private mutating func data(_ bytes: [UInt8]) {
    add("data \(bytes.count)\n")
    buffer.append(contentsOf: bytes)
    add("\n")
    if buffer.count > Self.limit { flush() }
  }

  private mutating func add(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private mutating func flush() {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { write(1, $0.baseAddress! + start, $0.count - start) }
      guard written >= 0 || errno == EINTR else {
        perror("BookGenerator")
        exit(2)
      }
      start += max(0, written)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
