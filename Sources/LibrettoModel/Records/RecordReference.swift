/// Names a record: its type and its id.
public struct RecordReference: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The type's name: `lead`.
  public let type: String
  /// The id, which is the file's stem: `jane-doe`.
  public let id: String

  /// Names the record `id` of the type named `type`.
  public init(type: String, id: String) {
    self.type = type
    self.id = id
  }

  /// `lead/jane-doe`.
  public var description: String { "\(type)/\(id)" }

  /// By type, then id.
  public static func < (a: RecordReference, b: RecordReference) -> Bool {
    a.type == b.type ? a.id < b.id : a.type < b.type
  }
}
