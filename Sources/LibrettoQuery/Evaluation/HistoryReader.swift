import LibrettoModel

/// Reads what became of a field of a record: out of history, out of the stages of its log, and, where the file's value is
/// another than the last one that was committed, out of the file.
struct HistoryReader: Sendable {
  private let field: String
  private let known: [String: [RecordReference: [FieldTransition]]]
  private let stages: Set<String>
  private let zone: TimeZone
  private let now: Instant
  private let end: Instant?

  init(_ keys: [String], _ context: QueryContext, book: Book) {
    let field = keys.joined(separator: ".")
    self.field = field
    known = context.transitions[field] ?? [:]
    stages = Set(book.agreement.lifecycles.filter { $0.field == field }.map(\.type))
    (zone, now, end) = (context.zone, context.now, context.historyEnd)
  }

  /// The changes of the field, in the order of time.
  func transitions(of record: Record) -> [FieldTransition] {
    let type = record.type.name
    var found = known[type]?[record.reference]
    if found == nil, let known = known[type] {
      // A record that got another id and was not committed since.
      found = record.aliases.lazy.compactMap { known[RecordReference(type: type, id: $0)] }.first
    }
    var transitions = found ?? []
    if stages.contains(type) {
      transitions = StageLog.merge(transitions, log: record, zone: zone).map(\.transition)
    }
    if let end { transitions.removeAll { $0.at > end } }
    let present = Self.present(record.value(at: field))
    let last = Self.present(transitions.last?.after)
    if present != last { transitions.append(FieldTransition(at: now, before: last, after: present)) }
    return transitions
  }

  private static func present(_ value: Value?) -> Value? { value.flatMap { $0.isEmpty ? nil : $0 } }

  /// Calls `test` with what the word asks for, until it is met.
  func any(of record: Record, _ part: FieldPath.HistoryPart, _ test: (Value) -> Bool) -> Bool {
    let transitions = transitions(of: record)
    func moment(_ transition: FieldTransition) -> Value {
      Value(.string(transition.at.description(in: zone)))
    }
    switch part {
    case .was:
      var seen: [Value] = []
      for value in transitions.flatMap({ [$0.before, $0.after] }) {
        guard let value = Self.present(value), !seen.contains(value) else { continue }
        seen.append(value)
        let isMet = value.elements.map { $0.contains { !$0.isEmpty && test($0) } } ?? test(value)
        if isMet { return true }
      }
      return false
    case .changed: return transitions.contains { test(moment($0)) }
    case .since:
      guard let last = transitions.last, Self.present(last.after) != nil else { return false }
      return test(moment(last))
    }
  }
}

extension FieldPath.Leaf {
  /// The keys of the field whose history is asked for; nil where none is.
  var historyKeys: [String]? {
    switch self {
    case .history(let keys, _): keys
    case .period(let inner, _), .member(let inner, _), .count(let inner): inner.historyKeys
    default: nil
    }
  }
}

extension QueryContext {
  /// The same with the history that the path asks for, if it does.
  func loadingHistory(of path: FieldPath) throws(Fault) -> QueryContext {
    guard let keys = path.leaf.historyKeys else { return self }
    guard let history else {
      throw Fault(
        path.range, "there is no history to ask here",
        help: "ask with libretto query, and give on what it found: $(libretto query … --format ids)")
    }
    var context = self
    let field = keys.joined(separator: ".")
    for type in path.types where context.transitions[field]?[type] == nil {
      do {
        context.transitions[field, default: [:]][type] = try history.transitions(of: field, ofType: type)
      } catch { throw Fault(path.range, "the history of \(field) cannot be read: \(error)") }
    }
    return context
  }
}

extension Query {
  /// The fields, named with points, whose history is needed to answer it, with their types.
  public var historyFields: [(type: String, field: String)] {
    let sorted = sort.compactMap { term -> FieldPath? in if case .field(let path) = term.key { path } else { nil } }
    let paths = condition.fields + (columns ?? []).map(\.path) + group.map(\.path) + aggregates.compactMap(\.path)
    var seen: Set<[String]> = []
    return (paths + sorted).flatMap { path -> [(type: String, field: String)] in
      guard let field = path.leaf.historyKeys?.joined(separator: ".") else { return [] }
      return path.types.filter { seen.insert([$0, field]).inserted }.map { ($0, field) }
    }
  }
}
