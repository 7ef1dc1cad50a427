/// What the core schema of YAML 1.2 (chapter 10.3) makes of a scalar.
public enum CoreScalar: Hashable, Sendable {
  /// Empty, `~`, `null`, `Null`, `NULL`.
  case null
  /// `true`, `false` and their capitalised forms.
  case bool(Bool)
  /// `12`, `-3`, `0o17`, `0xFF`: the text as written.
  case integer(String)
  /// `1.10`, `1e3`, `.inf`, `.nan`: the text as written.
  case float(String)
  /// Anything else.
  case string(String)

  /// Resolves the content of a plain scalar.
  public init(plain text: String) {
    var text = text
    let kind = text.withUTF8 { Self.kind(of: $0) }
    switch kind {
    case .null: self = .null
    case .yes: self = .bool(true)
    case .no: self = .bool(false)
    case .integer: self = .integer(text)
    case .float: self = .float(text)
    case .string: self = .string(text)
    }
  }

  enum Kind { case null, yes, no, integer, float, string }

  static func kind(of text: UnsafeBufferPointer<UInt8>) -> Kind {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "~"): return text.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return text.matches("null") || text.matches("Null") || text.matches("NULL") ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return text.matches("true") || text.matches("True") || text.matches("TRUE") ? .yes : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return text.matches("false") || text.matches("False") || text.matches("FALSE") ? .no : .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return number(text)
    default: return .string
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Kind {
    func digits(from start: Int, _ isDigit: (UInt8) -> Bool) -> Int {
      var index = start
      while index < text.count, isDigit(text[index]) { index += 1 }
      return index
    }
    let decimal: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
    if text.count > 2, text[0] == 0x30, text[1] == UInt8(ascii: "o") || text[1] == UInt8(ascii: "x") {
      let octal = text[1] == UInt8(ascii: "o")
      let end = digits(from: 2) {
        octal
          ? $0 >= 0x30 && $0 <= 0x37
          : decimal($0) || $0 >= 0x41 && $0 <= 0x46 || $0 >= 0x61 && $0 <= 0x66
      }
      return end == text.count ? .integer : .string
    }
    let start = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") ? 1 : 0
    let rest = UnsafeBufferPointer(rebasing: text[start...])
    if rest.matches(".inf") || rest.matches(".Inf") || rest.matches(".INF") { return .float }
    if start == 0, rest.matches(".nan") || rest.matches(".NaN") || rest.matches(".NAN") { return .float }
    var at = digits(from: start, decimal)
    let whole = at - start
    if at == text.count { return whole > 0 ? .integer : .string }
    if text[at] == UInt8(ascii: ".") {
      let fraction = digits(from: at + 1, decimal)
      if whole == 0 && fraction == at + 1 { return .string }
      at = fraction
    } else if whole == 0 {
      return .string
    }
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
      let end = digits(from: at, decimal)
      return end > at && end == text.count ? .float : .string
    }
    return at == text.count ? .float : .string
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  @inline(__always)
  func matches(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != text.utf8Start[index] { return false }
    return true
  }
}
