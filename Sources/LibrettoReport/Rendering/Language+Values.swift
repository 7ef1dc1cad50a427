public import LibrettoModel

extension Language {
  /// A cell as people read it; nothing where there is no value.
  public func text(_ cell: FigureTable.Cell, in zone: TimeZone) -> String {
    switch cell {
    case .none: return ""
    case .text(let text): return text
    case .phrase(let phrase): return text(phrase, in: zone)
    case .count(let count): return number("\(count)")
    case .number(let value, let decimals): return number(value.text(scale: decimals))
    case .share(let part, let whole): return share(part, of: whole)
    case .money(let money):
      let parts = money.description.split(separator: " ", maxSplits: 1)
      return ([number(String(parts[0]))] + parts.dropFirst().map(String.init)).joined(separator: " ")
    case .duration(let seconds): return duration(seconds, daysOf: 86_400)
    case .businessHours(let seconds): return duration(seconds, daysOf: nil)
    case .date(let day): return date(day)
    case .instant(let instant):
      let (day, time) = zone.civil(at: instant)
      return "\(date(day)) \(Self.twoDigits(time.hour)):\(Self.twoDigits(time.minute))"
    case .record(_, let title): return title
    }
  }

  /// A decimal number with groups of three digits.
  private func number(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1).map(String.init)
    var digits = Array(parts[0])
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(contentsOf: groupMark, at: place) }
    return sign + String(digits) + (parts.count > 1 ? decimalMark + parts[1] : "")
  }

  /// Whole percents, halves up; nothing of nothing.
  private func share(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "" : "\((200 * part + whole) / (2 * whole))\(percentGap)%"
  }

  /// The two greatest units that count: `3 d 4 h`, `5 h 20 min`, `0 min`. Business hours have no days.
  private func duration(_ seconds: Int, daysOf day: Int?) -> String {
    let total = (abs(seconds) + 30) / 60
    let sign = seconds < 0 && total > 0 ? "-" : ""
    let days = day.map { total / ($0 / 60) } ?? 0
    let left = total - days * (day ?? 0) / 60
    let parts = [
      days > 0 ? "\(days) \(units.day)" : nil,
      left / 60 > 0 ? "\(left / 60) \(units.hour)" : nil,
      days == 0 && (left % 60 > 0 || left == 0) ? "\(left % 60) \(units.minute)" : nil,
    ]
    return sign + parts.compactMap(\.self).joined(separator: " ")
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
