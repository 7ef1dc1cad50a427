/// The name of an object: its SHA-1, 20 bytes.
public struct ObjectID: Hashable, Sendable, CustomStringConvertible {
  // Words in place of an array: no allocation, cheap to hash.
  let high: UInt64
  let middle: UInt64
  let low: UInt32

  /// The id whose 20 bytes begin at `bytes`.
  init(raw bytes: UnsafeRawPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    (self.high, self.middle, self.low) = (high, middle, low)
  }

  /// The id of these bytes; nil unless there are 20.
  public init?(bytes: some Sequence<UInt8>) {
    let all = Array(bytes)
    guard all.count == 20 else { return nil }
    self = all.withUnsafeBytes { ObjectID(raw: $0.baseAddress!) }
  }

  /// The id written as 40 hexadecimal digits of either case; nil for anything else.
  public init?(hex: some StringProtocol) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    var high: UInt8?
    for character in hex.utf8 {
      let digit: UInt8
      switch character {
      case 0x30...0x39: digit = character - 0x30
      case 0x41...0x46: digit = character - 0x41 + 10
      case 0x61...0x66: digit = character - 0x61 + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil else { return nil }
    self.init(bytes: bytes)
  }

  /// All zeros: Git's name for "no object".
  public static let zero = ObjectID(high: 0, middle: 0, low: 0)

  /// The 20 bytes.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, middle.bigEndian, low.bigEndian)) { Array($0.prefix(20)) }
  }

  /// 40 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(40)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first seven digits, as people write it.
  public var abbreviated: String { String(description.prefix(7)) }
}
