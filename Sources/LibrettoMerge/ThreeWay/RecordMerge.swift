public import LibrettoModel

/// Joins three versions of a record's file, field by field.
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
    throw UnmergeableSide(side: .ours, issue: SyntaxIssue(.unexpectedText, 0..<0))
  }
}
