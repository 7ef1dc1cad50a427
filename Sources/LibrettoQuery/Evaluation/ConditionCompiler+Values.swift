public import LibrettoModel

extension ConditionCompiler {
  /// Whether a value meets any of the tests.
  func valueCheck(_ path: FieldPath, _ tests: [ValueTest]) throws(Fault) -> ValueCheck {
    var texts: [String] = []
    var checks: [ValueCheck] = []
    for test in tests {
      switch test.expected {
      case .equals(.text(let text)): texts.append(text)
      case .equals(.me): texts.append(try me(test.range))
      case .equals(.record(let id, let types)): texts += try names(of: id, types, test.range)
      default: checks.append(try check(test, path))
      }
    }
    if !texts.isEmpty {
      checks.append { [texts] value in
        guard let own = value.text else { return false }
        return texts.contains { $0 == own && $0.utf8.elementsEqual(own.utf8) }
      }
    }
    if checks.count == 1 { return checks[0] }
    return { [checks] value in checks.contains { $0(value) } }
  }

  private func me(_ range: Range<Int>) throws(Fault) -> String {
    guard let me = context.me else {
      throw Fault(
        range, "@me is no member of this book",
        help: "set Git's user.email to a member's address, or add yourself to libretto.yaml under members:")
    }
    return me
  }

  /// The texts that mean one record: its id, and its old ids where they mean no other.
  private func names(of text: String, _ types: [String], _ range: Range<Int>) throws(Fault) -> [String] {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var (id, wanted) = (text, types)
    if parts.count == 2 {
      id = parts[1]
      guard let type = source.book.type(named: parts[0]), types.contains(type.name) else {
        throw .unknown("record type", parts[0], at: range, among: types)
      }
      wanted = [type.name]
    }
    let found = wanted.compactMap { source.target(of: id, in: [$0]) }
    let exact = found.filter { $0.id == id }
    let records = exact.isEmpty ? found : exact
    guard let record = records.first else {
      let ids = wanted.flatMap { source.records(ofType: $0).map(\.id) }
      let near = nearest(to: id, among: ids).map { "did you mean \"\($0)\"?" }
      throw Fault(range, "there is no \(wanted.joined(separator: " or ")) \"\(text)\"", help: near)
    }
    guard records.count == 1 else {
      let names = records.map(\.reference.description).joined(separator: ", ")
      throw Fault(range, "\"\(id)\" may be \(names)", help: "write type/id")
    }
    // A link says no type, so only names that lead to this very record count.
    return ([record.id] + record.aliases).filter {
      source.target(of: $0, in: types)?.reference == record.reference
    }
  }

  private func check(_ test: ValueTest, _ path: FieldPath) throws(Fault) -> ValueCheck {
    let (low, high, isEqual): (Operand?, Operand?, Bool) =
      switch test.expected {
      case .equals(let operand): (operand, operand, true)
      case .between(let low, let high): (low, high, false)
      }
    switch low ?? high {
    case .number?:
      let (low, high) = (low?.numberValue, high?.numberValue)
      return { value in value.number.map { number in Self.lies(number, low, high) } ?? false }
    case .money?:
      return moneyCheck(low?.moneyValue, high?.moneyValue)
    case .boolean(let wanted)?:
      return { $0.boolean == wanted }
    case .time?:
      let (low, high) = (low?.timeValue, high?.timeValue)
      return { value in value.text.flatMap(Self.clockTime).map { Self.lies($0, low, high) } ?? false }
    case .duration?:
      let (low, high) = (low?.durationValue, high?.durationValue)
      return { value in
        value.text.flatMap { CalendarDuration($0) }.map { isEqual ? $0 == low : Self.lies($0, low, high) }
          ?? false
      }
    case .date?:
      return try dateCheck(low?.text, high?.text, isInstant: path.kind == .dateTime, test.range)
    case .untyped?:
      return untypedCheck(low?.text, high?.text, isEqual: isEqual)
    case .text?, .me?, .record?, nil:
      throw Fault(test.range, "\(path.name) has no ranges")
    }
  }

  static func lies<T: Comparable>(_ value: T, _ low: T?, _ high: T?) -> Bool {
    (low.map { $0 <= value } ?? true) && (high.map { value <= $0 } ?? true)
  }

  /// Amounts in different currencies never match.
  private func moneyCheck(_ low: Money?, _ high: Money?) -> ValueCheck {
    let standard = context.currency
    let (low, high) = (low?.inCurrency(orElse: standard), high?.inCurrency(orElse: standard))
    return { value in
      guard let own = value.money?.inCurrency(orElse: standard) else { return false }
      if let low { guard low.currency == own.currency, low.amount <= own.amount else { return false } }
      if let high { guard high.currency == own.currency, own.amount <= high.amount else { return false } }
      return true
    }
  }

  /// A time of day, whose offset and fraction do not count.
  private static func clockTime(_ text: String) -> ClockTime? {
    ClockTime(text.prefix { $0.isNumber || $0 == ":" })
  }

  /// Days are compared as days; moments as moments, a day without a time being all of its moments.
  private func dateCheck(
    _ low: String?, _ high: String?, isInstant: Bool, _ range: Range<Int>
  ) throws(Fault) -> ValueCheck {
    let zone = context.zone
    let (start, end) = (low.flatMap(dateValue), high.flatMap(dateValue))
    if let start, let end, end.instants(in: zone).upperBound <= start.instants(in: zone).lowerBound {
      throw Fault(range, "this range is empty", help: "write the earlier end first")
    }
    if isInstant {
      let (from, to) = (start?.instants(in: zone).lowerBound, end?.instants(in: zone).upperBound)
      return { value in
        guard let own = value.text.flatMap({ DateTimeText($0) })?.span(in: zone) else { return false }
        return (from.map { $0 < own.upperBound } ?? true) && (to.map { own.lowerBound < $0 } ?? true)
      }
    }
    let (first, last) = (start?.days(in: zone).first, end?.days(in: zone).last)
    return { value in
      guard let text = value.text, let day = CivilDate(text) ?? DateTimeText(text)?.date else { return false }
      return Self.lies(day, first, last)
    }
  }

  private func dateValue(_ text: String) -> DateValue? {
    DateValue(text, now: context.now, zone: context.zone)
  }

  /// The value says how both read: a number as a number, a text as a text, in ranges also as a date or an
  /// amount.
  private func untypedCheck(_ low: String?, _ high: String?, isEqual: Bool) -> ValueCheck {
    let (zone, standard) = (context.zone, context.currency)
    let numbers = (low.flatMap { Number(scaled: $0[...]) }, high.flatMap { Number(scaled: $0[...]) })
    let days = (low.flatMap(dateValue)?.days(in: zone).first, high.flatMap(dateValue)?.days(in: zone).last)
    let amounts = moneyCheck(low.flatMap { Money(scaled: $0) }, high.flatMap { Money(scaled: $0) })
    let hasNumbers = (low == nil || numbers.0 != nil) && (high == nil || numbers.1 != nil)
    let hasDays = (low == nil || days.0 != nil) && (high == nil || days.1 != nil)
    let hasAmounts = [low, high].compactMap(\.self).allSatisfy { Money(scaled: $0) != nil }
    return { value in
      switch value.shape {
      case .number(let number): return hasNumbers && Self.lies(number, numbers.0, numbers.1)
      case .boolean(let own): return isEqual && low == (own ? "true" : "false")
      case .string(let own):
        if isEqual, let low, low == own, low.utf8.elementsEqual(own.utf8) { return true }
        if hasDays, let day = CivilDate(own) ?? DateTimeText(own)?.date {
          return Self.lies(day, days.0, days.1)
        }
        if !isEqual, hasAmounts, Money(own)?.inCurrency(orElse: standard) != nil { return amounts(value) }
        return false
      default: return false
      }
    }
  }
}

extension DateTimeText {
  /// The moments meant: of a mere date all of its day.
  func span(in zone: TimeZone) -> Range<Instant> {
    if time == nil { return DatePeriod(date).instants(in: zone) }
    let start = instant(in: zone)
    return start..<start.adding(seconds: 1)
  }
}

extension Operand {
  /// The number; nil for any other kind.
  public var numberValue: Number? { if case .number(let value) = self { value } else { nil } }
  /// The amount; nil for any other kind.
  public var moneyValue: Money? { if case .money(let value) = self { value } else { nil } }
  var timeValue: ClockTime? { if case .time(let value) = self { value } else { nil } }
  var durationValue: CalendarDuration? { if case .duration(let value) = self { value } else { nil } }
  var text: String? {
    switch self {
    case .text(let text), .date(let text), .untyped(let text): text
    default: nil
    }
  }
}

extension Value {
  /// An amount: text in money's form, or a bare number.
  var money: Money? {
    switch shape {
    case .string(let text): Money(text)
    case .number(let number): Money(number)
    default: nil
    }
  }
}
