import LibrettoModel

/// Works out an aggregate over the values of a group, in exact decimals. Amounts in different currencies do
/// not mix: each currency has a result of its own.
struct Accumulator {
  private let function: Query.Aggregate.Function
  private let kind: FieldSchema.Kind
  private let currency: CurrencyCode?
  private let order: SortOrder
  private var records = 0
  private var parts: [Part] = []
  /// How many values could not be read.
  private(set) var unreadable = 0

  /// The state of one currency, or of all values where they have none.
  private struct Part {
    var currency: CurrencyCode?
    var isMoney: Bool
    var sum = Number.zero
    var count = 0
    var best: (value: Value, key: SortOrder.Key)?
  }

  init(_ aggregate: Query.Aggregate, currency: CurrencyCode?) {
    function = aggregate.function
    kind = aggregate.resultKind
    self.currency = currency
    order = SortOrder(aggregate.resultKind, choices: nil, currency: currency)
  }

  /// Adds a record with its values.
  mutating func add(_ values: [Value]?) {
    records += 1
    for value in values ?? [] {
      switch kind {
      case .number, .money, .any: addAmount(value)
      default:
        guard isReadable(value) else {
          unreadable += 1
          continue
        }
        keepBest(value, at: part(nil, isMoney: false))
      }
    }
  }

  private mutating func addAmount(_ value: Value) {
    if kind != .money, let number = value.number {
      let index = part(nil, isMoney: false)
      add(number, at: index)
      keepBest(value, at: index)
    } else if kind != .number, let money = value.money?.inCurrency(orElse: currency) {
      let index = part(money.currency, isMoney: true)
      add(money.amount, at: index)
      keepBest(Value(.string(money.description)), at: index)
    } else {
      unreadable += 1
    }
  }

  private mutating func add(_ amount: Number, at index: Int) {
    guard function == .sum || function == .avg else { return }
    parts[index].sum += amount
    parts[index].count += 1
  }

  private mutating func part(_ currency: CurrencyCode?, isMoney: Bool) -> Int {
    if let index = parts.firstIndex(where: { $0.currency == currency && $0.isMoney == isMoney }) {
      return index
    }
    parts.append(Part(currency: currency, isMoney: isMoney))
    return parts.count - 1
  }

  private mutating func keepBest(_ value: @autoclosure () -> Value, at index: Int) {
    guard function == .min || function == .max else { return }
    let value = value()
    guard let key = order.key(of: value) else { return }
    if let best = parts[index].best {
      let comparison = SortOrder.compare(key, best.key)
      guard function == .min ? comparison < 0 : comparison > 0 else { return }
    }
    parts[index].best = (value, key)
  }

  private func isReadable(_ value: Value) -> Bool {
    guard let text = value.text else { return false }
    switch kind {
    case .date, .dateTime: return DateTimeText(text) != nil
    case .duration: return CalendarDuration(text) != nil
    default: return true
    }
  }

  /// The result: nil where nothing could be worked out, a list with an amount for each currency where there
  /// are several.
  var result: Value? {
    if function == .count { return Value(.number(Number(records))) }
    let ordered = parts.sorted { a, b in
      if (a.currency == currency) != (b.currency == currency) { return a.currency == currency }
      return (a.currency?.code ?? "") < (b.currency?.code ?? "")
    }
    let values = ordered.compactMap(result)
    return values.count > 1 ? Value(.array(values)) : values.first
  }

  private func result(_ part: Part) -> Value? {
    let number: Number
    switch function {
    case .count, .min, .max: return part.best?.value
    case .sum: number = part.sum
    case .avg:
      guard part.count > 0 else { return nil }
      let scale = part.isMoney ? part.currency?.minorUnits ?? 2 : 6
      number = part.sum.divided(by: Number(part.count), scale: scale)
    }
    guard part.isMoney else { return Value(.number(number)) }
    return Value(.string(Money(number, part.currency).description))
  }
}
