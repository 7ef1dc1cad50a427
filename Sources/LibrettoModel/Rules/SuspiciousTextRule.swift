import JSONSchema
import LibrettoSyntax

/// LB123: a value should hold no control, bidirectional or invisible characters.
enum SuspiciousTextRule: RecordRule {
  static func check(_ record: Record, in book: Book, into findings: inout [Diagnostic]) {
    guard let range = record.document.frontMatterRange, mayBeSuspicious(record.document.bytes[range]) else { return }
    for member in record.fields { visit(member.value, name: member.key, record, into: &findings) }
  }

  /// Whether any byte can belong to such a character: a control character, an escape, or what is not ASCII.
  private static func mayBeSuspicious(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains { ($0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09) || $0 >= 0x7F || $0 == UInt8(ascii: "\\") }
  }

  private static func visit(_ value: Value, name: String, _ record: Record, into findings: inout [Diagnostic]) {
    switch value.shape {
    case .string(let text):
      guard hasSuspiciousCharacters(text) else { return }
      findings.append(
        record.diagnostic(
          .suspiciousText, .warning, "invisible or control characters in \(name): \(visible(text))",
          range: value.range, field: name, help: "remove them, or write the text anew"))
    case .array(let elements):
      for element in elements { visit(element, name: name, record, into: &findings) }
    case .object(let members):
      for member in members { visit(member.value, name: "\(name).\(member.key)", record, into: &findings) }
    default: break
    }
  }
}
