/// Reads fixed-width numbers and marks from the UTF-8 bytes of a short text.
struct ByteScanner {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Passes `mark`, an ASCII character, where it comes next.
  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard let next, next == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  /// Passes any one of `marks`, each an ASCII character, and says which it was.
  mutating func skip(anyOf marks: Unicode.Scalar...) -> Unicode.Scalar? {
    guard let next, marks.contains(Unicode.Scalar(next)) else { return nil }
    position += 1
    return Unicode.Scalar(next)
  }

  /// Exactly `count` digits as a number.
  mutating func digits(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var value = 0
    for offset in 0..<count {
      let digit = bytes[position + offset] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  /// One to nine digits as a number: more are no sensible count of anything here, so they are nil.
  mutating func number() -> Int? {
    var value = 0
    var count = 0
    while let next, next &- 0x30 < 10 {
      guard count < 9 else { return nil }
      value = value * 10 + Int(next - 0x30)
      count += 1
      position += 1
    }
    return count > 0 ? value : nil
  }

  /// ASCII letters up to the next byte that is none.
  mutating func letters() -> String {
    let start = position
    while let next, 0x41...0x5A ~= next & 0xDF { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// `YYYY-MM-DD`.
  mutating func date() -> CivilDate? {
    guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2) else {
      return nil
    }
    return CivilDate(year: year, month: month, day: day)
  }

  /// `HH:MM` or `HH:MM:SS`, the seconds up to `lastSecond`, with a fraction where `fraction` allows it, which
  /// is cut off.
  mutating func clock(fraction: Bool = false) -> ClockTime? {
    guard let hour = digits(2), skip(":"), let minute = digits(2) else { return nil }
    guard skip(":") else { return ClockTime(hour: hour, minute: minute) }
    guard let second = digits(2) else { return nil }
    if fraction, skip(".") {
      guard digits(1) != nil else { return nil }
      while digits(1) != nil {}
    }
    return ClockTime(hour: hour, minute: minute, second: second)
  }

  /// `Z` or `±HH:MM`, in seconds east of Greenwich.
  mutating func offset() -> Int? {
    if skip(anyOf: "Z", "z") != nil { return 0 }
    guard let sign = skip(anyOf: "+", "-"), let hours = digits(2), hours < 24, skip(":"),
      let minutes = digits(2), minutes < 60
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
