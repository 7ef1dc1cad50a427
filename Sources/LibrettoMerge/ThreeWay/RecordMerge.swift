public import LibrettoModel

/// Joins three versions of a record's file, field by field.
///
/// Where Git's own merge of lines is clean, and loses or doubles nothing, it stands. Else the fields are joined by
/// key, the log by entry
/// and the text by lines; only what both sides changed to something else is left to a person, between markers.
public enum RecordMerge {
  /// Joins `ours` and `theirs`, which came from `base`.
  ///
  /// - Parameters:
  ///   - base: the version before both changes; nil where both sides added the record
  ///   - type: the record's type, whose schema says what values are and how they join; nil outside a book
  ///   - labels: what the markers of conflicts say
  /// - Throws: `UnmergeableSide` where a version does not parse
  public static func merge(
    base: [UInt8]?, ours: [UInt8], theirs: [UInt8], type: RecordType?, labels: ConflictLabels = ConflictLabels()
  ) throws(UnmergeableSide) -> MergeResult {
    if ours == theirs || base == theirs { return MergeResult(bytes: ours, conflicts: []) }
    if base == ours { return MergeResult(bytes: theirs, conflicts: []) }
    let limit = Limits.standard.fileSize
    for (side, bytes) in [(UnmergeableSide.Side.base, base ?? []), (.ours, ours), (.theirs, theirs)] {
      // What is larger than a record may be is not even looked at.
      if bytes.count > limit {
        throw UnmergeableSide(side: side, issue: SyntaxIssue(.fileTooLarge(limit: limit), 0..<bytes.count))
      }
    }
    // Which side is ours must not matter but for the order of markers.
    let isSwapped = theirs.lexicographicallyPrecedes(ours)
    let (one, other) = isSwapped ? (theirs, ours) : (ours, theirs)
    let shapes = (base.map(FileShape.init), FileShape(one), FileShape(other))
    let shape = FileShape(base: shapes.0, ours: shapes.1, theirs: shapes.2)
    let plain = !shape.isMixed
    let schema = type?.fields
    func version(
      _ bytes: [UInt8], _ shape: FileShape, _ side: UnmergeableSide.Side, like others: [MergeVersion?] = []
    ) throws(UnmergeableSide) -> MergeVersion {
      let version = MergeVersion(FileShape.lines(of: bytes, shape, withoutReturns: plain), schema, like: others)
      if let issue = version.document.issues.first { throw UnmergeableSide(side: side, issue: issue) }
      return version
    }
    var before: MergeVersion?
    if let base, let shape = shapes.0 { before = try version(base, shape, .base) }
    let first = try version(one, shapes.1, isSwapped ? .theirs : .ours, like: [before])
    let second = try version(other, shapes.2, isSwapped ? .ours : .theirs, like: [before, first])
    let merge = ThreeWayMerge(base: before, one: first, other: second, schema: schema)
    let written = PieceWriter(merge.pieces(), labels: labels, isSwapped: isSwapped)
    var ranges = written.conflicts.map(\.range)
    let bytes = shape.file(written.bytes, withoutReturns: plain, ranges: &ranges)
    let conflicts = zip(written.conflicts, ranges).map { conflict, range in
      MergeConflict(
        subject: conflict.subject, base: conflict.base, ours: conflict.ours, theirs: conflict.theirs, range: range)
    }
    return MergeResult(bytes: bytes, conflicts: conflicts)
  }
}
