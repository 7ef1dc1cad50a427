import LibrettoMerge
import LibrettoModel

/// The trailers of a commit's message (git-interpret-trailers(1)): `Lead: jane-doe`, and under it `Stage: mql -> sal`.
/// They hold ids and the agreed names of stages, nothing else.
struct CommitTrailers {
  /// The most records of a commit that are named; of more none is, for half a list would be taken for a whole one.
  static let limit = 20

  /// The lines, in the order of the records.
  let lines: [String]

  init(_ records: [RecordChange], _ agreement: Agreement) {
    guard records.count <= Self.limit else {
      lines = []
      return
    }
    lines = records.flatMap { change in
      ["\(Self.key(change.reference.type)): \(change.reference.id)"] + Self.stages(of: change, agreement)
    }
  }

  private static func stages(of change: RecordChange, _ agreement: Agreement) -> [String] {
    agreement.lifecycles(of: change.reference.type).compactMap { lifecycle in
      guard change.kind == .modified || change.kind == .moved,
        let field = change.fields.first(where: { $0.field == lifecycle.field }),
        let to = field.after?.text, lifecycle.stage(to) != nil
      else { return nil }
      let from = field.before?.text.flatMap { lifecycle.stage($0) != nil ? "\($0) -> " : nil } ?? ""
      return "\(key(lifecycle.field)): \(from)\(to)"
    }
  }

  /// A token of a trailer: `Lead`, `Support-Case`; letters, digits and hyphens.
  private static func key(_ name: String) -> String {
    name.split { $0 == "_" || $0 == "." || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: "-").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
