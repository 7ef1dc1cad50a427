extension IndexImage {
  /// Fields of an entry by their places in it, each four bytes but the last.
  enum Field: Int {
    case modifiedSeconds = 8
    case mode = 24
    case size = 36
    case id = 40
    case flags = 60
  }

  /// A field of four bytes of the entry at a position.
  func word(_ field: Field, _ position: Int) -> UInt32 {
    bytes.withUnsafeBytes { Self.word($0, starts[position] + field.rawValue) }
  }

  /// 0, or 1 to 3 in a conflict.
  func stage(_ position: Int) -> Int { Int(bytes[starts[position] + Field.flags.rawValue] >> 4) & 3 }

  /// The entry at a position.
  func entry(_ position: Int) -> IndexFile.Entry {
    let start = starts[position]
    let isExtended = bytes[start + Field.flags.rawValue] & 0x40 != 0
    let extra = isExtended ? bytes[start + 62] : 0
    let id = bytes.withUnsafeBytes { ObjectID(raw: $0.baseAddress! + start + Field.id.rawValue) }
    return IndexFile.Entry(
      path: withName(position) { String(decoding: $0, as: UTF8.self) }, mode: FileMode(raw: word(.mode, position)),
      id: id, isIntentToAdd: extra & 0x20 != 0, isSkipWorktree: extra & 0x40 != 0)
  }

  /// The bytes of a new entry without its name (which version 4 abbreviates) and without marks.
  static func fields(_ mode: FileMode, _ id: ObjectID, _ status: IndexStatus, nameLength: Int, stage: Int = 0)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(62)
    for word in status.words(mode: UInt32(mode.rawValue)) { bytes += Self.bytes(word) }
    bytes += id.bytes
    let flags = UInt16(min(nameLength, 0xFFF)) | UInt16(stage) << 12
    bytes += [UInt8(flags >> 8), UInt8(flags & 0xFF)]
    return bytes
  }

  static func bytes(_ word: UInt32) -> [UInt8] {
    [UInt8(word >> 24), UInt8(word >> 16 & 0xFF), UInt8(word >> 8 & 0xFF), UInt8(word & 0xFF)]
  }
}
