import LibrettoModel

extension PathResolver {
  /// The type whose records link here by this name, and by which fields: `deals` by any, `deals@partner` by
  /// one. The position is past the name.
  mutating func reverseLink() throws(Fault) -> (RecordType, [String])? {
    let parts = segment.name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard let type = book.types.first(where: { $0.plural == parts[0] }) else { return nil }
    let here = Set(types.map(\.name))
    let linking = type.linkFields.filter { !here.isDisjoint(with: $0.types) }.map(\.name)
    guard parts.count == 2 else {
      guard !linking.isEmpty else { return nil }
      index += 1
      return (type, linking)
    }
    guard !linking.isEmpty else {
      throw Fault(segment.range, "\(type.plural) do not link to \(owner)")
    }
    // The field may lie in a map, so that its name has points too; the longest name that is a link's wins.
    let first = segment
    var (name, found, end) = (parts[1], Optional<String>.none, index)
    for next in index..<path.segments.count {
      if next > index { name += "." + path.segments[next].name }
      if linking.contains(name) { (found, end) = (name, next) }
    }
    guard let found else {
      throw .unknown("link field", parts[1], at: first.range, among: linking, of: " of \(type.name)")
    }
    index = end + 1
    return (type, [found])
  }

  /// A word that means something where no field has its name.
  mutating func builtIn() throws(Fault) -> Ending? {
    let word = segment
    let ending: Ending
    switch word.name {
    case "id": ending = Ending(leaf: .id, kind: .link(types.map(\.name)))
    case "type": ending = Ending(leaf: .type, kind: .text, choices: types.map(\.name))
    case "path": ending = Ending(leaf: .path, kind: .text)
    case "aliases": ending = Ending(leaf: .aliases, kind: .text, isList: true)
    case "text": ending = Ending(leaf: .text, kind: .text)
    case "log":
      index += 1
      titles.append("log")
      return try log()
    default: return nil
    }
    index += 1
    titles.append(word.name)
    if word.name == "aliases", !isAtEnd, isCount(declaredIn: []) { return count(of: .aliases) }
    try requireEnd(after: word)
    return ending
  }

  private mutating func log() throws(Fault) -> Ending {
    guard !isAtEnd else { return Ending(leaf: .logLines, kind: .text, isList: true) }
    if isCount(declaredIn: []) { return count(of: .logLines) }
    let name = segment
    let (part, ending) = try logPart()
    _ = part
    try requireEnd(after: name)
    return ending
  }

  /// A part of a line of the log, which is all that a name within `log.(…)` may be.
  mutating func logPart() throws(Fault) -> (FieldPath.LogPart, Ending) {
    let name = segment
    guard let part = FieldPath.LogPart(rawValue: name.name) else {
      throw .unknown(
        "part", name.name, at: name.range, among: FieldPath.LogPart.allCases.map(\.rawValue),
        of: " of the log")
    }
    index += 1
    titles.append(name.name)
    switch part {
    case .kind:
      return (part, Ending(leaf: .log(part), kind: .text, choices: book.agreement.activities, isList: true))
    case .at: return (part, Ending(leaf: .log(part), kind: .dateTime, isList: true))
    case .by:
      let members = book.configuration.members.map(\.name)
      return (part, Ending(leaf: .log(part), kind: .member, choices: members, isList: true))
    case .text: return (part, Ending(leaf: .log(part), kind: .text, isList: true))
    }
  }

  /// The path of a name within `log.(…)`.
  mutating func resolveLogPart() throws(Fault) -> FieldPath {
    let name = segment
    let (_, ending) = try logPart()
    try requireEnd(after: name)
    return FieldPath(
      name: path.name, range: path.range, hops: [], leaf: ending.leaf, kind: ending.kind, title: name.name,
      choices: ending.choices, isList: true, types: [], isUndeclared: false)
  }

  func requireEnd(after segment: PathSyntax.Segment) throws(Fault) {
    guard !isAtEnd else { return }
    if isHistory {
      throw Fault(
        self.segment.range,
        "only a field of the record has a history, and \(path.name.dropLast(self.segment.name.utf8.count + 1)) is none",
        help: "write the field itself: stage.\(self.segment.name)")
    }
    throw Fault(self.segment.range, "\(segment.name) has no part \"\(self.segment.name)\"")
  }

  var owner: String { types.map(\.name).joined(separator: " or ") }

  func unknownField() -> Fault {
    var known = types.flatMap { $0.fields?.propertyNames ?? [] }
    let here = Set(types.map(\.name))
    known += book.types.filter { $0.linkFields.contains { !here.isDisjoint(with: $0.types) } }.map(\.plural)
    known += BuiltInWords.all
    var unique: [String] = []
    for name in known where !unique.contains(name) { unique.append(name) }
    let fault = Fault.unknown("field", segment.name, at: segment.range, among: unique, of: " of \(owner)")
    guard BuiltInWords.operators.contains(segment.name) else { return fault }
    return Fault(fault.range, fault.message, help: "write \(segment.name):FIELD")
  }

  func noPart(of name: String, kind: FieldSchema.Kind) -> Fault {
    let (own, said): ([String], String?) =
      switch kind {
      case .member: (["name", "email", "team"], "a member has name, email and team")
      case .date, .dateTime: (["year", "quarter", "month", "week"], "a date has year, quarter, month and week")
      default: ([], nil)
      }
    let near = nearest(to: segment.name, among: own + ["was", "changed", "since"]).map { "did you mean \"\($0)\"?" }
    let help = near ?? said ?? "of its history: \(name).was, .changed and .since"
    return Fault(segment.range, "\(name) has no part \"\(segment.name)\"", help: help)
  }
}
