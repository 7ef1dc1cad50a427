import LibrettoMerge
import LibrettoModel

/// A commit's message, written from what changed. It names records and fields, and the values of stages, which are the
/// trade's own words; never another value, for a message cannot be taken back when a person asks to be forgotten.
struct CommitMessage {
  /// The subject, where there is more to say a blank line and a line a record, and the trailers.
  let text: String

  /// The message for `changes`; of the log it names the kinds of activity that are agreed, of the stages those that
  /// are, and no other word.
  init(_ changes: ChangeSet, _ agreement: Agreement) {
    let lines =
      changes.records.map { Self.line($0, agreement) } + changes.files.map { "\(Self.verb($0.kind)) \($0.path)" }
    var parts: [String]
    if lines.count == 1 {
      parts = [Self.cut(lines[0])]
    } else {
      let rest = lines.count - 50
      parts = [
        Self.subject(changes), lines.prefix(50).joined(separator: "\n") + (rest > 0 ? "\nand \(rest) more" : ""),
      ]
    }
    let trailers = CommitTrailers(changes.records, agreement).lines
    if !trailers.isEmpty { parts.append(trailers.joined(separator: "\n")) }
    text = parts.joined(separator: "\n\n")
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

  private static func line(_ change: RecordChange, _ agreement: Agreement) -> String {
    switch change.kind {
    case .added: return "Add \(change.displayName)"
    case .removed: return "Remove \(change.displayName)"
    case .moved:
      guard let old = change.old, old.id != change.reference.id else { return "Move \(change.displayName)" }
      return "Rename \(old.type.plural)/\(old.id) to \(change.reference.id)"
    case .modified:
      var parts: [String] = []
      for name in change.fields.map({ field(of: change, $0, agreement) }) where !parts.contains(name) {
        parts.append(name)
      }
      let known = agreement.activities ?? []
      let kinds = change.addedActivities.filter(known.contains)
      if !change.addedLog.isEmpty || !change.removedLog.isEmpty {
        parts.append(kinds.isEmpty ? "log" : "log " + kinds.joined(separator: ", "))
      }
      if change.changesBody { parts.append("text") }
      return "\(change.displayName): \(parts.isEmpty ? "layout" : parts.joined(separator: ", "))"
    }
  }

  private static func field(of change: RecordChange, _ field: FieldChange, _ agreement: Agreement) -> String {
    let type = (change.new ?? change.old)?.type
    if let lifecycle = agreement.lifecycles(of: change.reference.type).first(where: { $0.field == field.field }),
      let to = field.after?.text, lifecycle.stage(to) != nil
    {
      let from = field.before?.text.flatMap { lifecycle.stage($0) != nil ? "\($0) -> " : nil } ?? ""
      return "\(field.field) \(from)\(to)"
    }
    return name(of: field.field, type?.fields)
  }

  /// A field's name as far as the schema knows it: a map may have people's names or addresses as keys.
  private static func name(of field: String, _ fields: FieldSchema?) -> String {
    var (schema, known): (FieldSchema?, [Substring]) = (fields, [])
    for part in field.split(separator: ".", omittingEmptySubsequences: false) {
      guard let next = schema, next.propertyNames.contains(String(part)) else { break }
      known.append(part)
      schema = next.property(String(part))
    }
    if !known.isEmpty { return known.joined(separator: ".") }
    let first = field.prefix { $0 != "." }
    let isWord = first.unicodeScalars.allSatisfy { scalar in
      scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic || "0"..."9" ~= scalar
    }
    return isWord && !first.isEmpty && first.count <= 40 ? String(first) : "other fields"
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
