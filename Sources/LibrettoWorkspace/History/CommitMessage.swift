import LibrettoMerge
import LibrettoModel

/// A commit's message, written from what changed. It names records and fields, and the values of stages, which are the
/// trade's own words; never another value, for a message cannot be taken back when a person asks to be forgotten.
struct CommitMessage {
  /// The subject, and where there is more to say a blank line and a line a record.
  let text: String

  /// The message for `changes`; of the log it names the kinds of activity that are `agreed`, no other word.
  init(_ changes: ChangeSet, agreed activities: [String]?) {
    let known = Set(activities ?? [])
    let lines = changes.records.map { Self.line($0, known) } + changes.files.map { "\(Self.verb($0.kind)) \($0.path)" }
    if lines.count == 1 {
      text = Self.cut(lines[0])
      return
    }
    let shown = lines.prefix(50)
    let rest = lines.count - shown.count
    text = Self.subject(changes) + "\n\n" + shown.joined(separator: "\n") + (rest > 0 ? "\nand \(rest) more" : "")
  }

  private static func subject(_ changes: ChangeSet) -> String {
    var parts: [String] = []
    for (kind, verb) in [
      (RecordChange.Kind.added, "add"), (.modified, "change"), (.moved, "move"), (.removed, "remove"),
    ] {
      let records = changes.records.filter { $0.kind == kind }
      guard !records.isEmpty else { continue }
      let types = Set(records.map { ($0.new ?? $0.old)!.type.plural })
      let what = types.count == 1 ? types.first! : "records"
      parts.append("\(verb) \(records.count == 1 ? records[0].displayName : "\(records.count) \(what)")")
    }
    for (kind, verb) in [(RecordChange.Kind.added, "add"), (.modified, "change"), (.removed, "remove")] {
      let files = changes.files.filter { $0.kind == kind }
      guard !files.isEmpty else { continue }
      let names = files.map { visible($0.path) }.prefix(2).joined(separator: ", ")
      let rest = files.count - 2
      parts.append("\(verb) \(names)" + (rest > 0 ? " and \(rest) more \(rest == 1 ? "file" : "files")" : ""))
    }
    let text = parts.joined(separator: ", ")
    return cut(text.prefix(1).uppercased() + text.dropFirst())
  }

  private static func line(_ change: RecordChange, _ known: Set<String>) -> String {
    switch change.kind {
    case .added: return "Add \(change.displayName)"
    case .removed: return "Remove \(change.displayName)"
    case .moved:
      guard let old = change.old, old.id != change.reference.id else { return "Move \(change.displayName)" }
      return "Rename \(old.type.plural)/\(old.id) to \(change.reference.id)"
    case .modified:
      var parts = change.fields.map { field(of: change, $0) }
      let kinds = change.addedActivities.filter { known.contains($0) }
      if !change.addedLog.isEmpty || !change.removedLog.isEmpty {
        parts.append(kinds.isEmpty ? "log" : "log " + kinds.joined(separator: ", "))
      }
      if change.changesBody { parts.append("text") }
      return "\(change.displayName): \(parts.isEmpty ? "layout" : parts.joined(separator: ", "))"
    }
  }

  private static func field(of change: RecordChange, _ field: FieldChange) -> String {
    let schema = change.new?.type.fields?.property(field.field)
    if case .stage? = schema?.kind, let to = field.after?.text {
      return field.before?.text.map { "\(field.field) \(visible($0)) -> \(visible(to))" }
        ?? "\(field.field) \(visible(to))"
    }
    return visible(field.field)
  }

  private static func verb(_ kind: RecordChange.Kind) -> String {
    switch kind {
    case .added: "Add"
    case .removed: "Remove"
    case .modified, .moved: "Change"
    }
  }

  /// A subject of at most 72 letters, as Git's own tools want it, cut between words.
  private static func cut(_ text: String) -> String {
    guard text.count > 72 else { return text }
    // One letter is for the mark; a blank right behind the part ends a word too.
    let part = text.prefix(72)
    guard let blank = part.lastIndex(of: " ") else { return text.prefix(71) + "…" }
    var words = part[..<blank]
    while words.last == "," || words.last == " " { words.removeLast() }
    return words + "…"
  }
}
