import LibrettoModel

/// Joins what stands between the `---` lines, and these lines.
struct FrontMatterMerge {
  /// The joined lines, the `---` lines included.
  private(set) var pieces: [MergePiece] = []
  /// The top-level fields that are left to a person.
  private(set) var conflicting: Set<String> = []
  /// The top-level fields whose lines are as they stand in no version.
  private(set) var joined: Set<String> = []

  init(base: MergeVersion?, one: MergeVersion, other: MergeVersion, schema: FieldSchema?, whole: Set<String>) {
    let fences = [base, one, other].map { $0.map(Fences.init) ?? Fences() }
    if fences[1].matter == fences[2].matter || fences[0].matter == fences[2].matter {
      pieces = [.lines(fences[1].matter)]
    } else if fences[0].matter == fences[1].matter {
      pieces = [.lines(fences[2].matter)]
    } else if [base, one, other].contains(where: { $0?.document.frontMatter?.root?.isFlow == true }) {
      pieces = Self.choice(fences)
      conflicting = Set((one.fields.object ?? []).map(\.key) + (other.fields.object ?? []).map(\.key))
    } else {
      join(base, one, other, schema, whole)
    }
    guard pieces.contains(where: { if case .lines(let lines) = $0 { !lines.isEmpty } else { true } }) else {
      let kept = ItemTriple.pick(fences[0], fences[1], fences[2]) ?? fences[1]
      if !kept.open.isEmpty { pieces = [.lines(kept.open + kept.close)] }
      return
    }
    pieces = Self.fenced(pieces, fences)
  }

  /// The `---` lines around the fields: as the side has them that changed them, and never none.
  private static func fenced(_ pieces: [MergePiece], _ fences: [Fences]) -> [MergePiece] {
    func pick(_ part: (Fences) -> [UInt8]) -> [UInt8] {
      let picked = ItemTriple.pick(part(fences[0]), part(fences[1]), part(fences[2])) ?? part(fences[1])
      return picked.isEmpty ? fences.map(part).first { !$0.isEmpty } ?? Array("---\n".utf8) : picked
    }
    return [.lines(pick(\.open))] + pieces + [.lines(pick(\.close))]
  }

  private mutating func join(
    _ base: MergeVersion?, _ one: MergeVersion, _ other: MergeVersion, _ schema: FieldSchema?, _ whole: Set<String>
  ) {
    func cut(_ version: MergeVersion) -> MergeCollection {
      guard let range = version.document.frontMatterRange, let root = version.document.fields else {
        return MergeCollection(version, comments: version.document.frontMatterRange ?? 0..<0)
      }
      return MergeCollection(root, version.fields, version, start: range.lowerBound, limit: range.upperBound) { $0 }
    }
    var root = MergedCollection(
      holders: ItemTriple(base: nil, one: nil, other: nil), base: base.map(cut), one: cut(one), other: cut(other),
      isMapping: true, children: [], field: "")
    let planner = MergePlanner(whole: whole)
    root.children = planner.members(root, schema, "")
    let columns = root.versions.compactMap { $0.node?.blockColumn }
    let renderer = MergeRenderer()
    let column = columns.last ?? 0
    for (items, plan) in root.children {
      let key = items.any?.id.string ?? ""
      guard let lines = renderer.lines(items, plan, at: column) else { continue }
      if !lines.isClean { conflicting.insert(key) }
      if case .item = plan {} else { joined.insert(key) }
      pieces += lines
    }
    root.children = []
    pieces += renderer.lines(root, at: column) ?? []
  }

  /// All fields for a person to choose: where nothing else can be read.
  static func wholeConflict(base: MergeVersion?, one: MergeVersion, other: MergeVersion) -> [MergePiece] {
    let fences = [base, one, other].map { $0.map(Fences.init) ?? Fences() }
    return fenced(choice(fences), fences)
  }

  private static func choice(_ fences: [Fences]) -> [MergePiece] {
    func shown(_ matter: [UInt8]) -> String? { matter.isEmpty ? nil : String(decoding: matter, as: UTF8.self) }
    return [
      .conflict(
        MergePiece.Choice(
          subject: .field(""), base: fences[0].matter, one: fences[1].matter, other: fences[2].matter,
          values: (shown(fences[0].matter), shown(fences[1].matter), shown(fences[2].matter))))
    ]
  }

  /// The `---` lines of a version, and what stands between.
  private struct Fences: Equatable {
    var open: [UInt8] = []
    var matter: [UInt8] = []
    var close: [UInt8] = []

    init() {}

    init(_ version: MergeVersion) {
      guard let range = version.document.frontMatterRange else { return }
      open = Array(version.bytes[..<range.lowerBound])
      matter = Array(version.bytes[range])
      close = Array(version.bytes[range.upperBound..<version.document.bodyRange.lowerBound])
    }

    static func == (a: Fences, b: Fences) -> Bool { a.open == b.open && a.close == b.close }
  }
}

extension MergeCollection {
  /// Front matter without a field.
  init(_ version: MergeVersion, comments range: SourceRange) {
    self.init(version: version, tail: Array(version.bytes[range]))
  }
}
