/// Blobs that were read together and are kept together: their ids and lengths, and their contents one after the other.
public struct BlobPack: Sendable {
  /// The name of a blob in Git: 20 bytes.
  public struct Key: Hashable, Sendable {
    let high: UInt64
    let middle: UInt64
    let low: UInt32

    /// The key of 20 bytes; nil for another number.
    public init?(_ bytes: [UInt8]) {
      guard bytes.count == 20 else { return nil }
      self = bytes.withUnsafeBytes { Key($0.baseAddress!) }
    }

    init(_ bytes: UnsafeRawPointer) {
      high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
      middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    /// A digest's bits are as good as random: eight of its bytes are enough.
    public func hash(into hasher: inout Hasher) { hasher.combine(high) }
  }

  /// The bytes of an entry: a key and the content's length, both with the highest byte first.
  static let entrySize = 24

  /// The keys and lengths.
  private(set) var entries: [UInt8] = []
  /// The contents.
  public private(set) var content: [UInt8] = []

  /// A pack without blobs.
  public init() {}

  /// How many blobs there are.
  public var count: Int { entries.count / Self.entrySize }

  /// Adds a blob of less than 4 GiB.
  public mutating func append(_ key: Key, _ bytes: UnsafeRawBufferPointer) {
    withUnsafeBytes(of: (key.high.bigEndian, key.middle.bigEndian)) { entries.append(contentsOf: $0) }
    withUnsafeBytes(of: (key.low.bigEndian, UInt32(bytes.count).bigEndian)) { entries.append(contentsOf: $0) }
    content.append(contentsOf: bytes)
  }

  /// Calls `body` with the number, the key and the place in the content of each blob.
  public func forEach(_ body: (Int, Key, Range<Int>) -> Void) {
    entries.withUnsafeBytes { Self.forEach(in: $0, body) }
  }

  static func forEach(in entries: UnsafeRawBufferPointer, _ body: (Int, Key, Range<Int>) -> Void) {
    var start = 0
    for number in 0..<entries.count / entrySize {
      let entry = entries.baseAddress! + number * entrySize
      let length = Int(UInt32(bigEndian: entry.loadUnaligned(fromByteOffset: 20, as: UInt32.self)))
      body(number, Key(entry), start..<start + length)
      start += length
    }
  }

  /// A digest that tells damage from what was written, eight bytes at a time; it withstands no attacker.
  static func digest(_ parts: UnsafeRawBufferPointer...) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    func mix(_ word: UInt64) {
      let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      hash = product.high ^ product.low &+ 0xE703_7ED1_A0B4_28DB
    }
    for part in parts {
      mix(UInt64(part.count))
      var offset = 0
      while offset + 8 <= part.count {
        mix(part.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var rest: UInt64 = 0
      while offset < part.count {
        rest = rest << 8 | UInt64(part[offset])
        offset += 1
      }
      mix(rest)
    }
    return Int(truncatingIfNeeded: hash)
  }
}
