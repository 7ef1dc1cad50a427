/// Decodes scalars that are not simply their bytes.
struct ScalarReader {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func read(_ node: TapeNode) -> [UInt8] {
    let range = Int(node.start)..<Int(node.end)
    switch node.style {
    case .plain: return fold(range, quote: 0)
    case .singleQuoted: return fold(range.lowerBound + 1..<range.upperBound - 1, quote: UInt8(ascii: "'"))
    case .doubleQuoted: return fold(range.lowerBound + 1..<range.upperBound - 1, quote: UInt8(ascii: "\""))
    case .literal, .folded: return block(node)
    }
  }

  /// Folds lines (YAML 1.2, chapter 6.5: flow folding) and resolves `''` or escapes.
  private func fold(_ range: SourceRange, quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    // White space up to here is content, not the line's end: it was escaped, or is text.
    var kept = 0
    var i = range.lowerBound
    while i < range.upperBound {
      let c = bytes[i]
      if c == 0x0A || c == 0x0D && i + 1 < range.upperBound && bytes[i + 1] == 0x0A {
        while result.count > kept, let last = result.last, last == 0x20 || last == 0x09 {
          result.removeLast()
        }
        let (breaks, next) = skipBreaks(i, range.upperBound)
        if breaks == 1 {
          result.append(0x20)
        } else {
          result.append(contentsOf: repeatElement(0x0A, count: breaks - 1))
        }
        kept = result.count
        i = next
      } else if c == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let base = bytes.baseAddress {
        if let (scalar, next) = Self.escape(at: i, end: range.upperBound, base) {
          Self.append(scalar, to: &result)
          kept = result.count
          i = next
        } else if i + 1 < range.upperBound, bytes[i + 1] == 0x0A || bytes[i + 1] == 0x0D {
          let (breaks, next) = skipBreaks(i + 1, range.upperBound)
          result.append(contentsOf: repeatElement(0x0A, count: breaks - 1))
          kept = result.count
          i = next
        } else {
          result.append(c)
          i += 1
        }
      } else if c == UInt8(ascii: "'"), quote == c {
        result.append(c)
        i += 2
      } else {
        result.append(c)
        i += 1
      }
    }
    return result
  }

  /// The number of line breaks from `offset` on, with only white space between them, and the offset of the
  /// next content.
  private func skipBreaks(_ offset: Int, _ end: Int) -> (Int, Int) {
    var breaks = 0
    var i = offset
    while i < end {
      let c = bytes[i]
      if c == 0x0A {
        breaks += 1
      } else if c != 0x20 && c != 0x09 && !(c == 0x0D && i + 1 < end && bytes[i + 1] == 0x0A) {
        break
      }
      i += 1
    }
    return (max(breaks, 1), i)
  }

  /// The scalar that the escape at `offset` stands for and the offset after it; nil where it is none (YAML
  /// 1.2, chapter 5.7, and JSON's pairs of surrogates).
  static func escape(at offset: Int, end: Int, _ base: UnsafePointer<UInt8>) -> (UInt32, Int)? {
    guard offset + 1 < end else { return nil }
    let simple: UInt32
    switch base[offset + 1] {
    case UInt8(ascii: "0"): simple = 0
    case UInt8(ascii: "a"): simple = 7
    case UInt8(ascii: "b"): simple = 8
    case UInt8(ascii: "t"), 0x09: simple = 9
    case UInt8(ascii: "n"): simple = 10
    case UInt8(ascii: "v"): simple = 11
    case UInt8(ascii: "f"): simple = 12
    case UInt8(ascii: "r"): simple = 13
    case UInt8(ascii: "e"): simple = 27
    case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"):
      simple = UInt32(base[offset + 1])
    case UInt8(ascii: "N"): simple = 0x85
    case UInt8(ascii: "_"): simple = 0xA0
    case UInt8(ascii: "L"): simple = 0x2028
    case UInt8(ascii: "P"): simple = 0x2029
    case UInt8(ascii: "x"):
      return hexadecimal(offset + 2, 2, end, base).map { ($0, offset + 4) }
    case UInt8(ascii: "U"):
      guard let value = hexadecimal(offset + 2, 8, end, base), Unicode.Scalar(value) != nil else {
        return nil
      }
      return (value, offset + 10)
    case UInt8(ascii: "u"):
      guard let value = hexadecimal(offset + 2, 4, end, base) else { return nil }
      if Unicode.Scalar(value) != nil { return (value, offset + 6) }
      guard value < 0xDC00, offset + 7 < end, base[offset + 6] == UInt8(ascii: "\\"),
        base[offset + 7] == UInt8(ascii: "u"), let low = hexadecimal(offset + 8, 4, end, base),
        low >= 0xDC00, low < 0xE000
      else { return nil }
      return (0x10000 + (value - 0xD800) << 10 + (low - 0xDC00), offset + 12)
    default: return nil
    }
    return (simple, offset + 2)
  }

  private static func hexadecimal(
    _ offset: Int, _ count: Int, _ end: Int, _ base: UnsafePointer<UInt8>
  ) -> UInt32? {
    guard offset + count <= end else { return nil }
    var value: UInt32 = 0
    for index in offset..<offset + count {
      let c = base[index]
      switch c {
      case 0x30...0x39: value = value << 4 | UInt32(c - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((c | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }

  private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
    guard scalar > 0x7F, let scalar = Unicode.Scalar(scalar) else {
      return result.append(UInt8(scalar & 0x7F))
    }
    result += Unicode.UTF8.encode(scalar).map { Array($0) } ?? []
  }
}
