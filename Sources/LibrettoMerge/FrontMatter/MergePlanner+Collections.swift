import LibrettoModel

extension MergePlanner {
  /// What comes of a mapping or a list: nil where the versions are not all of one, or the rule does not say how.
  func collection(
    _ items: ItemTriple, _ rule: MergeRule, _ field: FieldSchema?, _ path: String
  ) -> (plan: MergePlan, isGone: Bool)? {
    let present = [items.base, items.one, items.other].compactMap { $0 }
    let kinds = Set(present.map(\.node.kind))
    guard kinds.count == 1, let kind = kinds.first, kind != .scalar else { return nil }
    let isSet = rule == .set
    guard isSet || items.one != nil && items.other != nil else { return nil }
    func cut(_ item: MergeItem?) -> MergeCollection? {
      guard let item else { return nil }
      let start = item.isBlockCollection ? Self.firstLine(of: item) : item.node.range.lowerBound
      return MergeCollection(item.node, item.value, item.version, start: start, limit: item.end) { element in
        if case .keyed(let name) = rule { return element[name] ?? Value(.null) }
        return element
      }
    }
    var joined = MergedCollection(
      holders: items, base: cut(items.base), one: cut(items.one), other: cut(items.other), isMapping: kind == .mapping,
      children: [], field: path)
    if kind == .mapping {
      joined.children = members(joined, field, path)
    } else if rule == .ordered {
      switch Self.reordering(joined) {
      case .none: joined.children = elements(joined, field, path)
      case .one: joined.children = members(joined, field, path, isList: true)
      case .both:
        let conflict = MergePlan.conflict(
          base: items.base.map { [$0] } ?? [], one: items.one.map { [$0] } ?? [], other: items.other.map { [$0] } ?? [],
          field: path)
        return (conflict, false)
      }
    } else {
      joined.children = members(joined, field, path, isList: true)
    }
    // A set that one side removed and the other only made smaller is gone.
    let isGone = joined.children.isEmpty && (items.one == nil || items.other == nil)
    return (.collection(joined), isGone)
  }

  /// The line at which the lines of a block collection begin, comments above its first item included.
  private static func firstLine(of item: MergeItem) -> Int {
    let version = item.version
    let value = item.node.range.lowerBound
    let head = version.lineStart(item.key.map { $0.range.upperBound } ?? item.entry)
    return version.lineStart(value) == head ? value : version.nextLine(head)
  }

  /// The members of a mapping, or the elements of a list that have something they are known by.
  func members(
    _ joined: MergedCollection, _ field: FieldSchema?, _ path: String, isList: Bool = false
  ) -> [(items: ItemTriple, plan: MergePlan)] {
    func byID(_ collection: MergeCollection?) -> [Value: MergeItem] {
      Dictionary((collection?.items ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (base, one, other) = (byID(joined.base), byID(joined.one), byID(joined.other))
    let ids = [joined.base, joined.one, joined.other].map { $0?.items.map(\.id) ?? [] }
    var planned: [Value: (items: ItemTriple, plan: MergePlan)] = [:]
    for id in ids[1] + ids[2] where planned[id] == nil {
      let items = ItemTriple(base: base[id], one: one[id], other: other[id])
      let name = isList ? path : path.isEmpty ? id.string ?? "" : "\(path).\(id.string ?? "")"
      let schema = isList ? field?.item : field?.property(id.string ?? "")
      if let plan = plan(items, schema, path: name) { planned[id] = (items, plan) }
    }
    let order = OrderMerge.merge(base: ids[0], one: ids[1], other: ids[2], kept: Set(planned.keys)) {
      Self.sortKey($0).lexicographicallyPrecedes(Self.sortKey($1))
    }
    return order.compactMap { planned[$0] }
  }

  private static func sortKey(_ id: Value) -> [UInt8] {
    if let text = id.string { return Array(text.utf8) }
    if let number = id.number { return Array("\(number)".utf8) }
    return []
  }

  /// Which sides moved elements of a list whose elements are all different.
  private enum Reordering { case none, one, both }

  private static func reordering(_ joined: MergedCollection) -> Reordering {
    let lists = [joined.base, joined.one, joined.other].map { $0?.items.map(\.id) ?? [] }
    let sets = lists.map(Set.init)
    guard zip(lists, sets).allSatisfy({ $0.count == $1.count }) else { return .none }
    func isMoved(_ side: Int) -> Bool {
      lists[0].filter(sets[side].contains) != lists[side].filter(sets[0].contains)
    }
    guard isMoved(1) || isMoved(2) else { return .none }
    guard isMoved(1), isMoved(2) else { return .one }
    let common = lists.map { $0.filter { id in sets.allSatisfy { $0.contains(id) } } }
    return common[1] == common[2] ? .one : .both
  }

  /// The elements of a list whose order matters, joined as lines are; what both inserted in one place stands one after
  /// the other.
  private func elements(
    _ joined: MergedCollection, _ field: FieldSchema?, _ path: String
  ) -> [(items: ItemTriple, plan: MergePlan)] {
    let lists = [joined.base, joined.one, joined.other].map { $0?.items ?? [] }
    var numbers: [Value: Int32] = [:]
    var sequences: [[Int32]] = []
    for list in lists {
      var sequence: [Int32] = []
      for item in list {
        let number = numbers[item.value] ?? Int32(numbers.count)
        numbers[item.value] = number
        sequence.append(number)
      }
      sequences.append(sequence)
    }
    let distinct = numbers.count
    let mine = LineDiff(sequences[0], sequences[1], distinct: distinct).changes
    let theirs = LineDiff(sequences[0], sequences[2], distinct: distinct).changes
    var result: [(items: ItemTriple, plan: MergePlan)] = []
    func stand(_ items: some Sequence<MergeItem>) {
      for item in items { result.append((ItemTriple(base: nil, one: item, other: nil), .item(item))) }
    }
    for group in ChangeGroups(mine, theirs, count: sequences[0].count) {
      let (base, a, b) = (lists[0][group.base], lists[1][group.one], lists[2][group.other])
      switch group.kind {
      case .common: stand(a)
      case .one: stand(a)
      case .other: stand(b)
      case .both where a.map(\.value) == b.map(\.value): stand(a)
      case .both where base.isEmpty:
        stand(a)
        stand(b)
      case .both:
        let (first, second, third) = (base.first, a.first, b.first)
        let triple = ItemTriple(base: first, one: second, other: third)
        if base.count == 1, a.count == 1, b.count == 1, second?.node.kind == .mapping, third?.node.kind == .mapping,
          let plan = plan(triple, field?.item, path: path)
        {
          result.append((triple, plan))
        } else {
          result.append((triple, .conflict(base: Array(base), one: Array(a), other: Array(b), field: path)))
        }
      }
    }
    return result
  }
}
