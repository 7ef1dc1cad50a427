import LibrettoMerge
import LibrettoModel

/// LB402: a record moves between stages only as agreed. It needs two versions, so it judges changes.
enum MoveRule {
  static func check(_ change: RecordChange, in book: Book) -> [Diagnostic] {
    guard let old = change.old, let new = change.new else { return [] }
    return book.agreement.lifecycles(of: new.type.name).compactMap { lifecycle in
      guard let from = old.value(at: lifecycle.field)?.text, let value = new.value(at: lifecycle.field),
        let to = value.text, lifecycle.stage(from) != nil, lifecycle.stage(to) != nil,
        !lifecycle.allows(from: from, to: to)
      else { return nil }
      let agreed = lifecycle.moves[from] ?? []
      return Diagnostic(
        .moveNotAgreed, "the move from \(from) to \(to) is not agreed", path: new.path, range: value.range,
        label: agreed.isEmpty ? "nothing follows \(from)" : "from \(from) to \(agreed.joined(separator: ", "))",
        record: new.reference, field: lifecycle.field,
        help: "moves are agreed in agreement.yaml: lifecycles: \(lifecycle.name): moves:")
    }
  }
}
