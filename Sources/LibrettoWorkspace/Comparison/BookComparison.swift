public import LibrettoGit
public import LibrettoMerge
import LibrettoModel

/// Two states of the book, and all that differs between them.
public struct BookComparison: Sendable {
  /// One of the two states.
  public struct Side: Sendable {
    /// The revision as it was asked for; `the files` for the work tree.
    public let name: String
    /// The commit; nil for the files as they are, and where nothing was committed.
    public let commit: ObjectID?
  }

  /// The older state.
  public let old: Side
  /// The newer state.
  public let new: Side
  /// What differs.
  public let changes: ChangeSet
  /// The titles of records that changed links point at.
  let titles: [RecordReference: String]

  /// The title of the record that `id` means in a field of the record, where the field is a link and the record is
  /// known.
  public func title(of id: String, in field: String, of change: RecordChange) -> String? {
    guard let types = Self.linkedTypes(field, change) else { return nil }
    return types.lazy.compactMap { titles[RecordReference(type: $0, id: id)] }.first
  }

  /// The types that a field of the record links to; nil where it is no link.
  static func linkedTypes(_ field: String, _ change: RecordChange) -> [String]? {
    var schema = (change.new ?? change.old)?.type.fields
    for part in field.split(separator: ".") { schema = schema?.property(String(part)) }
    guard let kind = schema?.kind, !kind.linkedTypes.isEmpty else { return nil }
    return kind.linkedTypes
  }
}

extension BookComparison {
  /// Which states are compared.
  public struct Range: Sendable, Equatable {
    /// The older revision.
    public let old: String
    /// The newer one; nil: the files.
    public let new: String?
    /// Whether the older state is the merge base of the two, as in `main...HEAD`.
    public let fromMergeBase: Bool

    /// Reads `A`, `A..B` or `A...B`; a side that is left out beside dots is HEAD.
    public init(_ text: String) {
      let bytes = Array(text.utf8)
      // Names of revisions cannot hold two dots in a row; `:/text` and `^{/text}` can, and are no side of a range.
      let dots = bytes.indices.dropLast().first { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E }
      guard let dots, !text.hasPrefix(":/") else {
        (old, new, fromMergeBase) = (text, nil, false)
        return
      }
      let isThree = dots + 2 < bytes.count && bytes[dots + 2] == 0x2E
      func side(_ part: ArraySlice<UInt8>) -> String { part.isEmpty ? "HEAD" : String(decoding: part, as: UTF8.self) }
      (old, new) = (side(bytes[..<dots]), side(bytes[(dots + (isThree ? 3 : 2))...]))
      fromMergeBase = isThree
    }
  }
}
