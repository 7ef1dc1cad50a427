import LibrettoModel

/// Writes what was decided in brackets, with one side's value where there is a choice.
struct FlowRenderer {
  /// A member over which the sides disagree.
  struct Conflict {
    let field: String
    let base: [MergeItem]
    let one: [MergeItem]
    let other: [MergeItem]
  }

  /// Whose value stands where there is a choice.
  let side: PieceSide
  /// What there is to choose.
  private(set) var conflicts: [Conflict] = []

  init(side: PieceSide) { self.side = side }

  var hasConflict: Bool { !conflicts.isEmpty }

  private struct Part {
    var text: [UInt8]
    var lead: [UInt8] = []
    var note: [UInt8] = []
  }

  /// A mapping or list in brackets; nil where an item can only stand on lines.
  mutating func value(_ joined: MergedCollection) -> [UInt8]? {
    var parts: [Part] = []
    for (items, plan) in joined.children {
      guard let more = self.parts(items, plan, isMapping: joined.isMapping) else { return nil }
      parts += more
    }
    let flows = joined.versions.filter { $0.node?.isFlow == true }
    let template = flows.last { Self.isLong($0) } ?? flows.last
    let (open, close): (UInt8, UInt8) = joined.isMapping ? (0x7B, 0x7D) : (0x5B, 0x5D)
    let needsLines = parts.contains { !$0.lead.isEmpty || !$0.note.isEmpty }
    guard needsLines || template.map(Self.isLong) == true, !parts.isEmpty else {
      let pad: [UInt8] = template.map(Self.isPadded) == true && !parts.isEmpty ? [0x20] : []
      var text = [open] + pad
      for (index, part) in parts.enumerated() { text += (index > 0 ? [0x2C, 0x20] : []) + part.text }
      return text + pad + [close]
    }
    let inner = template.flatMap(Self.indentation) ?? 2
    let outer = template.map(Self.closingIndentation) ?? 0
    let hasLastComma = template.map(Self.hasLastComma) ?? false
    var text = [open, 0x0A]
    let spaces = [UInt8](repeating: 0x20, count: inner)
    for (index, part) in parts.enumerated() {
      for line in part.lead.split(separator: 0x0A) { text += spaces + line.drop { $0 == 0x20 } + [0x0A] }
      text += spaces + part.text
      if index + 1 < parts.count || hasLastComma { text.append(0x2C) }
      text += (part.note.isEmpty ? [] : [0x20] + part.note) + [0x0A]
    }
    return text + [UInt8](repeating: 0x20, count: outer) + [close]
  }

  private mutating func parts(_ items: ItemTriple, _ plan: MergePlan, isMapping: Bool) -> [Part]? {
    switch plan {
    case .item(let item):
      return part(item).map { [$0] }
    case .composed(let item, _, _, let value, _, _):
      guard item.flowValue != nil else { return nil }
      return [Part(text: (item.flowKey.map { $0 + [0x3A, 0x20] } ?? []) + value, lead: item.lead, note: item.note)]
    case .text: return nil
    case .collection(let joined):
      guard let holder = joined.holders.any, let value = value(joined) else { return nil }
      return [
        Part(text: (holder.flowKey.map { $0 + [0x3A, 0x20] } ?? []) + value, lead: holder.lead, note: holder.note)
      ]
    case .conflict(let base, let one, let other, let field):
      conflicts.append(Conflict(field: field, base: base, one: one, other: other))
      var parts: [Part] = []
      for item in side == .base ? base : side == .one ? one : other {
        guard let part = part(item) else { return nil }
        parts.append(part)
      }
      return parts
    }
  }

  private func part(_ item: MergeItem) -> Part? {
    guard let value = item.flowValue else { return nil }
    guard let key = item.flowKey else { return Part(text: value, lead: item.lead, note: item.note) }
    return Part(text: key + [0x3A] + (value.isEmpty ? [] : [0x20]) + value, lead: item.lead, note: item.note)
  }

  /// Whether it stretches over lines.
  private static func isLong(_ collection: MergeCollection) -> Bool {
    guard let node = collection.node else { return false }
    return collection.version.bytes[node.range].contains(0x0A)
  }

  /// Whether a blank stands behind its bracket.
  private static func isPadded(_ collection: MergeCollection) -> Bool {
    guard let node = collection.node, let first = collection.items.first else { return false }
    return first.entry > node.range.lowerBound + 1
  }

  /// The indentation of its items.
  private static func indentation(_ collection: MergeCollection) -> Int? {
    let version = collection.version
    for item in collection.items where version.content(version.lineStart(item.entry)) == item.entry {
      return item.entry - version.lineStart(item.entry)
    }
    return nil
  }

  /// The indentation of its closing bracket where that begins a line.
  private static func closingIndentation(_ collection: MergeCollection) -> Int {
    guard let node = collection.node else { return 0 }
    let bracket = node.range.upperBound - 1
    let line = collection.version.lineStart(bracket)
    return collection.version.content(line) == bracket ? bracket - line : 0
  }

  /// Whether a comma stands behind its last item.
  private static func hasLastComma(_ collection: MergeCollection) -> Bool {
    guard let node = collection.node, let last = collection.items.last else { return false }
    return collection.version.bytes[last.end..<max(last.end, node.range.upperBound)].prefix { $0 != 0x23 }.contains(
      0x2C)
  }
}
