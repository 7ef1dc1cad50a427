import LibrettoModel

/// Joins what stands below the front matter: the log by entry, the text around it by lines.
struct BodyMerge {
  /// The joined lines.
  private(set) var pieces: [MergePiece] = []

  init(base: MergeVersion?, one: MergeVersion, other: MergeVersion) {
    func body(_ version: MergeVersion?) -> ArraySlice<UInt8> {
      version.map { $0.bytes[$0.document.bodyRange] } ?? []
    }
    let (before, a, b) = (body(base), body(one), body(other))
    if a == b || before == b {
      pieces = [.lines(Array(a))]
    } else if before == a {
      pieces = [.lines(Array(b))]
    } else {
      join(LogItems(base), LogItems(one), LogItems(other))
    }
  }

  private mutating func join(_ base: LogItems, _ one: LogItems, _ other: LogItems) {
    func pick(_ part: (LogItems) -> ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      let (a, b) = (part(one), part(other))
      return ItemTriple.pick(part(base), a, b) ?? (a.count < b.count ? b : a)
    }
    text(base.before, one.before, other.before)
    guard one.hasLog || other.hasLog else { return }
    let log = LogMerge(base, one, other)
    let heading = pick(\.heading)
    if heading.isEmpty, log.pieces.isEmpty {
      text(base.after, one.after, other.after)
      return
    }
    let whole = heading.isEmpty ? [one, other].map(\.heading).first { !$0.isEmpty } ?? [] : heading
    let gap = pick(\.gap)
    let hasText = pieces.contains { if case .lines(let lines) = $0 { !lines.isEmpty } else { true } }
    pieces.append(.lines(Array(gap.isEmpty && hasText ? [0x0A] : gap)))
    pieces.append(.lines(Array(whole)))
    pieces += log.pieces
    pieces.append(.lines(Array(pick(\.end))))
    text(base.after, one.after, other.after)
  }

  private mutating func text(_ base: ArraySlice<UInt8>, _ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) {
    for hunk in TextMerge(base: base, ours: one, theirs: other).hunks {
      switch hunk {
      case .lines(let lines): pieces.append(.lines(Array(lines)))
      case .conflict(let base, let one, let other):
        guard base.isEmpty else {
          conflict(base, one, other)
          continue
        }
        // What both added is compared line by line, so that what they share stands outside of the markers.
        for part in TextMerge.split(one, other) {
          switch part {
          case .lines(let lines): pieces.append(.lines(Array(lines)))
          case .conflict(_, let one, let other): conflict([], one, other)
          }
        }
      }
    }
  }

  private mutating func conflict(_ base: ArraySlice<UInt8>, _ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) {
    func shown(_ lines: ArraySlice<UInt8>) -> String? { lines.isEmpty ? nil : String(decoding: lines, as: UTF8.self) }
    pieces.append(
      .conflict(
        MergePiece.Choice(
          subject: .body, base: Array(base), one: Array(one), other: Array(other),
          values: (shown(base), shown(one), shown(other)))))
  }
}
