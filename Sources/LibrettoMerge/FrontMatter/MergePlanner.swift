import LibrettoModel

/// Decides what comes of each field.
struct MergePlanner {
  /// The top-level fields that are left to a person as a whole.
  let whole: Set<String>

  /// What comes of an item; nil where it goes.
  func plan(_ items: ItemTriple, _ field: FieldSchema?, path: String) -> MergePlan? {
    let (base, one, other) = (items.base, items.one, items.other)
    if let one, let other, Self.isSame(one, other) { return .item(one) }
    if let base {
      if let one, Self.isSame(one, base) { return other.map { .item($0) } }
      if let other, Self.isSame(other, base) { return one.map { .item($0) } }
    } else {
      guard one != nil, other != nil else { return (one ?? other).map { .item($0) } }
    }
    let conflict = MergePlan.conflict(
      base: base.map { [$0] } ?? [], one: one.map { [$0] } ?? [], other: other.map { [$0] } ?? [], field: path)
    if whole.contains(path) { return conflict }
    if let one, let other, Self.isSameInBrackets(one, other) { return compose(items, value: one) }
    let rule = MergeRule(field, [base, one, other].compactMap { $0?.value })
    if let joined = collection(items, rule, field, path) { return joined.isGone ? nil : joined.plan }
    guard let one, let other else {
      // Removed on one side, on the other written otherwise but of the same value: it goes.
      return base?.value == (one ?? other)?.value ? nil : conflict
    }
    if one.value == other.value { return compose(items, value: nil) }
    if let base {
      if base.value == one.value { return compose(items, value: other) }
      if base.value == other.value { return compose(items, value: one) }
    }
    if rule == .greatest || rule == .least, let isLess = MergeRule.isLess(one.value, other.value, field) {
      return compose(items, value: isLess == (rule == .greatest) ? other : one)
    }
    return text(items, path) ?? conflict
  }

  /// Whether two versions of an item are written alike.
  static func isSame(_ a: MergeItem, _ b: MergeItem) -> Bool {
    guard a.isInFlow == b.isInFlow, a.value == b.value, a.note == b.note else { return false }
    return a.column == b.column ? a.text == b.text : a.lines(at: 0) == b.lines(at: 0)
  }

  /// Whether both hold the same list or map in the same brackets, and differ around it.
  private static func isSameInBrackets(_ a: MergeItem, _ b: MergeItem) -> Bool {
    !a.isInFlow && !b.isInFlow && a.node.isFlow && b.node.isFlow && a.written == b.written
  }

  // MARK: One value

  /// The value of one version (where nil, of the side that wrote it anew), with what the other changed around it.
  private func compose(_ items: ItemTriple, value source: MergeItem?) -> MergePlan? {
    guard let one = items.one, let other = items.other else { return nil }
    let base = items.base
    let written =
      source.map { Array($0.written) }
      ?? ItemTriple.pick(base.map { Array($0.written) }, Array(one.written), Array(other.written)) ?? Array(one.written)
    let holder = source ?? (Array(one.written) == written ? one : other)
    guard
      ![base, one, other].contains(where: {
        $0?.isBlockCollection == true || $0?.isInFlow != holder.isInFlow && $0 != nil
      })
    else { return .item(holder) }
    if holder.isInFlow { return .item(holder) }
    let parts = (base.map(ItemParts.init), ItemParts(one), ItemParts(other))
    let own = ItemParts(holder)
    var note = own.note
    if !own.isBlockText {
      let picked = ItemTriple.pick(parts.0?.note, parts.1.note, parts.2.note)
      // Two comments on one line are both kept.
      note =
        picked
        ?? (parts.1.note.isEmpty
          ? parts.2.note
          : parts.2.note.isEmpty ? parts.1.note : parts.1.note + [0x20] + parts.2.note.drop { $0 == 0x20 })
    }
    var gap = own.gap
    if gap.isEmpty, !written.isEmpty { gap = [0x20] }
    return .composed(
      holder, key: ItemTriple.pick(parts.0?.key, parts.1.key, parts.2.key) ?? own.key, gap: gap, value: written,
      note: note, below: ItemTriple.pick(parts.0?.below, parts.1.below, parts.2.below) ?? own.below)
  }

  /// A text of several lines, joined by lines.
  private func text(_ items: ItemTriple, _ path: String) -> MergePlan? {
    guard let base = items.base, let one = items.one, let other = items.other else { return nil }
    let all = [base, one, other]
    guard all.allSatisfy({ !$0.isInFlow && $0.node.kind == .scalar && $0.written.contains(0x0A) }) else { return nil }
    let isBlock = all.allSatisfy { $0.node.style == .literal || $0.node.style == .folded }
    guard isBlock || all.allSatisfy({ $0.node.style == one.node.style }) else { return nil }
    let texts = all.map(ItemLines.init)
    guard let head = ItemTriple.pick(texts[0].head, texts[1].head, texts[2].head) else { return nil }
    let merge = TextMerge(base: texts[0].lines, ours: texts[1].lines, theirs: texts[2].lines)
    // Under a head that another side wrote, lines may mean something else.
    guard merge.isClean || isBlock && texts.allSatisfy({ $0.head.elementsEqual(head) }) else { return nil }
    let pieces = merge.hunks.map { hunk -> MergePiece in
      switch hunk {
      case .lines(let lines): return .lines(Array(lines))
      case .conflict(let base, let one, let other):
        func shown(_ lines: ArraySlice<UInt8>) -> String { String(decoding: lines, as: UTF8.self) }
        return .conflict(
          MergePiece.Choice(
            subject: .field(path), base: Array(base), one: Array(one), other: Array(other),
            values: (shown(base), shown(one), shown(other))))
      }
    }
    return .text(one, head: Array(head), pieces)
  }
}

/// An item of one line (or with a text that begins on it) in its parts.
struct ItemParts {
  /// The key with its colon, or the dash.
  let key: [UInt8]
  /// What stands between it and the value.
  let gap: [UInt8]
  /// What stands behind the value on its line: a comment.
  let note: [UInt8]
  /// The comments on lines of their own below it.
  let below: [UInt8]
  /// Whether the value is a `|` or `>` text.
  let isBlockText: Bool

  init(_ item: MergeItem) {
    let version = item.version
    var colon = item.entry
    if let key = item.key {
      colon = key.range.upperBound
      while version.bytes[colon] != 0x3A { colon += 1 }
    }
    let (start, end) = (item.node.range.lowerBound, item.node.range.upperBound)
    key = Array(version.bytes[item.entry...colon])
    gap = start > colon ? Array(version.bytes[colon + 1..<start]) : []
    isBlockText = item.node.style == .literal || item.node.style == .folded
    let valueEnd = isBlockText ? item.node.linesEnd : max(end, colon + 1)
    let lineEnd = version.lineEnd(valueEnd)
    note = isBlockText ? [] : Array(version.bytes[valueEnd..<max(lineEnd, valueEnd)])
    let next = version.nextLine(valueEnd)
    below = next < item.end ? Array(version.bytes[next..<item.end]) : []
  }
}

/// A text of several lines: what stands on its first line, and the lines.
struct ItemLines {
  let head: ArraySlice<UInt8>
  let lines: ArraySlice<UInt8>

  init(_ item: MergeItem) {
    let first =
      item.node.style == .literal || item.node.style == .folded
      ? item.version.nextLine(item.node.range.lowerBound) : item.node.range.lowerBound
    let start = min(
      item.node.style == .literal || item.node.style == .folded ? first : item.version.lineStart(first), item.end)
    // The value may begin on the line of its key, which then counts as one of the lines.
    let split = start < item.entry ? item.entry : start
    head = item.version.bytes[item.entry..<split]
    lines = item.version.bytes[split..<item.end]
  }
}
