extension JSONParser {
  /// Reads a string, the position on its opening quote.
  mutating func string() throws(JSONSyntaxError) -> String {
    let start = position
    position += 1
    let first = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard let text = decode(bytes[first..<position]) else { throw error("not valid UTF-8", at: start) }
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(start: start, first: first)
      case 0..<0x20: throw error("a control character must be escaped")
      default: position += 1
      }
    }
    throw error("unclosed string", at: start)
  }

  private func decode(_ bytes: some Collection<UInt8>) -> String? { String(validating: bytes, as: UTF8.self) }

  private mutating func escapedString(start: Int, first: Int) throws(JSONSyntaxError) -> String {
    var buffer = Array(bytes[first..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = decode(buffer) else { throw error("not valid UTF-8", at: start) }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        position += 1
        buffer += UTF8.encode(try escape())!
      case 0..<0x20: throw error("a control character must be escaped")
      default:
        buffer.append(byte)
        position += 1
      }
    }
    throw error("unclosed string", at: start)
  }

  /// Reads an escape, the position after its backslash.
  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let kind = byte
    position += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      if unit < 0xDC00, byte == UInt8(ascii: "\\"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        let low = try hexadecimal()
        if 0xDC00..<0xE000 ~= low {
          return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))!
        }
      }
      throw error("half a surrogate pair")
    default: throw error("unknown escape", at: position - 2)
    }
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("expected four hexadecimal digits")
      }
      unit = unit << 4 + UInt32(digit)
      position += 1
    }
    return unit
  }
}
