import LibrettoModel

/// Writes what was decided as lines.
struct MergeRenderer {
  /// The lines of an item in a block whose entries are in `column`, with what stands above it; nil where it cannot be
  /// written so that every choice reads.
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

  /// What stands above an item: as the side has it that changed it, or joined by lines; where both changed the same
  /// lines, those of both.
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
}
