public import LibrettoModel
import LibrettoSyntax

extension Workspace {
  /// Plans a line of a record's log, at a moment (now, unless `date` says otherwise: a day, or a day with a time).
  public func planLogging(
    _ record: Record, kind: String, text: String, member: String?, date: String?
  ) throws(WorkspaceError) -> EditPlan {
    try requireReadable(record)
    if let known = book.agreement.activities, !known.contains(kind) {
      throw .unknown("activity", kind, among: known)
    }
    let named = member.map { $0.hasPrefix("@") && $0 != "@me" ? String($0.dropFirst()) : $0 }
    let name = named == "@me" ? currentMember()?.name ?? "@me" : named ?? currentMember()?.name
    if let name, book.configuration.member(name) == nil {
      throw .unknown("member", name, among: book.configuration.members.map(\.name))
    }
    // A log entry is one line: line breaks in the text become blanks.
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard !line.allSatisfy(\.isWhitespace) else {
      throw WorkspaceError(
        .usage, "the entry has no text", help: "libretto log \(record.id) \(kind) \"Asked for a quote\"")
    }
    let author = name.map { " @\($0)" } ?? ""
    do {
      let document = try record.document.addingLogEntry("- \(try moment(date)) \(kind)\(author): \(line)")
      var plan = EditPlan()
      plan.add(old: record, new: record.replacing(document))
      return plan
    } catch let error as WorkspaceError { throw error } catch {
      throw WorkspaceError(.failure, "\(record.path): \(error)", help: "nothing was written")
    }
  }

  private func moment(_ text: String?) throws(WorkspaceError) -> String {
    let now = environment.now()
    guard let text else { return minute(now) }
    guard let value = DateValue(text, now: now, zone: timeZone) else {
      throw WorkspaceError(
        .usage, "\"\(visible(text))\" is no date",
        help: "write it as 2026-11-21, \"2026-11-21 14:05\", yesterday or -2d")
    }
    switch value {
    case .instant(let instant): return minute(instant)
    case .period(let days):
      guard days.first == days.last else {
        throw WorkspaceError(.usage, "\"\(visible(text))\" is more than a day", help: "name one day")
      }
      return days.first.description
    }
  }

  private func minute(_ instant: Instant) -> String {
    let (date, time) = timeZone.civil(at: instant)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(date) \(two(time.hour)):\(two(time.minute))"
  }
}
