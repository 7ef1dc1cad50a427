import LibrettoModel

extension MergeRenderer {
  /// A mapping or list in brackets on the line of its key; nil where an item can only stand on lines.
  func inBrackets(_ joined: MergedCollection, at column: Int) -> [MergePiece]? {
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
