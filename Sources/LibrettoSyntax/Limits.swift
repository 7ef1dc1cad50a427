/// How much of a file is read before it is refused.
public struct Limits: Hashable, Sendable {
  /// The bytes of a file; past that it is not read at all.
  public var fileSize: Int
  /// The bytes between the `---` lines.
  public var frontMatterSize: Int
  /// How deep mappings and sequences may lie in each other.
  public var depth: Int

  /// Limits in bytes and levels; what is left out is as a book allows.
  public init(fileSize: Int = 1 << 20, frontMatterSize: Int = 64 << 10, depth: Int = 32) {
    self.fileSize = fileSize
    self.frontMatterSize = frontMatterSize
    self.depth = depth
  }

  /// What a book allows: 1 MiB a file, 64 KiB of front matter, 32 levels.
  public static let standard = Limits()
}
