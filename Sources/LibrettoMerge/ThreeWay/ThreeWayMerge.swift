import LibrettoModel

/// Three versions of a record, read, and how they come together.
struct ThreeWayMerge {
  let base: MergeVersion?
  let one: MergeVersion
  let other: MergeVersion
  let schema: FieldSchema?

  /// The joined file.
  func pieces() -> [MergePiece] {
    if let lines = linesThatStand() { return [.lines(lines)] }
    let body = BodyMerge(base: base, one: one, other: other).pieces
    var whole: Set<String> = []
    // What comes out otherwise than it should is left to a person as a whole; each round names more.
    while true {
      let matter = FrontMatterMerge(base: base, one: one, other: other, schema: schema, whole: whole)
      guard let lost = fault(in: matter, body) else { return matter.pieces + body }
      let more = whole.union(lost)
      guard more != whole else { break }
      whole = more
    }
    return FrontMatterMerge.wholeConflict(base: base, one: one, other: other) + body
  }

  /// What Git's own merge makes of the lines, where it is clean and right.
  private func linesThatStand() -> [UInt8]? {
    let text = TextMerge(base: base?.bytes[...] ?? [], ours: one.bytes[...], theirs: other.bytes[...])
    guard let bytes = text.bytes else { return nil }
    let result = MergeVersion(bytes, schema, like: [one, other])
    guard result.document.issues.isEmpty else { return nil }
    let audit = MergeAudit(schema)
    guard audit.fault(base?.fields, one.fields, other.fields, result.fields) == nil,
      LogItems.isJoined(base, one, other, result)
    else { return nil }
    return bytes
  }

  /// The fields that came out otherwise than they should; nil where all is as it should be.
  private func fault(in matter: FrontMatterMerge, _ body: [MergePiece]) -> Set<String>? {
    let audit = MergeAudit(schema)
    let isClean = matter.pieces.isClean && body.isClean
    for side in isClean ? [PieceSide.one] : [.one, .other] {
      let result = MergeVersion(
        matter.pieces.resolved(side) + body.resolved(side), schema, like: [one, other, base])
      let chosen = side == .one ? one : other
      // Where the result cannot be read, any of the fields that stand as in no version may be why.
      guard result.document.issues.isEmpty else { return matter.joined }
      let fault = audit.fault(base?.fields, one.fields, other.fields, result.fields, leavingOut: matter.conflicting)
      if let fault { return [fault] }
      // What stands around a choice must not become part of a value: a comment below a text on lines.
      for key in matter.conflicting
      where !audit.isChosen(
        base?.fields[key], [one.fields[key], other.fields[key]], chosen: chosen.fields[key], result.fields[key])
      {
        return [key]
      }
    }
    return nil
  }
}
