#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program's streams: data goes to standard output, everything else to standard error.
public struct Console: Sendable {
  /// Writes to standard output.
  public var write: @Sendable (String) -> Void
  /// Writes to standard error.
  public var writeError: @Sendable (String) -> Void
  /// The columns of the terminal that standard output is; nil where it is none.
  public var outputWidth: Int?
  /// The lines of the terminal that standard output is; nil where it is none.
  public var outputHeight: Int?
  /// The columns of the terminal that standard error is; nil where it is none.
  public var errorWidth: Int?
  /// Whether standard input is a terminal.
  public var inputIsTerminal: Bool
  /// Whether to colour what goes to standard output.
  public var colorsOutput: Bool
  /// Whether to colour what goes to standard error.
  public var colorsErrors: Bool

  /// The console of this process: `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb` and `COLUMNS` are honoured.
  public static func ofProcess(variables: [String: String]) -> Console {
    let forced = variables["CLICOLOR_FORCE"].map { $0 != "0" && !$0.isEmpty } ?? false
    let refused = variables["NO_COLOR"].map { !$0.isEmpty } ?? false || variables["TERM"] == "dumb"
    func width(_ file: Int32) -> Int? {
      guard isatty(file) == 1 else { return nil }
      if let columns = variables["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
      var size = winsize()
      return ioctl(file, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
    let (output, error) = (width(1), width(2))
    return Console(
      write: { writeAll($0, to: 1) }, writeError: { writeAll($0, to: 2) },
      outputWidth: output, outputHeight: output == nil ? nil : height(1), errorWidth: error,
      inputIsTerminal: isatty(0) == 1,
      colorsOutput: !refused && (forced || output != nil), colorsErrors: !refused && (forced || error != nil))
  }
}

extension Console {
  /// Writes bytes to standard output as they are, be they text or not.
  func write(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard !bytes.elementsEqual(text.utf8) else { return write(text) }
    bytes.withUnsafeBufferPointer { writeAll($0, to: 1) }
  }
}

/// The lines of the terminal at a file; nil where they are not known.
private func height(_ file: Int32) -> Int? {
  var size = winsize()
  return ioctl(file, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : nil
}

/// Writes a text; where that fails, notes why, for `OutputFailure.ofProcess`.
private func writeAll(_ text: String, to file: Int32) {
  var text = text
  text.withUTF8 { writeAll($0, to: file) }
}

private func writeAll(_ buffer: UnsafeBufferPointer<UInt8>, to file: Int32) {
  var written = 0
  while written < buffer.count {
    let count = write(file, buffer.baseAddress! + written, buffer.count - written)
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else {
      if file == 1 { OutputFailure.ofProcess.note(errno) }
      return
    }
    written += count
  }
}
