import JSONSchema
import LibrettoSyntax

/// LB403: whoever a field names is a member.
enum MemberRule: RecordRule {
  static func check(_ record: Record, in book: Book, into findings: inout [Diagnostic]) {
    record.type.memberFields.forEachValue(of: record) { name, field, value in
      guard field.kind == .member, let text = value.text, book.configuration.member(text) == nil else { return }
      let known = book.configuration.members
      let names = known.map(\.name)
      let byName = known.first { $0.fullName == text || $0.email == text || $0.aliases.contains(text) }
      let guess = byName?.name ?? nearest(to: text, among: names)
      let fixes =
        byName.flatMap { member in value.range.map { [record.replacement(of: text, at: $0, with: member.name)] } }
        ?? record.replacement(of: text, at: value.range, among: names)
      findings.append(
        record.diagnostic(
          .unknownMember, "\"\(text)\" is no member", range: value.range, field: name,
          label: names.isEmpty ? "libretto.yaml names no members" : "expected one of \(listed(names))",
          help: guess.map { "did you mean \"\($0)\"?" } ?? "add the member to libretto.yaml: members:", fixes: fixes))
    }
  }
}

/// The names, cut to a dozen.
func listed(_ names: [String]) -> String {
  names.count <= 12
    ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + " and \(names.count - 12) more"
}
