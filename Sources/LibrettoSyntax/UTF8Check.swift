/// The well-formedness of UTF-8 (Unicode 17, table 3-7).
enum UTF8Check {
  /// The bytes of the scalar at `offset`; 1 where the bytes are ill-formed.
  static func scalarLength(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes.withUnsafeBufferPointer { max(1, wellFormedLength($0, at: offset)) }
  }

  /// The bytes of the well-formed scalar at `offset`; 0 where the bytes are ill-formed.
  @inline(__always)
  static func wellFormedLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let first = bytes[offset]
    if first < 0x80 { return 1 }
    let left = bytes.count - offset
    func tail(_ index: Int) -> Bool { bytes[offset + index] & 0xC0 == 0x80 }
    switch first {
    case 0xC2...0xDF:
      return left >= 2 && tail(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3, tail(1), tail(2) else { return 0 }
      let second = bytes[offset + 1]
      if first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, tail(1), tail(2), tail(3) else { return 0 }
      let second = bytes[offset + 1]
      if first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F { return 0 }
      return 4
    default:
      return 0
    }
  }

  /// Adds an issue for each run of ill-formed bytes and for each NUL.
  static func check(_ bytes: UnsafeBufferPointer<UInt8>, in range: SourceRange, _ issues: inout [SyntaxIssue]) {
    var offset = range.lowerBound
    let end = range.upperBound
    let raw = UnsafeRawPointer(bytes.baseAddress)
    while offset < end {
      // Eight bytes at a time while all are ASCII and none is NUL.
      while offset + 8 <= end, let raw {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { break }
        offset += 8
      }
      guard offset < end else { return }
      let first = bytes[offset]
      if first == 0 {
        issues.append(SyntaxIssue(.nulByte, offset..<offset + 1))
        offset += 1
      } else {
        let length = wellFormedLength(bytes, at: offset)
        if length == 0 || offset + length > end {
          let start = offset
          offset += 1
          while offset < end, wellFormedLength(bytes, at: offset) == 0 { offset += 1 }
          issues.append(SyntaxIssue(.invalidUTF8, start..<offset))
        } else {
          offset += length
        }
      }
      if issues.count > 100 { return }
    }
  }
}
