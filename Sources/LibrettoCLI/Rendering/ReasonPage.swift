import LibrettoWorkspace

/// What `libretto why` shows.
struct ReasonPage {
  private let reason: ValueReason
  private let zone: TimeZone
  private let people: People
  private let style: ANSIStyle

  init(_ reason: ValueReason, zone: TimeZone, people: People, style: ANSIStyle) {
    (self.reason, self.zone, self.people, self.style) = (reason, zone, people, style)
  }

  /// The value and what it was, then what is known of its commit, a line each, and the commit's message.
  var text: String {
    func shown(_ value: Value?) -> String { value.map { visible(RowSet.Cell($0).text(separator: ", ")) } ?? "nothing" }
    var lines = [
      style("\(reason.reference.id) \(reason.field): \(shown(reason.value))", .header)
        + " (before: \(shown(reason.event.before)))"
    ]
    func add(_ name: String, _ text: String?) {
      guard let text else { return }
      lines.append(name + String(repeating: " ", count: max(1, 9 - name.utf8.count)) + visible(text))
    }
    if reason.event.isUncommitted {
      lines.append("not committed: the file has it, no commit yet")
      return lines.joined(separator: "\n") + "\n"
    }
    if let commit = reason.commit {
      add("commit", commit.id.description)
      add("author", people.person(commit.author).description)
      add("date", Self.moment(commit.author, zone))
    }
    add("since", Self.moment(reason.event.at, zone) + (reason.event.commit == nil ? ", as the log tells" : ""))
    if reason.commit == nil { add("by", reason.event.by) }
    if let merge = reason.merge { add("merge", "\(merge.id.abbreviated) \(merge.summary)") }
    add("request", reason.review?.text)
    if let message = reason.commit?.message {
      lines.append("")
      for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
        lines.append(line.isEmpty ? "" : "    " + visible(String(line)))
      }
      while lines.last == "" { lines.removeLast() }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func moment(_ signature: Signature, _ zone: TimeZone) -> String {
    moment(Instant(secondsSinceEpoch: signature.seconds), zone)
  }

  private static func moment(_ instant: Instant, _ zone: TimeZone) -> String {
    let text = instant.description(in: zone)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }

  /// The same for machines.
  static func json(_ reason: ValueReason, zone: TimeZone, people: People) -> JSONValue {
    func commit(_ commit: Commit?) -> JSONValue {
      guard let commit else { return nil }
      let author = people.person(commit.author)
      return .members([
        ("id", .text(commit.id.description)), ("author", .text(author.name)), ("email", .text(author.email)),
        ("member", .text(author.member?.name)),
        ("date", .text(Instant(secondsSinceEpoch: commit.author.seconds).description(in: zone))),
        ("message", .text(commit.message)),
      ])
    }
    return .members([
      ("type", .text(reason.reference.type)), ("id", .text(reason.reference.id)), ("field", .text(reason.field)),
      ("value", reason.value ?? nil), ("before", reason.event.before ?? nil),
      ("since", .text(reason.event.at.description(in: zone))), ("by", reason.event.by.map { .text($0) } ?? nil),
      ("committed", JSONValue(.boolean(!reason.event.isUncommitted))), ("commit", commit(reason.commit)),
      ("merge", commit(reason.merge)), ("request", reason.review.map { .text($0.text) } ?? nil),
    ])
  }
}
