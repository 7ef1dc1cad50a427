/// A time of day, to the second, without a zone.
public struct ClockTime: Hashable, Sendable {
  /// The hour, 0…23.
  public let hour: Int
  /// The minute, 0…59.
  public let minute: Int
  /// The second, 0…59.
  public let second: Int

  /// Midnight, at which a day begins.
  public static let midnight = ClockTime(secondsSinceMidnight: 0)

  /// Makes a time; nil where no clock shows it.
  public init?(hour: Int, minute: Int, second: Int = 0) {
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second else { return nil }
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The time that many seconds after midnight; whole days are left out.
  public init(secondsSinceMidnight: Int) {
    let seconds = (secondsSinceMidnight % 86_400 + 86_400) % 86_400
    hour = seconds / 3600
    minute = seconds / 60 % 60
    second = seconds % 60
  }

  /// Reads `HH:MM` or `HH:MM:SS`, exactly so.
  public init?(_ text: some StringProtocol) {
    var scanner = ByteScanner(text)
    guard let time = scanner.clock(), scanner.isAtEnd else { return nil }
    self = time
  }

  /// Seconds since midnight, 0…86,399.
  public var secondsSinceMidnight: Int { hour * 3600 + minute * 60 + second }
}

extension ClockTime: Comparable {
  /// The earlier time comes first.
  public static func < (a: ClockTime, b: ClockTime) -> Bool {
    a.secondsSinceMidnight < b.secondsSinceMidnight
  }
}

extension ClockTime: CustomStringConvertible {
  /// `HH:MM`, with `:SS` where the seconds are not zero.
  public var description: String {
    let short = "\(padded(hour, 2)):\(padded(minute, 2))"
    return second == 0 ? short : "\(short):\(padded(second, 2))"
  }
}
