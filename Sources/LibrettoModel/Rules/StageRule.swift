import JSONSchema
import LibrettoSyntax

/// LB203: a stage must be one of its lifecycle's.
enum StageRule: RecordRule {
  static func check(_ record: Record, in book: Book, into findings: inout [Diagnostic]) {
    record.type.stageFields.forEachValue(of: record) { name, field, value in
      guard case .stage(let lifecycle) = field.kind, let stages = book.agreement.lifecycle(lifecycle)?.stages,
        let text = value.text, !stages.contains(where: { $0.name == text })
      else { return }
      let names = stages.map(\.name)
      findings.append(
        record.diagnostic(
          .unknownValue, "unknown stage \"\(text)\"", range: value.range, field: name,
          label: "expected one of \(names.joined(separator: ", "))",
          help: nearest(to: text, among: names).map { "did you mean \"\($0)\"?" },
          fixes: record.replacement(of: text, at: value.range, among: names)))
    }
  }
}
