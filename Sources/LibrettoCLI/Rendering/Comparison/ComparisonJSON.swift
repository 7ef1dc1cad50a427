import LibrettoWorkspace

/// A comparison for machines, in the shape of `docs/schemas/diff.schema.json`.
enum ComparisonJSON {
  static func value(_ comparison: BookComparison) -> JSONValue {
    .members([
      ("from", side(comparison.old)), ("to", side(comparison.new)),
      ("records", .list(comparison.changes.records.map { record($0, comparison) })),
      (
        "files",
        .list(
          comparison.changes.files.map { file in
            .members([
              ("path", .text(file.path)), ("change", .text(word(file.kind))), ("problem", .text(file.problem)),
            ])
          })
      ),
    ])
  }

  private static func side(_ side: BookComparison.Side) -> JSONValue {
    .members([("revision", .text(side.name)), ("commit", .text(side.commit?.description))])
  }

  private static func word(_ kind: RecordChange.Kind) -> String {
    switch kind {
    case .added: "added"
    case .removed: "removed"
    case .modified: "modified"
    case .moved: "moved"
    }
  }

  private static func record(_ change: RecordChange, _ comparison: BookComparison) -> JSONValue {
    let record = change.new ?? change.old
    let old = change.kind == .moved ? change.old : nil
    return .members([
      ("type", .text(change.reference.type)), ("id", .text(change.reference.id)), ("path", .text(record?.path)),
      ("title", .text(record?.title)), ("change", .text(word(change.kind))),
      ("previous", old.map { .members([("id", .text($0.id)), ("path", .text($0.path))]) } ?? JSONValue(.null)),
      ("fields", .list(change.fields.map { field($0, change, comparison) })),
      ("log", .list(change.logChanges.map(log))),
      (
        "body",
        .list(change.bodyChanges.map { .members([("change", .text($0.kind.rawValue)), ("text", .text($0.text))]) })
      ),
    ])
  }

  private static func field(_ field: FieldChange, _ change: RecordChange, _ comparison: BookComparison) -> JSONValue {
    let ids = ((field.before?.texts ?? []) + (field.after?.texts ?? [])).map(\.text)
    var links: [(String, JSONValue?)] = []
    for id in ids where !links.contains(where: { $0.0 == id }) {
      if let title = comparison.title(of: id, in: field.field, of: change) { links.append((id, .text(title))) }
    }
    return .members([
      ("field", .text(field.field)), ("before", field.before ?? JSONValue(.null)),
      ("after", field.after ?? JSONValue(.null)),
      ("links", .members(links)),
    ])
  }

  private static func log(_ change: LogChange) -> JSONValue {
    let (word, before, after): (String, String?, String?) =
      switch change {
      case .added(let text): ("added", nil, text)
      case .removed(let text): ("removed", text, nil)
      case .edited(let old, let new): ("edited", old, new)
      }
    return .members([("change", .text(word)), ("before", .text(before)), ("after", .text(after))])
  }
}
