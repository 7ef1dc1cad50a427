extension JSONValue {
  /// Reads JSON text (RFC 8259, strictly: one value, no comments, no trailing commas, distinct keys).
  ///
  /// Ranges count bytes from the start of `text`; a byte-order mark is skipped.
  public init(
    parsing text: some StringProtocol, depthLimit: Int = JSONValue.depthLimit
  ) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8), depthLimit: depthLimit)
  }

  /// Reads JSON text from its bytes, which must be UTF-8.
  public init(parsing bytes: [UInt8], depthLimit: Int = JSONValue.depthLimit) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: bytes, depthLimit: depthLimit)
    self = try parser.document()
  }
}

/// A recursive-descent parser over bytes.
struct JSONParser {
  let bytes: [UInt8]
  let depthLimit: Int
  var position = 0

  init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  /// The byte at the position, 0 at the end: a NUL is no token either.
  var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  func error(_ message: String, at offset: Int? = nil) -> JSONSyntaxError {
    JSONSyntaxError(offset: offset ?? position, message: message)
  }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw error("unexpected text after the value") }
    return value
  }

  mutating func skipSpace() {
    while position < bytes.count, case let byte = bytes[position],
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    { position += 1 }
  }

  mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    skipSpace()
    guard depth <= depthLimit else { throw error("nested deeper than \(depthLimit) levels") }
    let start = position
    let shape: Shape<JSONValue>
    switch byte {
    case UInt8(ascii: "{"): shape = try object(depth: depth)
    case UInt8(ascii: "["): shape = try array(depth: depth)
    case UInt8(ascii: "\""): shape = .string(try string())
    case UInt8(ascii: "t"): shape = try word("true", .boolean(true))
    case UInt8(ascii: "f"): shape = try word("false", .boolean(false))
    case UInt8(ascii: "n"): shape = try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): shape = try number()
    default: throw error(position < bytes.count ? "expected a value" : "unexpected end of text")
    }
    return JSONValue(shape, range: start..<position)
  }

  private mutating func word(
    _ word: StaticString, _ shape: Shape<JSONValue>
  ) throws(JSONSyntaxError) -> Shape<JSONValue> {
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard matches else { throw error("expected a value") }
    position += word.utf8CodeUnitCount
    return shape
  }

  private mutating func number() throws(JSONSyntaxError) -> Shape<JSONValue> {
    let start = position
    while position < bytes.count, Number.mayContain(bytes[position]) { position += 1 }
    guard let number = Number(utf8: bytes[start..<position]) else {
      throw error("not a number, or one past the limits", at: start)
    }
    return .number(number)
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> Shape<JSONValue> {
    position += 1
    var values: [JSONValue] = []
    skipSpace()
    if byte == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      switch byte {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "]"):
        position += 1
        return .array(values)
      default: throw error("expected , or ]")
      }
    }
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> Shape<JSONValue> {
    position += 1
    var members: [Member<JSONValue>] = []
    var keys: Set<ExactString> = []
    skipSpace()
    if byte == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      skipSpace()
      let start = position
      guard byte == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
      let key = try string()
      let keyRange = start..<position
      guard keys.insert(ExactString(key)).inserted else { throw error("the key occurs twice", at: start) }
      skipSpace()
      guard byte == UInt8(ascii: ":") else { throw error("expected :") }
      position += 1
      members.append(Member(key: key, keyRange: keyRange, value: try value(depth: depth + 1)))
      skipSpace()
      switch byte {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"):
        position += 1
        return .object(members)
      default: throw error("expected , or }")
      }
    }
  }
}
