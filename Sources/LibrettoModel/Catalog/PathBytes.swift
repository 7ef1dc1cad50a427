/// A path as a key: equal only by its bytes, and in their order, as Git has it. Swift's own strings are equal where they
/// are canonically equivalent, under which a composed and a decomposed `é` would be one folder.
public struct PathBytes: Hashable, Comparable, Sendable {
  /// The path as written.
  public let text: String

  /// The path as a key.
  public init(_ text: String) { self.text = text }

  /// Whether both have the same bytes.
  public static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  /// The order of the bytes.
  public static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

  /// Agrees with `==`.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
