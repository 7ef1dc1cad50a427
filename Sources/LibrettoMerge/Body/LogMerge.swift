import LibrettoModel

/// Joins the lines of three logs: what was added is added, what was removed is gone, an edited line takes the old
/// one's place.
struct LogMerge {
  /// The joined lines.
  private(set) var pieces: [MergePiece] = []

  init(_ base: LogItems, _ one: LogItems, _ other: LogItems) {
    let edits = (Self.edits(base, one), Self.edits(base, other))
    var taken: Set<LogItems.Identity> = []
    var kept: [LogItems.Identity: MergePiece] = [:]
    var times: [LogItems.Identity: Int] = [:]
    let all = [base, one, other].map {
      Dictionary($0.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    func line(_ item: LogItems.Item) -> MergePiece {
      let leads = all.map { $0[item.id]?.lead }
      let lead = leads[1].flatMap { one in leads[2].map { ItemTriple.pick(leads[0], one, $0) ?? one } } ?? item.lead
      return .lines(Array(lead) + item.text)
    }
    // What of the base's lines both sides, or one, wrote anew or removed.
    for item in base.items {
      let (a, b) = (all[1][item.id] != nil, all[2][item.id] != nil)
      let (x, y) = (edits.0[item.id], edits.1[item.id])
      if a, b { continue }
      guard let edited = x ?? y else { continue }
      taken.formUnion([x?.id, y?.id].compactMap { $0 })
      times[edited.id] = edited.time
      // Where the other left the line as it was, or made the same of it, the new line stands.
      let isOnBoth = all[1][edited.id] != nil && all[2][edited.id] != nil
      if isOnBoth || (x == nil ? a : y == nil ? b : x?.id == y?.id) {
        kept[edited.id] = line(edited)
      } else {
        kept[edited.id] = Self.conflict(item, x, y)
      }
    }
    for item in one.items + other.items where !taken.contains(item.id) {
      let id = item.id
      let (n, a, b) = (all[0][id] != nil, all[1][id] != nil, all[2][id] != nil)
      guard !n || a && b else { continue }
      kept[id] = line(item)
      times[id] = item.time
    }
    let ids = [base, one, other].map { $0.items.map(\.id) }
    var order = OrderMerge.merge(base: ids[0], one: ids[1], other: ids[2], kept: Set(kept.keys)) {
      $0.text.lexicographicallyPrecedes($1.text)
    }
    if let isNewestFirst = Self.direction([base, one, other]), order.allSatisfy({ times[$0] != nil }) {
      order = order.enumerated().sorted { a, b in
        let (x, y) = (times[a.element] ?? 0, times[b.element] ?? 0)
        return x == y ? a.offset < b.offset : isNewestFirst ? x > y : x < y
      }.map(\.element)
    }
    pieces = order.compactMap { kept[$0] }
  }

  /// What a side made of the base's lines: of one that is gone, the new line of the same time and kind, or the one new
  /// line that stands where it stood.
  private static func edits(_ base: LogItems, _ side: LogItems) -> [LogItems.Identity: LogItems.Item] {
    let (before, now) = (Set(base.items.map(\.id)), Set(side.items.map(\.id)))
    guard !before.isSubset(of: now) else { return [:] }
    var result: [LogItems.Identity: LogItems.Item] = [:]
    var numbers: [LogItems.Identity: Int32] = [:]
    func sequence(_ items: [LogItems.Item]) -> [Int32] {
      items.map { item in
        let number = numbers[item.id] ?? Int32(numbers.count)
        numbers[item.id] = number
        return number
      }
    }
    let (old, new) = (sequence(base.items), sequence(side.items))
    for change in LineDiff(old, new, distinct: numbers.count).changes {
      let gone = base.items[change.old].filter { !now.contains($0.id) }
      var come = side.items[change.new].filter { !before.contains($0.id) }
      var left: [LogItems.Item] = []
      for item in gone {
        if let index = come.firstIndex(where: { $0.mark == item.mark && item.mark != nil }) {
          result[item.id] = come.remove(at: index)
        } else {
          left.append(item)
        }
      }
      if left.count == come.count { for (item, new) in zip(left, come) { result[item.id] = new } }
    }
    return result
  }

  /// Whether the logs are sorted newest first; nil where one is not sorted as the others are.
  private static func direction(_ logs: [LogItems]) -> Bool? {
    var (first, last) = (true, true)
    var distinct = false
    for log in logs {
      let times = log.items.compactMap(\.time)
      for (a, b) in zip(times, times.dropFirst()) where a != b {
        distinct = true
        if a < b { first = false } else { last = false }
      }
    }
    return !distinct ? true : first != last ? first : nil
  }

  private static func conflict(_ base: LogItems.Item, _ one: LogItems.Item?, _ other: LogItems.Item?) -> MergePiece {
    func lines(_ item: LogItems.Item?) -> [UInt8] { item.map { Array($0.text) } ?? [] }
    func shown(_ item: LogItems.Item?) -> String? {
      item.map { item in
        var line = Substring(String(decoding: item.text, as: UTF8.self))
        while line.last?.isNewline == true { line.removeLast() }
        return String(line)
      }
    }
    return .conflict(
      MergePiece.Choice(
        subject: .log, base: lines(base), one: lines(one), other: lines(other),
        values: (shown(base), shown(one), shown(other))))
  }
}
