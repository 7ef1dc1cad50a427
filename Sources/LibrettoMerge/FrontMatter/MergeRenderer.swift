import LibrettoModel

/// Writes what was decided as lines.
struct MergeRenderer {
  /// The lines of an item in a block whose entries are in `column`, with what stands above it; nil where it cannot be written
  /// so that every choice reads.
  func lines(_ items: ItemTriple, _ plan: MergePlan, at column: Int) -> [MergePiece]? {
    switch plan {
    case .item(let item):
      return [.lines(lead(items, at: column, own: item) + item.lines(at: column))]
    case .composed(let item, let key, let gap, let value, let note, let below):
      var line = [UInt8](repeating: 0x20, count: item.column) + key + gap + value + note
      if line.last != 0x0A { line.append(0x0A) }
      return [
        .lines(
          lead(items, at: column, own: item) + Indentation.move(line + below, by: column - item.column))
      ]
    case .text(let item, let head, let pieces):
      let first = [UInt8](repeating: 0x20, count: item.column) + head
      let body = ([.lines(first)] + pieces).mapLines { Indentation.move($0, by: column - item.column) }
      return [.lines(lead(items, at: column, own: item))] + body
    case .conflict(let base, let one, let other, let field):
      return conflict(items, base, one, other, field, at: column)
    case .collection(let joined):
      guard let pieces = collection(joined, at: column) else {
        return conflict(
          items, items.base.map { [$0] } ?? [], items.one.map { [$0] } ?? [], items.other.map { [$0] } ?? [],
          joined.field, at: column)
      }
      return [.lines(lead(items, at: column, own: items.any))] + pieces
    }
  }

  /// The lines of each side between which to choose.
  private func conflict(
    _ items: ItemTriple, _ base: [MergeItem], _ one: [MergeItem], _ other: [MergeItem], _ field: String, at column: Int
  ) -> [MergePiece] {
    // Where a side removed the item, what stands above it goes or stays with it.
    let isWhole = one.isEmpty || other.isEmpty || max(base.count, one.count, other.count) > 1
    func text(_ items: [MergeItem]) -> [UInt8] {
      items.flatMap { (isWhole ? Indentation.move(comments($0), by: column - $0.column) : []) + $0.lines(at: column) }
    }
    func shown(_ items: [MergeItem]) -> String? {
      items.isEmpty ? nil : items.map { String(decoding: $0.written, as: UTF8.self) }.joined(separator: ", ")
    }
    let choice = MergePiece.Choice(
      subject: .field(field), base: text(base), one: text(one), other: text(other),
      values: (shown(base), shown(one), shown(other)))
    return [.lines(isWhole ? [] : lead(items, at: column, own: items.any)), .conflict(choice)]
  }

  /// What stands above an item: as the side has it that changed it, or joined by lines; where both changed the same lines,
  /// those of both.
  private func lead(_ items: ItemTriple, at column: Int, own: MergeItem?) -> [UInt8] {
    func text(_ item: MergeItem?) -> [UInt8]? {
      item.map { Indentation.move(comments($0), by: column - $0.column) }
    }
    guard let one = text(items.one), let other = text(items.other) else { return text(own) ?? [] }
    return Self.comments(base: text(items.base), one, other)
  }

  /// The comment lines above an item; those of an item in brackets have lost their indentation.
  private func comments(_ item: MergeItem) -> [UInt8] {
    guard item.isInFlow, !item.note.isEmpty else { return item.lead }
    return item.lead + item.note + [0x0A]
  }

  /// Comments joined by lines; where both sides changed the same ones, those of both.
  static func comments(base: [UInt8]?, _ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
    if let picked = ItemTriple.pick(base, one, other) { return picked }
    var result: [UInt8] = []
    for hunk in TextMerge(base: (base ?? [])[...], ours: one[...], theirs: other[...]).hunks {
      switch hunk {
      case .lines(let lines): result += lines
      case .conflict(_, let one, let other):
        result += one
        let known = Set(one.split(separator: 0x0A))
        for line in other.split(separator: 0x0A) where !known.contains(line) { result += line + [0x0A] }
      }
    }
    return result
  }

  // MARK: Mappings and lists

  /// A mapping or list with the line of its key.
  private func collection(_ joined: MergedCollection, at column: Int) -> [MergePiece]? {
    if joined.prefersFlow || joined.children.isEmpty, let pieces = inBrackets(joined, at: column) { return pieces }
    let holders = [joined.holders.base, joined.holders.one, joined.holders.other]
    let heads = holders.map { $0.flatMap { $0.isBlockCollection ? CollectionHead($0) : nil } }
    let head =
      heads[1].flatMap { one in heads[2].map { ItemTriple.pick(heads[0], one, $0) ?? one } } ?? heads[1] ?? heads[2]
      ?? heads[0] ?? CollectionHead(flow: joined.holders.any)
    guard let inner = lines(joined, at: column + head.indent) else { return nil }
    guard inner.contains(where: { if case .lines(let lines) = $0 { !lines.isEmpty } else { true } }) else { return nil }
    // Where a side of a choice leaves nothing at all, the key would stand alone.
    for side in [PieceSide.one, .other] where !inner.isClean {
      if MergeRenderer.isBlank(inner.resolved(side)) { return nil }
    }
    let spaces = [UInt8](repeating: 0x20, count: column)
    if head.isCompact { return CompactElement.putDash(inner, column: column) }
    return [.lines(spaces + head.text + [0x0A])] + inner
  }

  /// The items of a mapping or list, each on its lines.
  func lines(_ joined: MergedCollection, at column: Int) -> [MergePiece]? {
    var pieces: [MergePiece] = []
    for (items, plan) in joined.children {
      guard let lines = lines(items, plan, at: column) else { return nil }
      pieces += lines
    }
    func tail(_ collection: MergeCollection?) -> [UInt8]? {
      collection.map { Indentation.move($0.tail, by: column - ($0.node?.blockColumn ?? column)) }
    }
    if let one = tail(joined.one), let other = tail(joined.other) {
      pieces.append(.lines(Self.comments(base: tail(joined.base), one, other)))
    }
    return pieces
  }

  static func isBlank(_ lines: [UInt8]) -> Bool {
    lines.split(separator: 0x0A).allSatisfy { line in
      guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return true }
      return first == 0x23
    }
  }

  /// A mapping or list in brackets on the line of its key; nil where an item can only stand on lines.
  private func inBrackets(_ joined: MergedCollection, at column: Int) -> [MergePiece]? {
    var renderer = FlowRenderer(side: .one)
    guard let one = line(joined, &renderer, at: column) else { return nil }
    guard renderer.hasConflict else { return [.lines(one)] }
    var (other, base) = (FlowRenderer(side: .other), FlowRenderer(side: .base))
    guard let otherLine = line(joined, &other, at: column), let baseLine = line(joined, &base, at: column) else {
      return nil
    }
    let single = renderer.conflicts.count == 1 ? renderer.conflicts[0] : nil
    func shown(_ items: [MergeItem]?, _ holder: MergeItem?) -> String? {
      guard let items else { return holder.map { String(decoding: $0.written, as: UTF8.self) } }
      return items.first.map { String(decoding: $0.written, as: UTF8.self) }
    }
    return [
      .conflict(
        MergePiece.Choice(
          subject: .field(single?.field ?? joined.field), base: joined.holders.base == nil ? [] : baseLine, one: one,
          other: otherLine,
          values: (
            shown(single?.base, joined.holders.base), shown(single?.one, joined.holders.one),
            shown(single?.other, joined.holders.other)
          )))
    ]
  }

  private func line(_ joined: MergedCollection, _ renderer: inout FlowRenderer, at column: Int) -> [UInt8]? {
    guard let value = renderer.value(joined) else { return nil }
    let holders = [joined.holders.base, joined.holders.one, joined.holders.other]
    let parts = holders.map { $0.flatMap { $0.node.isFlow && !$0.isInFlow ? ItemParts($0) : nil } }
    let own = parts[1] ?? parts[2] ?? parts[0]
    guard let holder = joined.holders.any else { return nil }
    guard let own else {
      // It stood on lines: a comment behind its key stays there.
      guard let key = holder.key, holder.isBlockCollection else {
        return MergeItem.line(head: holder.head, value, at: column)
      }
      let end = holder.version.lineEnd(key.range.upperBound)
      let note = holder.version.bytes[key.range.upperBound..<end].drop { $0 != 0x3A }.dropFirst()
      return MergeItem.line(head: holder.head, value + note, at: column)
    }
    func pick(_ part: (ItemParts) -> [UInt8]) -> [UInt8] {
      guard let one = parts[1].map(part), let other = parts[2].map(part) else { return part(own) }
      return ItemTriple.pick(parts[0].map(part), one, other) ?? one
    }
    var (one, other) = (parts[1]?.note ?? [], parts[2]?.note ?? [])
    if one.isEmpty { swap(&one, &other) }
    let note =
      parts[1] == nil || parts[2] == nil
      ? own.note
      : ItemTriple.pick(parts[0]?.note, parts[1]!.note, parts[2]!.note)
        ?? (other.isEmpty ? one : one + [0x20] + other.drop { $0 == 0x20 })
    let gap = pick(\.gap)
    let text =
      [UInt8](repeating: 0x20, count: column) + pick(\.key) + (gap.isEmpty || gap.contains(0x0A) ? [0x20] : gap)
    return text + value + note + [0x0A] + pick(\.below)
  }
}

/// What stands before the lines of a mapping or list: the line of its key, or the dash on its first line.
struct CollectionHead: Equatable {
  let text: [UInt8]
  /// How much farther in its entries stand.
  let indent: Int
  /// Whether its first entry stands on the line of the dash.
  let isCompact: Bool

  init(_ item: MergeItem) {
    let version = item.version
    let line = version.lineStart(item.entry)
    isCompact = item.key == nil && version.lineStart(item.node.range.lowerBound) == line
    indent = (item.node.blockColumn ?? 0) - item.column
    text =
      isCompact ? [0x2D] : Array(version.bytes[item.entry..<version.lineEnd(item.key?.range.upperBound ?? item.entry)])
  }

  /// The head of what stood in brackets.
  init(flow item: MergeItem?) {
    isCompact = item?.key == nil
    indent = 2
    text = item?.head ?? []
  }
}

/// An element whose first entry stands on the line of its dash.
enum CompactElement {
  /// The lines of the entries with the dash in its column on the first of them; nil where a choice could leave it out.
  static func putDash(_ pieces: [MergePiece], column: Int) -> [MergePiece]? {
    var result = pieces
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .lines(let lines):
        if MergeRenderer.isBlank(lines) { continue }
        guard let changed = put(lines, column) else { return nil }
        result[index] = .lines(changed)
        return result
      case .conflict(var choice):
        guard let one = put(choice.one, column), let other = put(choice.other, column) else { return nil }
        (choice.one, choice.other) = (one, other)
        choice.base = put(choice.base, column) ?? choice.base
        result[index] = .conflict(choice)
        return result
      }
    }
    return nil
  }

  private static func put(_ lines: [UInt8], _ column: Int) -> [UInt8]? {
    var start = 0
    var lines = lines
    while start < lines.count {
      var at = start
      while at < lines.count, lines[at] == 0x20 { at += 1 }
      guard at < lines.count else { return nil }
      if lines[at] != 0x0A, lines[at] != 0x0D, lines[at] != 0x23 {
        guard start + column < at else { return nil }
        lines[start + column] = 0x2D
        return lines
      }
      while at < lines.count, lines[at] != 0x0A { at += 1 }
      start = at + 1
    }
    return nil
  }
}
