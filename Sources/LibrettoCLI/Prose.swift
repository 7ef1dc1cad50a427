/// What the program says on standard error.
enum Prose {
  /// An error with its remedy.
  static func error(_ message: String, help: String?, colored: Bool) -> String {
    let (red, bold, end) = colored ? ("\u{1B}[1;31m", "\u{1B}[1m", "\u{1B}[0m") : ("", "", "")
    var text = "\(red)error\(end)\(bold): \(message)\(end)\n"
    if let help { text += "help: \(help)\n" }
    return text
  }
}
