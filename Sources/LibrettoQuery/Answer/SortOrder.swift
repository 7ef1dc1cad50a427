import LibrettoModel

/// How the values of a column sort: each kind in its natural order.
struct SortOrder {
  private let kind: FieldSchema.Kind
  private let ranks: [String: Int]
  private let currency: CurrencyCode?

  /// The order of values of `kind`. Stages and enumerations sort as they are listed; members and other texts
  /// by their letters; amounts in the book's currency before others.
  init(_ kind: FieldSchema.Kind, choices: [String]?, currency: CurrencyCode?) {
    self.kind = kind
    self.currency = currency
    let isListed = kind != .member
    ranks = Dictionary((isListed ? choices ?? [] : []).enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// What is compared of a value.
  enum Key {
    case number(Number)
    case seconds(Int)
    case rank(Int)
    case money(String, Number)
    case text(folded: String, exact: String)
  }

  /// What is compared of a cell; of several values the first.
  func key(of cell: Value?) -> Key? {
    switch cell?.shape {
    case nil, .null, .object: nil
    case .array(let elements): elements.lazy.compactMap { key(of: $0) }.first
    case .boolean(let value): .rank(value ? 1 : 0)
    case .number(let number): kind == .money ? .money("", number) : .number(number)
    case .string(let text): key(of: text)
    }
  }

  private func key(of text: String) -> Key {
    switch kind {
    case .money:
      if let money = Money(text) {
        let code = money.currency ?? currency
        return .money(code == currency ? "" : code?.code ?? "", money.amount)
      }
    case .date, .dateTime:
      // Where days and moments meet, the zone's few hours do not change the order of days.
      if let written = DateTimeText(text) { return .seconds(written.instant(in: .utc).secondsSinceEpoch) }
    case .duration: if let duration = CalendarDuration(text) { return .seconds(duration.approximateSeconds) }
    case .time: if let time = ClockTime(text) { return .seconds(time.secondsSinceMidnight) }
    default: if let rank = ranks[text] { return .rank(rank) }
    }
    return .text(folded: folded(text), exact: text)
  }

  /// `items` by their keys, the first key first; what has none comes last. Equal ones keep their order.
  static func sorted<T>(_ items: [T], by keys: [[Key?]], descending: [Bool]) -> [T] {
    items.indices.sorted { a, b in
      for index in descending.indices {
        switch (keys[a][index], keys[b][index]) {
        case (nil, nil): continue
        case (nil, _): return false
        case (_, nil): return true
        case (let x?, let y?):
          let order = compare(x, y)
          if order != 0 { return descending[index] ? order > 0 : order < 0 }
        }
      }
      return a < b
    }.map { items[$0] }
  }

  static func compare(_ a: Key, _ b: Key) -> Int {
    func order<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : b < a ? 1 : 0 }
    switch (a, b) {
    case (.number(let a), .number(let b)): return order(a, b)
    case (.seconds(let a), .seconds(let b)), (.rank(let a), .rank(let b)): return order(a, b)
    case (.money(let a, let x), .money(let b, let y)): return a == b ? order(x, y) : order(a, b)
    case (.text(let a, let x), .text(let b, let y)): return a == b ? order(x, y) : order(a, b)
    default: return order(a.place, b.place)
    }
  }
}

extension SortOrder.Key {
  /// Values of different kinds in one column: what reads as its kind before what does not.
  fileprivate var place: Int {
    switch self {
    case .rank: 0
    case .number: 1
    case .seconds: 2
    case .money: 3
    case .text: 4
    }
  }
}
