/// Who did something, and when.
public struct Signature: Hashable, Sendable {
  /// The person's name.
  public var name: String
  /// The address, without angle brackets.
  public var email: String
  /// Seconds since 1970 in UTC.
  public var seconds: Int
  /// How far local time was ahead of UTC, in minutes.
  public var offsetMinutes: Int

  /// A signature of these parts.
  public init(name: String, email: String, seconds: Int, offsetMinutes: Int) {
    (self.name, self.email, self.seconds, self.offsetMinutes) = (name, email, seconds, offsetMinutes)
  }

  /// The time as Git writes it in objects: `1700000000 +0100`.
  var rawTime: String {
    let minutes = abs(offsetMinutes)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(seconds) \(offsetMinutes < 0 ? "-" : "+")\(two(minutes / 60))\(two(minutes % 60))"
  }

  /// Name, address and time as they stand in an object; what would break its line is left out, as Git does.
  var raw: String { "\(Self.clean(name)) <\(Self.clean(email))> \(rawTime)" }

  /// `text` without line ends, NUL and angle brackets, and without Git's "crud" at both ends.
  static func clean(_ text: String) -> String {
    let crud: Set<UInt8> = Set(Array(".,:;<>\"\\'".utf8))
    func isCrud(_ byte: UInt8) -> Bool { byte <= 32 || crud.contains(byte) }
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, isCrud(first) { bytes.removeFirst() }
    while let last = bytes.last, isCrud(last) { bytes.removeLast() }
    return String(decoding: bytes.filter { $0 != 10 && $0 != 0 && $0 != 60 && $0 != 62 }, as: UTF8.self)
  }
}
