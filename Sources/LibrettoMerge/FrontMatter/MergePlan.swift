import LibrettoModel

/// One item in the three versions, as far as they have it.
struct ItemTriple {
  var base: MergeItem?
  var one: MergeItem?
  var other: MergeItem?

  /// Any of them, the sides first.
  var any: MergeItem? { one ?? other ?? base }

  /// What of three versions of a part is to stand: the one that changed; nil where both did.
  static func pick<T: Equatable>(_ base: T?, _ one: T, _ other: T) -> T? {
    one == other || base == other ? one : base == one ? other : nil
  }
}

/// What comes of an item, before it is known whether it stands on lines or in brackets.
indirect enum MergePlan {
  /// As it stands in a version.
  case item(MergeItem)
  /// The parts of one line from different versions.
  case composed(MergeItem, key: [UInt8], gap: [UInt8], value: [UInt8], note: [UInt8], below: [UInt8])
  /// A text joined by lines: what stands before its first line, then its lines.
  case text(MergeItem, head: [UInt8], [MergePiece])
  /// A mapping or list, item by item.
  case collection(MergedCollection)
  /// To be chosen by a person.
  case conflict(base: [MergeItem], one: [MergeItem], other: [MergeItem], field: String)
}

/// A mapping or list, joined.
struct MergedCollection {
  /// The items that hold it; none for the front matter itself.
  var holders: ItemTriple
  var base: MergeCollection?
  var one: MergeCollection?
  var other: MergeCollection?
  let isMapping: Bool
  /// The items, in order.
  var children: [(items: ItemTriple, plan: MergePlan)]
  let field: String

  /// Whether it stands in brackets: as the side has it that changed that.
  var prefersFlow: Bool {
    let flows = (base?.node?.isFlow, one?.node?.isFlow, other?.node?.isFlow)
    guard let one = flows.1, let other = flows.2 else { return flows.1 ?? flows.2 ?? false }
    return ItemTriple.pick(flows.0, one, other) ?? false
  }

  /// The versions that are there, the base first.
  var versions: [MergeCollection] { [base, one, other].compactMap { $0 }.filter { $0.node != nil } }
}
