import LibrettoWorkspace

/// A record as JSON, in the shape of `docs/schemas/record.schema.json`.
struct RecordJSON {
  private let view: RecordView
  private let zone: TimeZone

  init(_ view: RecordView, zone: TimeZone) {
    self.view = view
    self.zone = zone
  }

  var value: JSONValue {
    let record = view.record
    let to = view.linksTo.map { link, target in
      Self.link(target?.reference.type, target?.id ?? link.id, target?.title, link.field)
    }
    let from = view.linksFrom.map { source, field in
      Self.link(source.reference.type, source.id, source.title, field)
    }
    return JSONValue.members([
      ("type", .text(record.reference.type)), ("id", .text(record.id)), ("path", .text(record.path)),
      ("fields", Value(.object(record.fields))),
      ("links", JSONValue.members([("to", .list(to)), ("from", .list(from))])),
      ("log", .list(log)), ("body", .text(record.document.body)), ("commit", commit ?? nil),
    ])
  }

  private static func link(_ type: String?, _ id: String, _ title: String?, _ field: String?) -> JSONValue {
    .members([
      ("type", type.map { .text($0) } ?? JSONValue(.null)), ("id", .text(id)),
      ("title", title.map { .text($0) } ?? JSONValue(.null)), ("field", field.map { .text($0) } ?? JSONValue(.null)),
    ])
  }

  private var log: [JSONValue] {
    let lines = LineIndex(view.record.document.bytes)
    return view.record.document.log.compactMap { line in
      guard case .entry(let entry) = line else { return nil }
      return .members([
        ("at", .text(LogMoment(entry).rfc3339(in: zone))), ("kind", .text(entry.kind)),
        ("by", entry.member.map { .text($0) } ?? JSONValue(.null)), ("text", .text(entry.text)),
        ("line", .integer(lines.position(at: entry.range.lowerBound).line)),
      ])
    }
  }

  private var commit: JSONValue? {
    view.lastCommit.map { commit in
      .members([
        ("id", .text(commit.id.description)), ("author", .text(view.lastAuthor?.name ?? commit.author.name)),
        ("email", .text(view.lastAuthor?.email ?? commit.author.email)),
        ("member", .text(view.lastAuthor?.member?.name)),
        ("at", .text(Instant(secondsSinceEpoch: commit.author.seconds).description(in: zone))),
        ("subject", .text(commit.summary)),
      ])
    }
  }
}

/// When a log entry says that it happened.
struct LogMoment {
  private let entry: LogEntry

  init(_ entry: LogEntry) { self.entry = entry }

  /// A date, or a date and time with its offset.
  func rfc3339(in zone: TimeZone) -> String {
    guard let date = CivilDate(year: entry.date.year, month: entry.date.month, day: entry.date.day) else { return "" }
    guard let time = entry.time,
      let clock = ClockTime(hour: time.hour, minute: time.minute, second: time.second ?? 0)
    else { return date.description }
    if let zone = entry.zone { return "\(date)T\(clock)\(zone)" }
    return zone.instant(of: date, clock).description(in: zone)
  }
}
