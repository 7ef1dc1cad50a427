import LibrettoModel

extension OptionReader {
  func sort(
    _ list: String?, group: [Query.Column], aggregates: [Query.Aggregate], isGrouped: Bool
  ) throws(QueryError) -> [Query.SortTerm] {
    guard let list else { return [] }
    var terms: [Query.SortTerm] = []
    for var part in try parts(of: list, option: "sort") {
      let isDescending = part.text.hasPrefix("-")
      if isDescending {
        part.text.removeFirst()
        part.range = part.range.lowerBound + 1..<part.range.upperBound
      }
      let key: Query.SortTerm.Key =
        isGrouped ? .column(try column(part, group: group, aggregates: aggregates)) : .field(try path(part))
      terms.append(Query.SortTerm(key: key, isDescending: isDescending, option: part.option))
    }
    return terms
  }

  /// The column of a grouped answer: a key, `count`, `amount.sum`, or `sum` where there is one sum only.
  private func column(
    _ part: Part, group: [Query.Column], aggregates: [Query.Aggregate]
  ) throws(QueryError) -> Int {
    let names = group.map(\.path.name) + aggregates.map(\.name)
    if let index = names.firstIndex(of: part.text) { return index }
    let same = aggregates.indices.filter { aggregates[$0].function.rawValue == part.text }
    if same.count == 1 { return group.count + same[0] }
    throw Fault.unknown("column", part.text, at: part.range, among: names, of: " of the groups").error(
      in: part.option)
  }

  /// Id, title and the few fields that say most: the stage, where it belongs, whose it is, what it is worth,
  /// and when. Nil where the type has no schema, so that the records decide.
  func defaultColumns() -> [Query.Column]? {
    guard let fields = type.fields else { return nil }
    var names = ["id"]
    if fields.propertyNames.contains(type.titleField) { names.append(type.titleField) }
    var linked: Set<[String]> = []
    let candidates = fields.propertyNames.filter { !names.contains($0) }
    func take(_ count: Int, where fits: (FieldSchema) -> Bool) {
      var left = count
      for name in candidates where left > 0 && names.count < 8 && !names.contains(name) {
        guard let field = fields.property(name), fits(field) else { continue }
        names.append(name)
        left -= 1
      }
    }
    take(1) { if case .stage = $0.kind { true } else { false } }
    take(2) { if case .link(let types) = $0.kind { linked.insert(types).inserted } else { false } }
    take(1) { $0.kind == .member }
    take(1) { $0.kind == .money }
    take(1) { $0.allowed != nil }
    for name in ["closed", "created"] where fields.property(name)?.kind == .date && !hasDate(names, fields) {
      names.append(name)
    }
    if !hasDate(names, fields) { take(2) { $0.kind == .date || $0.kind == .dateTime } }
    take(1) { $0.kind == .number }
    if names.count < 5 { take(5 - names.count) { $0.kind == .text && $0.allowed == nil } }
    return names.compactMap { name in
      let isOwn = fields.propertyNames.contains(name)
      return (try? path(named: name, isOwnField: isOwn)).map { Query.Column(path: $0, option: "--columns") }
    }
  }

  private func hasDate(_ names: [String], _ fields: FieldSchema) -> Bool {
    names.contains { fields.property($0)?.kind == .date }
  }
}
