extension DatePeriod {
  /// Reads what ``init(_:)`` reads, and what is meant from `today` on: `today`, `yesterday`, `tomorrow`; the
  /// first and last day of its week (`sow`, `eow`; weeks begin on Monday), month (`som`, `eom`), quarter
  /// (`soq`, `eoq`) and year (`soy`, `eoy`); and offsets with a sign in days, weeks, months or years: `+7d`,
  /// `-2w`, `+3m`, `-1y`.
  public init?(_ text: some StringProtocol, today: CivilDate) {
    if let date = Self.named(text, today) ?? Self.offset(text, today) {
      self.init(date)
    } else {
      self.init(text)
    }
  }

  /// The words that ``init(_:today:)`` knows, for help and completions.
  public static let words = [
    "today", "yesterday", "tomorrow", "sow", "eow", "som", "eom", "soq", "eoq", "soy", "eoy",
  ]

  private static func named(_ text: some StringProtocol, _ today: CivilDate) -> CivilDate? {
    switch text {
    case "today": today
    case "yesterday": today.adding(days: -1)
    case "tomorrow": today.adding(days: 1)
    case "sow": today.startOfWeek
    case "eow": today.startOfWeek.adding(days: 6)
    case "som": today.startOfMonth
    case "eom": today.endOfMonth
    case "soq": today.startOfQuarter
    case "eoq": today.endOfQuarter
    case "soy": CivilDate(unchecked: today.year, 1, 1)
    case "eoy": CivilDate(unchecked: today.year, 12, 31)
    default: nil
    }
  }

  private static func offset(_ text: some StringProtocol, _ today: CivilDate) -> CivilDate? {
    guard let duration = CalendarDuration(offset: text), duration.seconds == 0,
      text.last.map("dwmy".contains) == true
    else { return nil }
    return today.adding(duration)
  }
}

extension CalendarDuration {
  /// Reads an offset: a sign, a count and its unit, such as `+7d` or `-8h`, never `P7D`.
  init?(offset text: some StringProtocol) {
    guard text.utf8.first == UInt8(ascii: "+") || text.utf8.first == UInt8(ascii: "-"),
      let second = text.utf8.dropFirst().first, second &- 0x30 < 10
    else { return nil }
    self.init(text)
  }
}
