import CSHA1

/// SHA-1 of bytes that are the user's own: the index's checksum, and whether a file still is what it was. Objects are
/// hashed by libgit2, which notices collisions.
public struct Checksum {
  private var hash = libretto_sha1()

  /// Of nothing yet.
  public init() { libretto_sha1_begin(&hash) }

  /// Adds bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    libretto_sha1_add(&hash, bytes.baseAddress, bytes.count)
  }

  /// The 20 bytes of all that was added; the end of this value's use.
  public mutating func finish() -> ObjectID {
    var digest: (UInt64, UInt64, UInt32) = (0, 0, 0)
    return withUnsafeMutableBytes(of: &digest) { bytes in
      libretto_sha1_end(&hash, bytes.baseAddress!.assumingMemoryBound(to: UInt8.self))
      return ObjectID(raw: bytes.baseAddress!)
    }
  }

  /// The 20 bytes of `bytes`, as an id.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> ObjectID {
    var checksum = Checksum()
    checksum.add(bytes)
    return checksum.finish()
  }

  /// The 20 bytes of `bytes`, as an id; its text is the usual 40 digits.
  public static func of(_ bytes: [UInt8]) -> ObjectID { bytes.withUnsafeBytes { of($0) } }
}
