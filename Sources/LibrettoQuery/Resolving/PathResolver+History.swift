import LibrettoModel

extension PathResolver {
  /// Whether the next part asks for a field's history.
  var isHistory: Bool { !isAtEnd && FieldPath.HistoryPart(rawValue: segment.name) != nil }

  /// What `was`, `changed` or `since` means after the field that `ending` is; of the two moments also their periods.
  mutating func history(of ending: Ending) throws(Fault) -> Ending? {
    guard isHistory, let part = FieldPath.HistoryPart(rawValue: segment.name), case .field(let keys) = ending.leaf
    else {
      return nil
    }
    let word = segment
    let field = path.segments[..<index].map(\.name).joined(separator: ".")
    guard ending.kind != .map else {
      throw Fault(
        word.range, "\(field) is a map and has no history of its own",
        help: "name a part of it: \(field).x.\(word.name)")
    }
    guard !isWithinList else {
      throw Fault(
        word.range, "\(field) stands in a list, and history is kept of the list as a whole",
        help: "ask for the list: \(keys[0]).\(word.name)")
    }
    index += 1
    titles.append(word.name)
    let leaf = FieldPath.Leaf.history(keys, part)
    guard part != .was else {
      try requireNoMore(after: word)
      return Ending(leaf: leaf, kind: ending.kind, choices: ending.choices, isList: true)
    }
    if !isAtEnd, let unit = FieldPath.PeriodUnit(rawValue: segment.name) {
      let name = segment
      index += 1
      titles.append(unit.rawValue)
      try requireNoMore(after: name)
      return Ending(leaf: .period(leaf, unit), kind: .text, isList: part == .changed)
    }
    if part == .changed, isCount(declaredIn: []) { return count(of: leaf) }
    try requireNoMore(after: word)
    return Ending(leaf: leaf, kind: .dateTime, isList: part == .changed)
  }

  private func requireNoMore(after word: PathSyntax.Segment) throws(Fault) {
    guard !isAtEnd else { return }
    let isMoment = FieldPath.HistoryPart(rawValue: word.name).map { $0 != .was } ?? false
    throw Fault(
      segment.range, "\(word.name) has no part \"\(segment.name)\"",
      help: isMoment ? "a date has year, quarter, month and week" : nil)
  }
}
