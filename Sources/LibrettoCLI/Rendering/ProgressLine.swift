/// A line that shows how far a task is, for a terminal: `[=======>      ]  45 %  3,020/6,711  1,510/s  0:02 left`.
///
/// What does not fit is left out: first the bar, then the rate, then the remaining time.
///
/// - Parameters:
///   - done: how many are done.
///   - total: how many there are; zero counts as all done.
///   - elapsedSeconds: the time since the start.
///   - width: the columns of the terminal.
/// - Returns: at most `width` columns, without a line end.
public func progressLine(done: Int, total: Int, elapsedSeconds: Double, width: Int) -> String {
  let total = max(total, 0)
  let done = min(max(done, 0), total)
  let percent = total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
  let share = String(repeating: " ", count: 3 - String(percent).count) + "\(percent) %"
  var parts = [share, "\(grouped(done))/\(grouped(total))"]
  let optional = parts.count
  if elapsedSeconds > 0, done > 0 {
    let rate = Double(done) / elapsedSeconds
    parts.append(rateText(rate))
    if done < total { parts.append(duration(seconds: Double(total - done) / rate) + " left") }
  }
  func length() -> Int { parts.reduce(0) { $0 + $1.utf8.count + 2 } - 2 }
  let room = width - length() - 4
  if room >= 10 {
    let columns = min(room, 40)
    let filled = total == 0 ? columns : Int(Double(done) / Double(total) * Double(columns))
    let head = filled < columns ? ">" : ""
    let bar = String(repeating: "=", count: filled) + head
    return "[" + bar + String(repeating: " ", count: columns - bar.utf8.count) + "]  "
      + parts.joined(separator: "  ")
  }
  if length() > width, parts.count > optional + 1 { parts.remove(at: optional) }
  while length() > width, parts.count > 1 { parts.removeLast() }
  return length() <= width ? parts.joined(separator: "  ") : ""
}

/// `1,510/s`, with one decimal below ten.
private func rateText(_ rate: Double) -> String {
  guard rate < 9.95 else { return grouped(Int(min(rate, 1e15).rounded())) + "/s" }
  let tenths = Int((rate * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)/s"
}

/// `0:02`, `12:05`, `1:02:05`; past a hundred hours only `99:59:59`.
private func duration(seconds: Double) -> String {
  let all = Int(min(seconds.rounded(.up), 359_999))
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let hours = all / 3600
  return hours > 0 ? "\(hours):\(two(all / 60 % 60)):\(two(all % 60))" : "\(all / 60):\(two(all % 60))"
}

/// A whole number, not negative, with commas between the thousands.
private func grouped(_ value: Int) -> String {
  var result: [UInt8] = []
  for (index, digit) in String(value).utf8.reversed().enumerated() {
    if index > 0, index % 3 == 0 { result.append(0x2C) }
    result.append(digit)
  }
  return String(decoding: result.reversed(), as: UTF8.self)
}
