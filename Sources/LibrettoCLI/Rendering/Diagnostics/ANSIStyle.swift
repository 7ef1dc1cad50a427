import LibrettoWorkspace

/// Wraps text in ANSI escapes (ECMA-48, *Select Graphic Rendition*) where colour is on.
struct ANSIStyle: Sendable {
  let isOn: Bool

  /// A rendition: the parameters of the escape.
  enum Rendition: String {
    case bold = "1"
    case header = "1;4"
    case red = "1;31"
    case yellow = "1;33"
    case blue = "1;34"
    case cyan = "1;36"
  }

  func callAsFunction(_ text: String, _ rendition: Rendition) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(rendition.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Diagnostic.Severity {
  /// Errors are red, warnings yellow.
  var rendition: ANSIStyle.Rendition { self == .error ? .red : .yellow }
}
