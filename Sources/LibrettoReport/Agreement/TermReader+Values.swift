import LibrettoModel

extension TermReader {
  /// A share such as `40%`, as percent; nil, and told, where it is none between 0 and 100.
  mutating func percent(_ value: Value?) -> Number? {
    guard let value else { return nil }
    guard let text = value.text, text.hasSuffix("%"), let number = Number(text.dropLast()) else {
      report("this is no share", at: value.range, help: "write it in percent: 40%")
      return nil
    }
    guard !number.isNegative, !(Number(100) < number) else {
      report("a share lies between 0% and 100%", at: value.range, help: "write it in percent: 40%")
      return nil
    }
    return number
  }

  /// A length of time such as `3d`, by the calendar or within business hours.
  mutating func span(_ value: Value?, isBusiness: Bool, business: (day: Int, week: Int)) -> Span? {
    guard let value, let text = value.text else { return nil }
    guard let duration = CalendarDuration(text), duration.approximateSeconds > 0 else {
      report("this is no length of time", at: value.range, help: "write it as 8h, 3d or 2w")
      return nil
    }
    guard isBusiness else { return .calendar(duration) }
    guard business.week > 0 else {
      report(
        "business hours are counted here, and the calendar names none", at: value.range,
        help: "add calendar: {hours: {mon-fri: \"09:00-17:00\"}}, or leave out hours: business")
      return nil
    }
    guard duration.months == 0 else {
      report("months are not counted in business hours", at: value.range, help: "count in days or weeks: 20d, 4w")
      return nil
    }
    // A week of seven days is a week of work; days that are left over are days of work.
    let isWeeks = text.hasSuffix("w") || text.hasSuffix("W")
    let days = isWeeks ? duration.days / 7 * business.week : duration.days * business.day
    return .business(seconds: days + duration.seconds, text: text)
  }
}
