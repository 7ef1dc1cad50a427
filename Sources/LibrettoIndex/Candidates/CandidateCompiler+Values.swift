import LibrettoModel
import LibrettoQuery

extension CandidateCompiler {
  /// Whether a value of the path, whose links are followed, meets any of the tests. With `isExact` no record may be found
  /// that does not meet them, else none may be missing that does.
  mutating func matches(_ path: FieldPath, _ tests: [ValueTest], _ row: Row, _ isExact: Bool) -> SQLCondition? {
    switch path.leaf {
    case .field(let keys):
      guard let column = row.table.column(ofField: keys.joined(separator: ".")) else { return nil }
      return any(tests, isExact) { test in check(test, path.kind, column, row, isExact) }
    case .id:
      return any(tests, isExact) { test in
        guard !isExact, case .equals(.record(let id, _)) = test.expected else { return nil }
        let names = Self.names(of: id)
        return SQLCondition(
          "\(row.alias).record IN (SELECT record FROM libretto_record WHERE id IN (\(names.text)))", names.parameters)
      }
    case .type, .path, .aliases:
      return any(tests, isExact) { test in
        guard case .equals(.text(let text)) = test.expected else { return nil }
        switch path.leaf {
        case .type: return SQLCondition(row.table.type.name == text ? "TRUE" : "FALSE")
        case .path: return SQLCondition("\(row.alias).path = ?", texts: [text])
        default:
          return SQLCondition(
            "\(row.alias).record IN (SELECT x.record FROM libretto_alias AS x WHERE x.alias = ?)", texts: [text])
        }
      }
    case .member(.field(let keys), let attribute):
      guard let column = row.table.column(ofField: keys.joined(separator: ".")), !column.isList, column.kind == .text
      else { return nil }
      return any(tests, isExact) { test in
        guard case .equals(.text(let text)) = test.expected else { return nil }
        let names = layout.book.configuration.members.filter { member in
          switch attribute {
          case .name: member.fullName == text
          case .email: member.email == text
          case .team: member.team == text
          }
        }.map(\.name)
        return SQLCondition("\(row.column(column.name)) IN (\(SQLCondition.marks(names.count)))", texts: names)
      }
    case .log(let part) where !isExact:
      guard let line = logPart(part, tests) else { return nil }
      return SQLCondition(
        "\(row.alias).record IN (SELECT g.record FROM libretto_log AS g WHERE \(line.text))", line.parameters)
    default: return nil
    }
  }

  /// Whether one line of the log may meet the condition.
  func logLine(_ node: Condition.Node, _ row: Row) -> SQLCondition? {
    let wanted = line(node)
    let filter = wanted.map { " WHERE \($0.text)" } ?? ""
    return SQLCondition(
      "\(row.alias).record IN (SELECT g.record FROM libretto_log AS g\(filter))", wanted?.parameters ?? [])
  }

  private func line(_ node: Condition.Node) -> SQLCondition? {
    switch node {
    case .all(let nodes):
      let parts = nodes.compactMap { line($0) }
      return parts.isEmpty ? nil : .joined(parts, by: "AND")
    case .any(let nodes):
      var parts: [SQLCondition] = []
      for node in nodes {
        guard let part = line(node) else { return nil }
        parts.append(part)
      }
      return parts.isEmpty ? nil : .joined(parts, by: "OR")
    case .matches(let path, let tests):
      guard case .log(let part) = path.leaf else { return nil }
      return logPart(part, tests)
    default: return nil
    }
  }

  /// A test of a part of a line of the log `g`.
  private func logPart(_ part: FieldPath.LogPart, _ tests: [ValueTest]) -> SQLCondition? {
    any(tests, false) { test in
      switch part {
      case .kind, .by:
        guard let text = text(of: test) else { return nil }
        return SQLCondition("g.\(part.rawValue) = ?", texts: [text])
      case .at: return days(test, slack: Self.zones).flatMap { Self.between("g.at", $0.first, $0.last) }
      case .text: return nil
      }
    }
  }

  private func any(
    _ tests: [ValueTest], _ isExact: Bool, _ condition: (ValueTest) -> SQLCondition?
  ) -> SQLCondition? {
    var parts: [SQLCondition] = []
    for test in tests {
      if let part = condition(test) { parts.append(part) } else if !isExact { return nil }
    }
    return parts.isEmpty ? nil : .joined(parts, by: "OR")
  }

  /// The text that a value must be; nil where it must be no text, or which one is not known here.
  private func text(of test: ValueTest) -> String? {
    switch test.expected {
    case .equals(.text(let text)): text
    case .equals(.me): context.me
    default: nil
    }
  }

  private mutating func check(
    _ test: ValueTest, _ kind: FieldSchema.Kind, _ column: IndexColumn, _ row: Row, _ isExact: Bool
  ) -> SQLCondition? {
    let value = row.column(column.name)
    if case .equals(.record(let id, let types)) = test.expected {
      guard column.isList || column.kind == .text else { return nil }
      note(column, row)
      guard isExact else { return member(row, column, of: Self.names(of: id), false) }
      guard !id.utf8.contains(UInt8(ascii: "/")) else { return nil }
      return member(
        row, column,
        of: SQLCondition(
          "SELECT id FROM libretto_record WHERE id = ? AND type IN (\(SQLCondition.marks(types.count)))",
          texts: [id] + types), true)
    }
    if let text = text(of: test) {
      // Empty texts in a list count as absent.
      guard column.kind == .text || column.isList, !(isExact && text.isEmpty) else { return nil }
      note(column, row)
      return member(row, column, of: SQLCondition("?", texts: [text]), isExact)
    }
    guard !column.isList else { return nil }
    let (low, high): (Operand?, Operand?) =
      switch test.expected {
      case .equals(let operand): (operand, operand)
      case .between(let low, let high): (low, high)
      }
    switch (low ?? high, column.kind) {
    case (.boolean(let wanted)?, .boolean): return SQLCondition("\(value) = ?", [.integer(wanted ? 1 : 0)])
    case (.number?, .number):
      note(column, row)
      return Self.between(value, low?.numberValue, high?.numberValue, isExact)
    case (.money?, .money):
      guard let range = Self.between(value, low?.moneyValue?.amount, high?.moneyValue?.amount, isExact),
        let name = column.currencyName
      else { return nil }
      note(column, row)
      // An amount without a currency has the book's in its column.
      let codes = [low, high].compactMap { $0?.moneyValue }.map { ($0.currency ?? context.currency)?.code }
      guard !codes.contains(nil) else { return isExact ? nil : range }
      let currency = row.column(name)
      return .joined([range] + codes.compactMap(\.self).map { SQLCondition("\(currency) = ?", texts: [$0]) }, by: "AND")
    case (.date?, .text):
      guard let days = days(test, slack: kind == .dateTime ? Self.zones : 0, isExact),
        let range = Self.between(value, days.first, days.last)
      else { return nil }
      note(column, row)
      // What is no day, or a moment of it, meets no test of days, whatever its letters.
      guard isExact else { return range }
      return kind == .date ? SQLCondition("(date(\(value)) = \(value) AND \(range.text))", range.parameters) : nil
    default: return nil
    }
  }

  /// All names of the record with this id or old id.
  private static func names(of written: String) -> SQLCondition {
    let id =
      written.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).last.map(String.init) ?? written
    return SQLCondition(
      """
      SELECT ? UNION ALL SELECT n.id FROM libretto_alias AS x JOIN libretto_record AS n ON n.record = x.record \
      WHERE x.alias = ? UNION ALL SELECT y.alias FROM libretto_alias AS y WHERE y.record IN \
      (SELECT record FROM libretto_record WHERE id = ? UNION ALL SELECT record FROM libretto_alias WHERE alias = ?)
      """, texts: [id, id, id, id])
  }

  /// So many days a moment's own date may be away from its date in the book's zone: offsets reach to almost a day, zones
  /// to more than half of one.
  private static let zones = 2

  /// The days of a test, and so many more on both sides for the zones of moments, as texts that sort as they do. Years
  /// without four digits do not sort so: with `isExact` nothing is said of them.
  private func days(
    _ test: ValueTest, slack: Int, _ isExact: Bool = false
  ) -> (first: SQLCondition.Parameter?, last: SQLCondition.Parameter?)? {
    let (low, high): (Operand?, Operand?) =
      switch test.expected {
      case .equals(let operand): (operand, operand)
      case .between(let low, let high): (low, high)
      }
    func day(_ operand: Operand?, _ pick: (DatePeriod) -> CivilDate) -> CivilDate?? {
      guard let operand else { return .some(nil) }
      guard case .date(let text) = operand, let value = DateValue(text, now: context.now, zone: context.zone) else {
        return nil
      }
      return pick(value.days(in: context.zone))
    }
    guard var first = day(low, \.first), var last = day(high, \.last) else { return nil }
    (first, last) = (first?.adding(days: -slack), last?.adding(days: slack))
    if let day = first, day.year < 0 || day.year > 9999 {
      guard !isExact, day.year < 0 else { return nil }
      first = nil
    }
    if let day = last, day.year < 0 || day.year > 9999 {
      guard !isExact, day.year > 9999 else { return nil }
      last = nil
    }
    // Behind the day itself come its moments.
    return (first.map { .text($0.description) }, last.map { .text($0.description + "\u{7F}") })
  }

  private static func between(
    _ value: String, _ low: SQLCondition.Parameter?, _ high: SQLCondition.Parameter?
  ) -> SQLCondition? {
    var parts: [SQLCondition] = []
    if let low { parts.append(SQLCondition("\(value) >= ?", [low])) }
    if let high { parts.append(SQLCondition("\(value) <= ?", [high])) }
    return parts.isEmpty ? nil : .joined(parts, by: "AND")
  }

  /// Whether a number lies in a range. Rounding to floating point keeps the order of numbers below 2⁵³, so that an end of
  /// the range leaves nothing out; of greater ones nothing is said. What equals an end once it is rounded is not surely
  /// inside.
  private static func between(_ value: String, _ low: Number?, _ high: Number?, _ isExact: Bool) -> SQLCondition? {
    let limit = Number(1 << 53)
    for number in [low, high].compactMap(\.self) where !(number.absoluteValue < limit) { return nil }
    func parameter(_ number: Number) -> SQLCondition.Parameter {
      number.intValue.map { .integer($0) } ?? .real(number.doubleValue)
    }
    guard isExact else { return between(value, low.map(parameter), high.map(parameter)) }
    var parts = [low.map { SQLCondition("\(value) > ?", [parameter($0)]) }].compactMap(\.self)
    if let high { parts.append(SQLCondition("\(value) < ?", [parameter(high)])) }
    return parts.isEmpty ? nil : .joined(parts, by: "AND")
  }
}
