import LibrettoWorkspace

/// What the program says on standard error.
enum Prose {
  /// An error with its remedy. What stands in it may come from anywhere, so a terminal is to obey none of it.
  static func error(_ message: String, help: String?, colored: Bool) -> String {
    let (red, bold, end) = colored ? ("\u{1B}[1;31m", "\u{1B}[1m", "\u{1B}[0m") : ("", "", "")
    var text = "\(red)error\(end)\(bold): \(shown(message))\(end)\n"
    if let help { text += "help: \(shown(help))\n" }
    return text
  }

  /// Text of several lines with its control characters visible.
  static func shown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }.joined(separator: "\n")
  }
}
