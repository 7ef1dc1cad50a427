import LibrettoWorkspace

/// A conflict as JSON, in the shape of `docs/schemas/conflicts.schema.json`.
struct ConflictJSON {
  private let conflict: BookConflict
  private let zone: TimeZone

  init(_ conflict: BookConflict, zone: TimeZone) { (self.conflict, self.zone) = (conflict, zone) }

  var value: JSONValue {
    var (kind, field, number): (String, String?, Int?) = ("", nil, nil)
    switch conflict.subject {
    case .field(let name): (kind, field) = ("field", name)
    case .body(let count): (kind, number) = ("body", count)
    case .log(let count): (kind, number) = ("log", count)
    case .text(let count): (kind, number) = ("text", count)
    case .strayMarker(let line): (kind, number) = ("marker", line)
    case .existence: kind = "existence"
    case .place: kind = "place"
    case .file: kind = "file"
    case .settled: kind = "settled"
    }
    return .members([
      ("path", .text(conflict.path)), ("type", .text(conflict.record?.type)), ("id", .text(conflict.record?.id)),
      ("title", .text(conflict.title)), ("kind", .text(kind)), ("field", .text(field)),
      ("number", number.map { .integer($0) } ?? JSONValue(.null)), ("base", .text(conflict.base)),
      ("ours", side(conflict.ours, conflict.commits.ours)),
      ("theirs", side(conflict.theirs, conflict.commits.theirs)),
    ])
  }

  private func side(_ value: String?, _ commit: Commit?) -> JSONValue {
    .members([
      ("value", .text(value)),
      (
        "commit",
        commit.map { commit in
          .members([
            ("id", .text(commit.id.description)), ("author", .text(commit.author.name)),
            ("email", .text(commit.author.email)),
            ("at", .text(Instant(secondsSinceEpoch: commit.author.seconds).description(in: zone))),
            ("subject", .text(commit.summary)),
          ])
        } ?? JSONValue(.null)
      ),
    ])
  }
}
