import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Remembers that standard output could not be written: a table that is cut off, on a full disk for one, must not end in 0.
final class OutputFailure: Sendable {
  /// That of this process.
  static let ofProcess = OutputFailure()

  private let code = Mutex<Int32>(0)

  /// Takes the first error number.
  func note(_ number: Int32) { code.withLock { if $0 == 0 { $0 = number } } }

  /// What the system says of it; nil where all was written.
  var reason: String? {
    let number = code.withLock { $0 }
    return number == 0 ? nil : String(cString: strerror(number))
  }
}

extension Program {
  /// Opens what of the three standard streams is closed, on `/dev/null`, as Git does: the next file that is opened would
  /// take its number otherwise, and get what is printed. The first thing that a process does.
  public static func openClosedStreams() {
    var file = open("/dev/null", O_RDWR)
    while file >= 0 && file < 3 { file = dup(file) }
    if file > 2 { close(file) }
  }
}
