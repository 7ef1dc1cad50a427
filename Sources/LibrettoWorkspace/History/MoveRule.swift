import LibrettoGit
import LibrettoModel

/// LB402: a record moves between stages only as agreed. It needs two versions, so it judges changes.
enum MoveRule {
  static func check(_ old: Record?, _ new: Record?, in book: Book) -> [Diagnostic] {
    guard let old, let new else { return [] }
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

  /// Judges edits that move a record against the version that is committed, as the commit will, else against the file.
  static func check(_ edits: [(old: Record?, new: Record?)], since workspace: Workspace) -> [Diagnostic] {
    let book = workspace.book
    let moving = edits.filter { old, new in
      guard let old, let new else { return false }
      return book.agreement.lifecycles(of: new.type.name).contains { lifecycle in
        old.value(at: lifecycle.field)?.text != new.value(at: lifecycle.field)?.text
      }
    }
    guard !moving.isEmpty else { return [] }
    let committed = workspace.committedVersions()
    return moving.flatMap { old, new in check(old.flatMap { committed($0) } ?? old, new, in: book) }
  }
}

extension Workspace {
  /// Looks up records as they are in HEAD; nil where HEAD has none such, or there is no repository.
  fileprivate func committedVersions() -> (Record) -> Record? {
    guard let repository = try? repository(), let prefix = try? prefix(), let head = try? repository.head().commit
    else { return { _ in nil } }
    return { record in
      guard let entry = try? repository.entry(at: prefix + record.path, in: head),
        let bytes = try? repository.blob(entry.id)
      else { return nil }
      return Record(type: record.type, id: record.id, path: record.path, bytes: bytes)
    }
  }
}
