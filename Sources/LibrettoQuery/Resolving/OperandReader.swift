import LibrettoModel

/// Reads the values of a condition by the kind of the field.
struct OperandReader {
  let path: FieldPath
  let book: Book

  /// What a value written after `:` asks for.
  func test(_ value: ValueSyntax) throws(Fault) -> ValueTest {
    let range = value.whole.range
    if let ends = value.ends, isRange(ends) {
      let low = ends.low.text.isEmpty ? nil : try operand(ends.low)
      let high = ends.high.text.isEmpty ? nil : try operand(ends.high)
      if low == nil, high == nil {
        throw Fault(range, "a range needs an end", help: "to find what is there, write has:\(path.name)")
      }
      if let low, let high, isLess(high, low) {
        throw Fault(
          range, "this range is empty", help: "write the lower end first: \(ends.high.text)..\(ends.low.text)"
        )
      }
      return ValueTest(range: range, expected: .between(low, high))
    }
    guard !value.whole.text.isEmpty else {
      throw Fault(range, "an empty text counts as absent", help: "write no:\(path.name)")
    }
    if value.ends != nil, path.choices != nil || path.kind == .boolean || !path.kind.linkedTypes.isEmpty {
      let what = if case .stage = path.kind { "stages are" } else { "\(path.name) is" }
      if !(path.choices?.contains(value.whole.text) ?? false) {
        throw Fault(
          range, "\(what) not ordered and \(what == "stages are" ? "have" : "has") no ranges",
          help: "list them: \(path.name):a,b,c")
      }
    }
    return ValueTest(range: range, expected: .equals(try operand(value.whole)))
  }

  /// Whether `..` splits: only for ordered kinds. Without a schema, where a side reads as a number, a date
  /// and the like.
  private func isRange(_ ends: (low: ValueSyntax.Part, high: ValueSyntax.Part)) -> Bool {
    switch path.kind {
    case .number, .money, .date, .dateTime, .time, .duration: true
    case .any: [ends.low, ends.high].contains { !$0.isQuoted && UntypedReading.isOrdered($0.text) }
    default: false
    }
  }

  private func isLess(_ a: Operand, _ b: Operand) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    case (.money(let a), .money(let b)):
      a.inCurrency(orElse: bookCurrency).isLess(than: b.inCurrency(orElse: bookCurrency)) ?? false
    case (.time(let a), .time(let b)): a < b
    case (.duration(let a), .duration(let b)): a < b
    default: false
    }
  }

  private var bookCurrency: CurrencyCode? { book.configuration.currency.flatMap { CurrencyCode($0) } }

  private func operand(_ part: ValueSyntax.Part) throws(Fault) -> Operand {
    let text = part.text
    func refusal(_ what: String, _ help: String) -> Fault {
      Fault(part.range, "\"\(visible(text))\" is no \(what)", help: help)
    }
    switch path.kind {
    case .number:
      guard let number = Number(scaled: text[...]) else {
        throw refusal("number", "write it as 1200, 1.5, 10k or 2m")
      }
      return .number(number)
    case .money:
      guard let money = Money(scaled: text) else {
        throw refusal("amount", "write it as 1200, 10k, 2.5m or \"1200.50 USD\"")
      }
      return .money(money)
    case .boolean:
      guard text == "true" || text == "false" else { throw refusal("truth value", "write true or false") }
      return .boolean(text == "true")
    case .date, .dateTime:
      guard UntypedReading.isDate(text) else {
        let near = nearest(to: text, among: DatePeriod.words).map { "did you mean \"\($0)\"?\n      " } ?? ""
        throw refusal(
          "date", "\(near)write it as 2026-11-21, 2026-11, 2026-Q4, 2026-W47, 2026, today, +7d or -2w")
      }
      return .date(text)
    case .time:
      guard let time = ClockTime(text) else { throw refusal("time of day", "write it as 14:05") }
      return .time(time)
    case .duration:
      guard let duration = CalendarDuration(text) else {
        throw refusal("duration", "write it as 3d, 8h, 2w or P3DT4H")
      }
      return .duration(duration)
    case .link(let types): return .record(text, types: types)
    case .member: return try member(part)
    case .any: return text == "@me" && !part.isQuoted ? .me : .untyped(text)
    case .text, .stage, .map, .list: return try listed(part)
    }
  }

  private func member(_ part: ValueSyntax.Part) throws(Fault) -> Operand {
    if part.text == "@me" { return .me }
    let name = part.text.hasPrefix("@") ? String(part.text.dropFirst()) : part.text
    guard book.configuration.member(name) != nil else {
      throw .unknown("member", name, at: part.range, among: book.configuration.members.map(\.name))
    }
    return .text(name)
  }

  /// A text that may have to be one of a list.
  private func listed(_ part: ValueSyntax.Part) throws(Fault) -> Operand {
    if let choices = path.choices, !choices.contains(part.text) {
      if choices == PathResolver.countries {
        let near = CountryCode.nearest(to: part.text).map { "did you mean \($0.code) (\($0.name))?" }
        throw Fault(
          part.range, "\"\(visible(part.text))\" is no country",
          help: near ?? "write its two letters of ISO 3166-1, such as DE")
      }
      throw .unknown(choiceName, part.text, at: part.range, among: choices)
    }
    return .text(part.text)
  }

  /// What one of the choices is called.
  private var choiceName: String {
    if case .stage = path.kind { return "stage" }
    switch path.leaf {
    case .member(_, .team): return "team"
    case .log(.kind): return "activity"
    case .type: return "record type"
    default: return path.name
    }
  }
}

extension Number {
  /// Reads a number, with `k` for thousands or `m` for millions after it.
  init?(scaled text: Substring) {
    let factor: Number =
      switch text.utf8.last {
      case UInt8(ascii: "k"): Number(1_000)
      case UInt8(ascii: "m"): Number(1_000_000)
      default: Number(1)
      }
    guard let number = Number(lenient: factor == Number(1) ? text : text.dropLast()) else { return nil }
    self = number * factor
  }
}

extension Money {
  /// Reads an amount, with `k` or `m` after the number and perhaps a currency, with or without a blank before
  /// it.
  init?(scaled text: String) {
    var rest = Substring(text)
    var currency: CurrencyCode?
    if rest.utf8.count > 3, let code = CurrencyCode(rest.suffix(3)) {
      currency = code
      rest = rest.dropLast(3)
      if rest.last == " " { rest.removeLast() }
    }
    guard let amount = Number(scaled: rest) else { return nil }
    self.init(amount, currency)
  }
}
