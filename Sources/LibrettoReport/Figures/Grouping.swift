public import LibrettoModel
import LibrettoQuery

/// The groups into which a field parts a type's records. A field may be reached through a link (`account.industry`), be a
/// member's `team` or `name`, or a day's `week`, `month`, `quarter` or `year`.
public struct Grouping: Sendable {
  /// The field as written.
  public let field: String
  private let keys: [RecordReference: [String]]

  /// Parts the records of `type` by `field`.
  ///
  /// - Throws: ``QueryError`` where the type has no such field; what the source of facts throws
  public init(by field: String, of type: String, in context: ReportContext) throws {
    self.field = field
    guard let type = context.book.type(named: type) else {
      keys = [:]
      return
    }
    let parts = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    keys = try Self.keys(parts[...], of: type, in: context, asked: field)
  }

  /// The groups of a record: those of each value in a list; nil alone where the field is empty or the record is gone.
  public func groups(of record: RecordReference) -> [String?] {
    guard let keys = keys[record], !keys.isEmpty else { return [nil] }
    return keys
  }

  private static func keys(
    _ parts: ArraySlice<String>, of type: RecordType, in context: ReportContext, asked: String
  ) throws -> [RecordReference: [String]] {
    guard let schema = type.fields else { return try own(parts.joined(separator: "."), type, context) { $0 } }
    var declared: FieldSchema? = schema
    for end in parts.startIndex..<parts.endIndex {
      declared = declared?.property(parts[end])
      guard let field = declared else { break }
      let name = parts[...end].joined(separator: ".")
      let rest = parts[(end + 1)...]
      if rest.isEmpty { return try own(name, type, context) { $0 } }
      let targets = type.linkedTypes(ofField: name)
      if !targets.isEmpty { return try linked(name, targets, rest, type, context, asked: asked) }
      if rest.count == 1, let read = reading(rest.first!, of: field.kind.element, context) {
        return try own(name, type, context, read)
      }
    }
    let known = schema.propertyNames
    throw QueryError(
      text: asked, range: 0..<asked.utf8.count,
      message: "unknown field \"\(parts.joined(separator: "."))\" of \(type.name)",
      help: nearest(to: parts.first ?? "", among: known).map { "did you mean \"\($0)\"?" }
        ?? "expected one of \(known.joined(separator: ", "))")
  }

  /// The values of a field of the type itself.
  private static func own(
    _ name: String, _ type: RecordType, _ context: ReportContext, _ read: (String) -> String?
  ) throws -> [RecordReference: [String]] {
    var keys: [RecordReference: [String]] = [:]
    for facts in try context.facts.facts(ofType: type.name, fields: [name]) {
      guard let value = facts[name] else { continue }
      let groups = value.plainTexts.compactMap(read)
      if !groups.isEmpty { keys[facts.reference] = unique(groups) }
    }
    return keys
  }

  /// The groups of the records to which a field links.
  private static func linked(
    _ name: String, _ targets: [String], _ rest: ArraySlice<String>, _ type: RecordType, _ context: ReportContext,
    asked: String
  ) throws -> [RecordReference: [String]] {
    var found: [String: [String]] = [:]
    for target in targets.reversed() {
      guard let type = context.book.type(named: target) else { continue }
      let keys = try keys(rest, of: type, in: context, asked: asked)
      for facts in try context.facts.facts(ofType: target, fields: ["aliases"]) {
        let own = keys[facts.reference]
        for alias in facts["aliases"]?.texts ?? [] where found[alias.text] == nil { found[alias.text] = own }
        found[facts.reference.id] = own
      }
    }
    var keys: [RecordReference: [String]] = [:]
    for facts in try context.facts.facts(ofType: type.name, fields: [name]) {
      let groups = (facts[name]?.plainTexts ?? []).flatMap { found[$0] ?? [] }
      if !groups.isEmpty { keys[facts.reference] = unique(groups) }
    }
    return keys
  }

  /// How a part of a value reads, such as a member's team or a day's quarter; nil where there is no such part.
  private static func reading(
    _ part: String, of kind: FieldSchema.Kind, _ context: ReportContext
  ) -> ((String) -> String?)? {
    switch (kind, part) {
    case (.member, "team"): { context.book.configuration.member($0)?.team }
    case (.member, "name"): { context.book.configuration.member($0)?.fullName }
    case (.date, _), (.dateTime, _):
      CalendarUnit(rawValue: part).map { unit in
        { text in DateTimeText(text).map { unit.name(of: context.zone.civil(at: $0.instant(in: context.zone)).0) } }
      }
    default: nil
    }
  }

  private static func unique(_ groups: [String]) -> [String] {
    guard groups.count > 1 else { return groups }
    var seen: Set<String> = []
    return groups.filter { seen.insert($0).inserted }
  }
}

/// A stretch of the calendar.
enum CalendarUnit: String {
  case week, month, quarter, year

  /// The stretch that a day lies in, as a query writes it: `2026-W47`, `2026-11`, `2026-Q4`, `2026`.
  func name(of day: CivilDate) -> String {
    switch self {
    case .year: return String(day.description.prefix(4))
    case .quarter: return "\(day.description.prefix(4))-Q\(day.quarter)"
    case .month: return String(day.description.prefix(7))
    case .week:
      let (year, week) = day.isoWeek
      let digits = String(year)
      return "\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)-W\(week < 10 ? "0" : "")\(week)"
    }
  }
}

extension Value {
  /// Each single value in it as text: numbers and truth values as they are written.
  var plainTexts: [String] {
    switch shape {
    case .string(let text): text.isEmpty ? [] : [text]
    case .number(let number): [number.description]
    case .boolean(let value): [value ? "true" : "false"]
    case .array(let elements): elements.flatMap(\.plainTexts)
    case .null, .object: []
    }
  }
}

/// Puts things into groups that keep the order of their names; what has no group comes last.
func grouped<Element>(_ elements: [Element], by groups: (Element) -> [String?]) -> [(key: String?, elements: [Element])]
{
  var found: [String?: [Element]] = [:]
  for element in elements { for key in groups(element) { found[key, default: []].append(element) } }
  return found.keys.sorted { a, b in
    guard let a, let b else { return a != nil && b == nil }
    return a.utf8.lexicographicallyPrecedes(b.utf8)
  }.map { ($0, found[$0]!) }
}
