public import LibrettoModel

/// What stands between the markers of one conflict in a file, markers included.
public struct ConflictRegion: Sendable, Equatable {
  /// What it is about: of several fields the one that holds them all, else the first.
  public let subject: MergeConflict.Subject
  /// Every field whose lines lie in it, as queries name them, in the order of the file: more than one where Git's
  /// plain text merge made the markers. Empty in body and log.
  public let fields: [String]
  /// The bytes of the file from the first marker line to the last, their line ends included.
  public let range: SourceRange
  /// Our lines, line ends included; empty where we removed them.
  public let ours: SourceRange
  /// The lines before both changes; nil where the markers do not tell.
  public let base: SourceRange?
  /// Their lines.
  public let theirs: SourceRange
  /// What the markers say of our side, of the base and of their side: a branch, a commit.
  public let labels: (ours: String, base: String?, theirs: String)

  /// Whether all but the words of the labels is the same.
  public static func == (a: ConflictRegion, b: ConflictRegion) -> Bool {
    a.subject == b.subject && a.fields == b.fields && a.range == b.range && a.ours == b.ours && a.base == b.base
      && a.theirs == b.theirs
  }
}

/// How a conflict is resolved.
public enum ConflictResolution: Sendable, Equatable {
  /// Our lines stay.
  case ours
  /// Their lines stay.
  case theirs
  /// The lines before both changes come back; refused where the markers do not tell them.
  case base
  /// Whole lines that take the region's place, the last with its line end; none: the lines go.
  case lines([UInt8])
  /// The field gets that value, written as the field is on our side, or on theirs where we removed it.
  case value(NewValue)
}

/// Why a conflict could not be resolved as asked.
public enum ConflictResolutionError: Error, Sendable, Equatable {
  /// The markers do not tell what was there before both changes.
  case baseUnknown
  /// The region is about no field, or about more than one, so that it takes no value.
  case notOneField
  /// The value cannot be written there.
  case edit(EditError)
}
