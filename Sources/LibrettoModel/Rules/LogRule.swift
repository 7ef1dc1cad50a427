import JSONSchema
import LibrettoSyntax

/// LB501–LB504: the lines of the log.
enum LogRule: RecordRule {
  static func check(_ record: Record, in book: Book, into findings: inout [Diagnostic]) {
    for line in record.document.log {
      switch line {
      case .unreadable(let range, let reason):
        findings.append(
          record.diagnostic(
            .unreadableLogLine, .warning, "this line of the log cannot be read: \(reason)", range: range,
            help: "write it as: - 2026-11-03 14:05 call @tom: Asked for a quote"))
      case .entry(let entry):
        checkKind(entry, record, book, into: &findings)
        checkMember(entry, record, book, into: &findings)
        checkStage(entry, record, book, into: &findings)
      }
    }
  }

  private static func checkKind(
    _ entry: LogEntry, _ record: Record, _ book: Book, into findings: inout [Diagnostic]
  ) {
    guard let known = book.agreement.activities, !known.contains(entry.kind) else { return }
    findings.append(
      record.diagnostic(
        .unknownActivity, .warning, "unknown activity \"\(entry.kind)\"", range: entry.kindRange,
        label: "expected one of \(listed(known))",
        help: nearest(to: entry.kind, among: known).map { "did you mean \"\($0)\"?" }
          ?? "activities are agreed in agreement.yaml: vocabulary:",
        fixes: record.replacement(of: entry.kind, at: entry.kindRange, among: known)))
  }

  private static func checkMember(
    _ entry: LogEntry, _ record: Record, _ book: Book, into findings: inout [Diagnostic]
  ) {
    guard let name = entry.member, book.configuration.member(name) == nil else { return }
    let known = book.configuration.members.map(\.name)
    findings.append(
      record.diagnostic(
        .unknownLogMember, .warning, "\"@\(name)\" is no member", range: entry.memberRange,
        help: nearest(to: name, among: known).map { "did you mean \"@\($0)\"?" }
          ?? "add the member to libretto.yaml: members:"))
  }

  private static func checkStage(
    _ entry: LogEntry, _ record: Record, _ book: Book, into findings: inout [Diagnostic]
  ) {
    guard entry.kind == "stage", let lifecycle = book.agreement.lifecycles(of: record.type.name).first else { return }
    let stages = lifecycle.stages.map(\.name)
    let parts = entry.text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    guard parts.count == 3, parts[1] == "->" || parts[1] == "→" else {
      findings.append(
        record.diagnostic(
          .unreadableLogLine, .warning, "a stage line says from where to where", range: entry.textRange,
          help: "write it as: - 2026-11-03 stage: mql -> sal"))
      return
    }
    for name in [parts[0], parts[2]] where !stages.contains(name) && name != "–" && name != "-" {
      findings.append(
        record.diagnostic(
          .unknownLogStage, .warning, "unknown stage \"\(name)\"", range: entry.textRange,
          label: "expected one of \(listed(stages))",
          help: nearest(to: name, among: stages).map { "did you mean \"\($0)\"?" }))
    }
  }
}
