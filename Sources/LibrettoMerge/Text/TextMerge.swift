/// The three-way merge of lines (diff3: Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007), with Git's
/// rule that changes of both sides which touch are a conflict, unless they are the same.
struct TextMerge {
  /// A piece of the result.
  enum Hunk {
    /// Lines that stand.
    case lines(ArraySlice<UInt8>)
    /// Lines between which a person must choose.
    case conflict(base: ArraySlice<UInt8>, ours: ArraySlice<UInt8>, theirs: ArraySlice<UInt8>)
  }

  /// The pieces, in order.
  private(set) var hunks: [Hunk] = []
  /// Whether nothing is left to choose.
  private(set) var isClean = true

  /// The result where it is clean.
  var bytes: [UInt8]? {
    guard isClean else { return nil }
    var result: [UInt8] = []
    for case .lines(let lines) in hunks { result += lines }
    return result
  }

  /// Joins two texts that came from `base`.
  init(base: ArraySlice<UInt8>, ours: ArraySlice<UInt8>, theirs: ArraySlice<UInt8>) {
    // Most parts of a record are as they were on one side.
    if ours == theirs || base == theirs || base == ours {
      append(base == ours ? theirs : ours)
      return
    }
    var table = LineTable()
    table.add(base)
    table.add(ours)
    table.add(theirs)
    let texts = table.texts
    let mine = LineDiff(texts[0].numbers, texts[1].numbers, distinct: table.distinctCount).changes
    let other = LineDiff(texts[0].numbers, texts[2].numbers, distinct: table.distinctCount).changes
    for group in ChangeGroups(mine, other, count: texts[0].count) {
      let (ours, theirs) = (texts[1].bytes(group.one), texts[2].bytes(group.other))
      switch group.kind {
      case .common, .one: append(ours)
      case .other: append(theirs)
      case .both where ours == theirs: append(ours)
      case .both:
        isClean = false
        hunks.append(.conflict(base: texts[0].bytes(group.base), ours: ours, theirs: theirs))
      }
    }
  }

  private mutating func append(_ lines: ArraySlice<UInt8>) {
    if !lines.isEmpty { hunks.append(.lines(lines)) }
  }
}

extension TextMerge {
  /// Two texts without a common origin: the lines they share, and between these what a person must choose.
  static func split(_ ours: ArraySlice<UInt8>, _ theirs: ArraySlice<UInt8>) -> [Hunk] {
    var table = LineTable()
    table.add(ours)
    table.add(theirs)
    let texts = table.texts
    var hunks: [Hunk] = []
    var copied = 0
    for change in LineDiff(texts[0].numbers, texts[1].numbers, distinct: table.distinctCount).changes {
      if copied < change.old.lowerBound { hunks.append(.lines(texts[0].bytes(copied..<change.old.lowerBound))) }
      hunks.append(.conflict(base: [], ours: texts[0].bytes(change.old), theirs: texts[1].bytes(change.new)))
      copied = change.old.upperBound
    }
    if copied < texts[0].count { hunks.append(.lines(texts[0].bytes(copied..<texts[0].count))) }
    return hunks
  }
}
