import LibrettoModel
import LibrettoQuery

extension TermReader {
  /// One of `goals`; nil where it cannot be read.
  mutating func goal(_ member: Member<Value>) -> Goal? {
    let value = member.value
    let teams = teams(value["team"])
    guard let periodText = value["period"]?.text else { return nil }
    guard let period = DatePeriod(periodText) else {
      report(
        "\"\(periodText)\" is no period", at: value["period"]?.range, help: "write 2026-Q4, 2026-11, 2026-W47 or 2026")
      return nil
    }
    guard let measure = measure(value, name: member.key, at: member.keyRange),
      let target = target(value["target"], name: member.key, at: member.keyRange, measure)
    else { return nil }
    return Goal(
      name: member.key, title: value["title"]?.text ?? member.key, teams: teams, period: period,
      periodText: periodText, measure: measure, target: target, range: member.keyRange)
  }

  private mutating func teams(_ value: Value?) -> [String] {
    let known = book.configuration.teams.map(\.name)
    var teams: [String] = []
    for element in value?.elements ?? value.map({ [$0] }) ?? [] {
      guard let name = element.text else { continue }
      if known.contains(name) { teams.append(name) } else { reportUnknown("team", element, among: known) }
    }
    return teams
  }

  private mutating func measure(_ value: Value, name: String, at range: Range<Int>?) -> Goal.Measure? {
    if let count = value["count"], let text = count.text {
      guard let (type, rest) = typeAndRest(text, in: count) else { return nil }
      do { return .events(type: type.name, try EventPattern(rest, of: type, in: book)) } catch {
        report(error.message, at: count.range, label: "in the event \(rest)", help: error.help)
        return nil
      }
    }
    guard let sum = value["sum"], let text = sum.text else {
      report("the goal \"\(name)\" measures nothing", at: range, help: "add count: or sum:")
      return nil
    }
    guard let (type, field) = typeAndRest(text, in: sum) else { return nil }
    guard let schema = type.fields?.property(field) else {
      report(
        "unknown field \"\(field)\"", at: sum.range,
        help: nearest(to: field, among: type.fields?.propertyNames ?? []).map { "did you mean \"\($0)\"?" })
      return nil
    }
    guard schema.kind == .money || schema.kind == .number else {
      report("\(field) is neither an amount nor a number", at: sum.range, help: "name a field of amounts or numbers")
      return nil
    }
    let (condition, isRead) = condition(value["where"], of: type)
    guard isRead else { return nil }
    guard let on = dateField(value["on"], of: type) else {
      if value["on"] == nil {
        report("the goal \"\(name)\" does not say which day counts", at: range, help: "add a date field: on: closed")
      }
      return nil
    }
    return .sum(type: type.name, field: field, condition, on: on)
  }

  /// The type that a text begins with, and what follows.
  private mutating func typeAndRest(_ text: String, in value: Value) -> (type: RecordType, rest: String)? {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = parts.first, let type = book.type(named: first) else {
      report(
        "unknown record type \"\(parts.first ?? "")\"", at: value.range,
        label: "expected one of \(book.types.map(\.plural).joined(separator: ", "))",
        help: nearest(to: parts.first ?? "", among: book.typeNames).map { "did you mean \"\($0)\"?" })
      return nil
    }
    guard parts.count == 2 else {
      report("nothing follows the record type", at: value.range, help: "write leads stage -> mql, or deals amount")
      return nil
    }
    return (type, Self.trimmed(parts[1][...]))
  }

  private mutating func target(
    _ value: Value?, name: String, at range: Range<Int>?, _ measure: Goal.Measure
  ) -> Goal.Target? {
    guard let value else {
      report("the goal \"\(name)\" has no target", at: range, help: "add target: and what is to be reached")
      return nil
    }
    if value.members != nil { return planned(value) }
    if let number = value.number {
      guard !number.isNegative, !number.isZero else {
        report("a target is more than nothing", at: value.range, help: "write a number above zero")
        return nil
      }
      return .count(number)
    }
    guard let text = value.text, let money = Money(text), case .sum = measure else {
      report("this is no target", at: value.range, help: "write a number, an amount such as 500000 EUR, or a plan")
      return nil
    }
    guard !money.amount.isNegative, !money.amount.isZero else {
      report("a target is more than nothing", at: value.range, help: "write an amount above zero")
      return nil
    }
    let standard = book.configuration.currency.flatMap { CurrencyCode($0) }
    return .amount(money.inCurrency(orElse: standard))
  }

  private mutating func planned(_ value: Value) -> Goal.Target? {
    func number(_ key: String) -> Number? { value[key]?.number }
    guard let revenue = number("revenue"), let dealValue = number("deal_value") else { return nil }
    let shares = ["marketing_share", "mql_to_deal", "deal_to_won"].map { percent(value[$0]) }
    guard let share = shares[0], let deals = shares[1], let won = shares[2] else { return nil }
    let hundredth = Number("0.01")!
    guard !share.isZero, !revenue.isZero, !revenue.isNegative else {
      report(
        "a target is more than nothing", at: value.range, help: "write a revenue and a share of marketing above zero")
      return nil
    }
    guard !dealValue.isZero, !deals.isZero, !won.isZero else {
      report(
        "no number of leads reaches this: a deal's value and both rates must be above zero", at: value.range,
        help: "look at deal_value, mql_to_deal and deal_to_won")
      return nil
    }
    return .leads(
      revenue: revenue, marketingShare: share * hundredth, dealValue: dealValue, leadToDeal: deals * hundredth,
      dealToWon: won * hundredth)
  }
}
