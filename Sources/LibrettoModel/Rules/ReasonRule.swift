import JSONSchema
import LibrettoSyntax

/// LB404: a field whose name ends in `_reason` gives one of the reasons that are agreed for it.
enum ReasonRule: RecordRule {
  static func check(_ record: Record, in book: Book, into findings: inout [Diagnostic]) {
    guard !book.agreement.reasons.isEmpty else { return }
    for member in record.fields {
      guard let reasons = book.agreement.reasons(for: member.key), let text = member.value.text,
        !reasons.contains(text)
      else { continue }
      findings.append(
        record.diagnostic(
          .unknownReason, "\"\(text)\" is no agreed reason", range: member.value.range, field: member.key,
          label: "expected one of \(listed(reasons))",
          help: nearest(to: text, among: reasons).map { "did you mean \"\($0)\"?" }
            ?? "reasons are agreed in agreement.yaml: reasons:",
          fixes: record.replacement(of: text, at: member.value.range, among: reasons)))
    }
  }
}
