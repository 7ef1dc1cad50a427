import LibrettoWorkspace

extension RowSet {
  /// What became of a record, newest first. A table leaves out seconds and most of a commit's digits.
  init(_ history: RecordHistory, zone: TimeZone, format: RowFormat) {
    let isForPeople = format == .table || format == .md
    let rows = history.events.map { event -> [Cell] in
      let moment = event.at.description(in: zone)
      let at = isForPeople ? "\(moment.prefix(10)) \(moment.dropFirst(11).prefix(5))" : moment
      let commit = event.commit.map { isForPeople ? String($0.prefix(7)) : $0 } ?? (event.isUncommitted ? "" : nil)
      return [
        .text(at), event.by.map { .text($0) } ?? .null, .text(event.kind.rawValue),
        event.field.map { .text($0) } ?? .null,
        Cell(event.before), Cell(event.after), commit.map { $0.isEmpty ? .text("uncommitted") : .text($0) } ?? .null,
        event.subject.map { .text($0) } ?? .null,
      ]
    }
    self.init(
      columns: [
        Column("at", kind: .date), Column("by", kind: .word), Column("kind", kind: .word), Column("field", kind: .word),
        Column("before"), Column("after"), Column("commit", kind: .word), Column("subject"),
      ], rows: rows)
    mayDropColumns = true
  }
}
