extension YAMLNode {
  /// A scalar's text, decoded: without quotes, escapes and folding. Empty for a collection.
  public var text: String {
    withContentBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// A scalar's decoded text as bytes, which need not be copied where nothing is to decode. Empty for a
  /// collection.
  public func withContentBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    let tape = tape
    guard tape.kind == .scalar else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    return try storage.bytes.withUnsafeBufferPointer { bytes in
      if tape.needsDecoding {
        return try ScalarReader(bytes).read(tape).withUnsafeBufferPointer { try body($0) }
      }
      let quote = tape.style == .plain ? 0 : 1
      return try body(
        UnsafeBufferPointer(rebasing: bytes[Int(tape.start) + quote..<Int(tape.end) - quote]))
    }
  }

  /// The same as `withContentBytes`.
  public func withUTF8Bytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try withContentBytes(body)
  }

  /// Whether it is a scalar with that text.
  public func hasText(_ text: String) -> Bool {
    var text = text
    return kind == .scalar && text.withUTF8 { hasContent($0) }
  }

  func hasContent(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    withContentBytes { bytes in
      guard bytes.count == wanted.count else { return false }
      for index in 0..<bytes.count where bytes[index] != wanted[index] { return false }
      return true
    }
  }

  /// What the core schema makes of a scalar; one in quotes or a block is a string. A collection is `.null`.
  public var coreValue: CoreScalar {
    guard kind == .scalar else { return .null }
    return style == .plain ? CoreScalar(plain: text) : .string(text)
  }

  /// Whether it is a plain scalar that is empty or `~`, `null`, `Null`, `NULL`.
  public var isNull: Bool {
    kind == .scalar && style == .plain && withContentBytes { CoreScalar.kind(of: $0) == .null }
  }
}
