internal import CRE2Shim

/// A regular expression of ECMA-262 as JSON Schema uses them, on RE2: its time is linear in the text,
/// whatever the expression.
final class Pattern: Sendable {
  /// As written in the schema.
  let source: String

  /// The engine's object, as a number because a pointer is not `Sendable`; RE2 matches from many threads at
  /// once.
  private let address: Int

  /// The memory that one expression's programs may take, in bytes.
  private static let memoryLimit: Int64 = 8 << 20

  init(_ source: String) throws(PatternError) {
    self.source = source
    var translated = try PatternTranslator.translate(source)
    let compiled = translated.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cre2_compile($0.baseAddress, $0.count, Pattern.memoryLimit) }
    }
    guard let compiled else { throw PatternError(reason: "it takes too much memory", isWellFormed: true) }
    if let reason = cre2_error(compiled) {
      let text = String(cString: reason)
      cre2_free(compiled)
      throw PatternError(reason: text)
    }
    address = Int(bitPattern: compiled)
  }

  deinit { cre2_free(OpaquePointer(bitPattern: address)) }

  /// Whether the expression matches anywhere in the text.
  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { buffer in
        cre2_search(OpaquePointer(bitPattern: address), buffer.baseAddress, buffer.count) == 1
      }
    }
  }
}

/// Why an expression cannot be used.
struct PatternError: Error, Hashable {
  let reason: String
  /// Whether ECMA-262 takes it, and only the engine does not.
  var isWellFormed = false
}
