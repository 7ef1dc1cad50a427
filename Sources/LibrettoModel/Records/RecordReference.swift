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

  /// Names are the same where their code points are: two ways to write an accented letter are two names, as for Git, in a
  /// file system and in SQL.
  public static func == (a: RecordReference, b: RecordReference) -> Bool {
    a.id == b.id && a.type == b.type && a.id.utf8.elementsEqual(b.id.utf8) && a.type.utf8.elementsEqual(b.type.utf8)
  }

  /// Agrees with `==`: texts that differ may share a hash, equal ones do.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(id)
  }

  /// `lead/jane-doe`.
  public var description: String { "\(type)/\(id)" }

  /// By type, then id.
  public static func < (a: RecordReference, b: RecordReference) -> Bool {
    a.type == b.type ? a.id < b.id : a.type < b.type
  }
}
