import LibrettoModel

/// Finds what the parts of a name mean: own field first, then a reverse link, then the built-in words.
struct PathResolver {
  let book: Book
  let path: PathSyntax
  var types: [RecordType]
  var hops: [FieldPath.Hop] = []
  var titles: [String] = []
  var isList = false
  var isUndeclared = false
  /// Whether the field lies in a map of a list.
  var isWithinList = false
  /// The part that comes next.
  var index = 0

  init(_ path: PathSyntax, types: [RecordType], book: Book) {
    self.path = path
    self.types = types
    self.book = book
  }

  var isAtEnd: Bool { index == path.segments.count }
  var segment: PathSyntax.Segment { path.segments[index] }

  /// What stands at the end of the name.
  struct Ending {
    var leaf: FieldPath.Leaf
    var kind: FieldSchema.Kind
    var choices: [String]?
    var isList = false
  }

  mutating func resolve() throws(Fault) -> FieldPath {
    let ending = try record(mustBeOwn: path.isOwnField)
    return FieldPath(
      name: path.name, range: path.range, hops: hops, leaf: ending.leaf, kind: ending.kind,
      title: titles.joined(separator: " · "), choices: ending.choices, isList: isList || ending.isList,
      types: types.map(\.name), isUndeclared: isUndeclared)
  }

  /// What the next part means of a record of `types`.
  private mutating func record(mustBeOwn: Bool = false) throws(Fault) -> Ending {
    isWithinList = false
    let name = segment.name
    let declared = types.compactMap { $0.declaredField(name) }
    if let field = declared.first {
      index += 1
      titles.append(field.title ?? name)
      if declared.count > 1, isAtEnd { return merged(declared, name: name) }
      return try self.field(field, keys: [name], name: name)
    }
    if !mustBeOwn {
      if let (type, fields) = try reverseLink() {
        hops.append(.reverse(type: type.name, fields: fields))
        titles.append(type.plural)
        types = [type]
        isList = true
        if isAtEnd { return Ending(leaf: .records, kind: .link([type.name])) }
        if isCount(declaredIn: [type]) { return count(of: .records) }
        return try record()
      }
      if let ending = try builtIn() { return ending }
    }
    guard types.contains(where: \.isOpen) else { throw unknownField() }
    index += 1
    titles.append(name)
    return try undeclared([name])
  }

  /// A field of which no schema tells, and what may lie in it.
  mutating func undeclared(_ keys: [String]) throws(Fault) -> Ending {
    isUndeclared = true
    var keys = keys
    while !isAtEnd {
      if let ending = try history(of: Ending(leaf: .field(keys), kind: .any)) { return ending }
      if let unit = FieldPath.PeriodUnit(rawValue: segment.name), index == path.segments.count - 1 {
        index += 1
        titles.append(unit.rawValue)
        return Ending(leaf: .period(.field(keys), unit), kind: .text)
      }
      keys.append(segment.name)
      index += 1
    }
    return Ending(leaf: .field(keys), kind: .any, isList: false)
  }

  /// A field that several types have: of one kind where they agree, else the value decides how it reads.
  private func merged(_ fields: [FieldSchema], name: String) -> Ending {
    let kinds = fields.map(\.kind.element)
    let choices = fields.map { self.choices(of: $0, name: name) }
    let isOwnList = fields.contains { if case .list = $0.kind { true } else { false } }
    var kind = kinds[0]
    if kinds.allSatisfy({ !$0.linkedTypes.isEmpty }) {
      kind = .link(kinds.flatMap(\.linkedTypes).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    } else if choices.allSatisfy({ $0 != nil }) {
      kind = kinds.contains(.member) ? .text : kind
    } else if kinds.contains(where: { $0 != kind }) {
      kind = .any
    }
    if kinds.allSatisfy({ $0 == .member }) { kind = .member }
    let all = choices.allSatisfy { $0 != nil } && kind != .any
    return Ending(
      leaf: .field([name]), kind: kind,
      choices: all
        ? choices.flatMap { $0 ?? [] }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } : nil,
      isList: isOwnList)
  }

  /// The codes of all countries, by which one knows that a field is of one.
  static let countries = CountryCode.all.map(\.code)

  /// What the parts after a declared field mean.
  private mutating func field(_ field: FieldSchema, keys: [String], name: String) throws(Fault) -> Ending {
    let kind = field.kind
    let isOwnList = if case .list = kind { true } else { false }
    let ending = Ending(
      leaf: .field(keys), kind: kind.element, choices: choices(of: field, name: name), isList: isOwnList)
    guard !isAtEnd else { return ending }
    let next = segment
    switch kind.element {
    case .link(let targets):
      let targetTypes = targets.compactMap { target in book.types.first { $0.name == target } }
      if isOwnList, isCount(declaredIn: targetTypes) { return count(of: ending.leaf) }
      if targetTypes.allSatisfy({ $0.declaredField(next.name) == nil }), let ending = try history(of: ending) {
        return ending
      }
      hops.append(.forward(keys, types: targets))
      types = targetTypes
      isList = isList || isOwnList
      return try record()
    case .map, .any:
      let inner = isOwnList ? field.item ?? field : field
      if inner.propertyNames.contains(next.name), let property = inner.property(next.name) {
        index += 1
        isList = isList || isOwnList
        isWithinList = isWithinList || isOwnList
        titles[titles.count - 1] += " · \(property.title ?? next.name)"
        return try self.field(property, keys: keys + [next.name], name: next.name)
      }
      if isOwnList, isCount(declaredIn: []) { return count(of: ending.leaf) }
      // A list of maps is one value, a map alone has none.
      let whole = isOwnList || kind == .any ? Ending(leaf: ending.leaf, kind: .any, isList: isOwnList) : ending
      if let ending = try history(of: whole) { return ending }
      guard inner.isOpen else {
        throw .unknown("part", next.name, at: next.range, among: inner.propertyNames, of: " of \(name)")
      }
      isList = isList || isOwnList
      return try undeclared(keys)
    case .member:
      if let attribute = FieldPath.MemberAttribute(rawValue: next.name) {
        index += 1
        titles.append(attribute.rawValue)
        let teams = attribute == .team ? book.configuration.teams.map(\.name) : nil
        try requireEnd(after: next)
        return Ending(leaf: .member(ending.leaf, attribute), kind: .text, choices: teams, isList: isOwnList)
      }
    case .date, .dateTime:
      if let unit = FieldPath.PeriodUnit(rawValue: next.name) {
        index += 1
        titles.append(unit.rawValue)
        try requireEnd(after: next)
        return Ending(leaf: .period(ending.leaf, unit), kind: .text, isList: isOwnList)
      }
    default: break
    }
    if isOwnList, isCount(declaredIn: []) { return count(of: ending.leaf) }
    if let ending = try history(of: ending) { return ending }
    throw noPart(of: name, kind: kind.element)
  }

  /// Whether the last part is `count`, and no field of the types has that name.
  func isCount(declaredIn types: [RecordType]) -> Bool {
    index == path.segments.count - 1 && segment.name == "count"
      && types.allSatisfy { $0.declaredField("count") == nil }
  }

  mutating func count(of leaf: FieldPath.Leaf) -> Ending {
    index += 1
    titles.append("count")
    if leaf == .records { isList = false }
    return Ending(leaf: .count(leaf), kind: .number)
  }

  private func choices(of field: FieldSchema, name: String) -> [String]? {
    if case .stage(let lifecycle) = field.kind.element {
      return book.agreement.lifecycle(lifecycle)?.stages.map(\.name)
    }
    if field.kind.element == .member { return book.configuration.members.map(\.name) }
    let isOwnList = if case .list = field.kind { true } else { false }
    if let listed = (isOwnList ? field.item?.allowed : field.allowed) ?? book.agreement.reasons(for: name) {
      return listed
    }
    switch isOwnList ? field.item?.format : field.format {
    case "country": return Self.countries
    case "currency": return CurrencyCode.all.map(\.code)
    default: return nil
    }
  }
}
