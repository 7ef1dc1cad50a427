import LibrettoModel

/// Reads the values of a record at the end of a path.
final class LeafReader: Sendable {
  private let leaf: FieldPath.Leaf
  private let kind: FieldSchema.Kind
  private let zone: TimeZone
  private let members: [String: BookMember]
  private let history: HistoryReader?

  init(_ path: FieldPath, _ context: QueryContext, book: Book) {
    leaf = path.leaf
    kind = path.kind
    zone = context.zone
    history = path.leaf.historyKeys.map { HistoryReader($0, context, book: book) }
    members = Dictionary(book.configuration.members.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Calls `test` with each value until one is met; what is absent has none.
  func any(of record: Record, _ test: (Value) -> Bool) -> Bool { any(of: record, leaf, test) }

  private func any(of record: Record, _ leaf: FieldPath.Leaf, _ test: (Value) -> Bool) -> Bool {
    switch leaf {
    case .field(let keys): return record.anyValue(at: keys, test)
    case .history(_, let part): return history?.any(of: record, part, test) ?? false
    case .id, .records: return test(Value(.string(record.id)))
    case .type: return test(Value(.string(record.type.name)))
    case .path: return test(Value(.string(record.path)))
    case .aliases: return record.aliases.contains { test(Value(.string($0))) }
    case .text: return true
    case .logLines: return record.anyLogEntry { test(Value(.string($0.text))) }
    case .log(let part): return record.anyLogEntry { entry in entry.value(of: part).map(test) ?? false }
    case .period(let inner, let unit):
      return any(of: record, inner) { value in
        value.text.flatMap { Self.period(of: $0, unit, zone) }.map { test(Value(.string($0))) } ?? false
      }
    case .member(let inner, let attribute):
      return any(of: record, inner) { value in
        guard let member = value.text.flatMap({ members[$0] }) else { return false }
        let text =
          switch attribute {
          case .name: Optional(member.fullName)
          case .email: member.email
          case .team: member.team
          }
        return text.map { test(Value(.string($0))) } ?? false
      }
    case .count(let inner):
      var count = 0
      _ = any(of: record, inner) { _ in
        count += 1
        return false
      }
      return test(Value(.number(Number(count))))
    }
  }

  /// The period of a date as a query writes it: `2026`, `2026-Q3`, `2026-07`, `2026-W29`.
  private static func period(of text: String, _ unit: FieldPath.PeriodUnit, _ zone: TimeZone) -> String? {
    guard let written = DateTimeText(text) else { return nil }
    let date = written.offset == nil ? written.date : zone.civil(at: written.instant(in: zone)).0
    let digits = date.description
    switch unit {
    case .year: return String(digits.prefix(4))
    case .quarter: return "\(digits.prefix(4))-Q\(date.quarter)"
    case .month: return String(digits.prefix(7))
    case .week:
      let (year, week) = date.isoWeek
      let start = String(repeating: "0", count: max(0, 4 - String(year).utf8.count)) + String(year)
      return "\(start)-W\(week < 10 ? "0" : "")\(week)"
    }
  }
}

extension Record {
  /// Calls `test` with each line of the log that can be read, until one is met.
  func anyLogEntry(_ test: (LogEntry) -> Bool) -> Bool {
    document.log.contains { line in
      if case .entry(let entry) = line { test(entry) } else { false }
    }
  }
}

extension LogEntry {
  /// A part of the line; nil where it is not written.
  func value(of part: FieldPath.LogPart) -> Value? {
    let text: String? =
      switch part {
      case .kind: kind
      case .by: member
      case .text: self.text
      case .at: moment
      }
    guard let text, !text.isEmpty else { return nil }
    return Value(.string(text))
  }

  /// When it happened, as written: `2026-11-03 14:05+01:00`.
  private var moment: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let year = String(date.year)
    let zeros = String(repeating: "0", count: max(0, 4 - year.utf8.count))
    var text = "\(zeros)\(year)-\(two(date.month))-\(two(date.day))"
    if let time {
      text += " \(two(time.hour)):\(two(time.minute))"
      if let second = time.second { text += ":\(two(second))" }
      text += zone ?? ""
    }
    return text
  }
}
