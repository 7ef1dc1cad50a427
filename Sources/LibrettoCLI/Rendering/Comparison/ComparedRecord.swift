import LibrettoWorkspace

/// What differs in a record, in the words in which every format tells it; nothing in it is escaped.
struct ComparedRecord {
  /// A field's row.
  struct Row {
    let field: String
    /// What was there, in parts where it was a list; empty where nothing was.
    let before: [String]
    /// What is there now.
    let after: [String]
    /// What came into a list and left it; nil for other values.
    let difference: (added: [String], removed: [String])?
  }

  /// What people call the record: `leads/jane-doe`.
  let name: String
  /// Its title.
  let title: String
  /// `new`, `removed`, `moved`, `renamed` or `changed`.
  let word: String
  /// Where it was before, where it moved: the file, or the id where that changed.
  let origin: String?
  let kind: RecordChange.Kind
  let rows: [Row]
  let log: [LogChange]
  let body: [LineChange]

  init(_ change: RecordChange, in comparison: BookComparison) {
    let record = change.new ?? change.old
    let title = record?.title ?? ""
    self.title = title == record?.id ? "" : title
    kind = change.kind
    var (name, word, origin): (String, String, String?) = (change.displayName, "changed", nil)
    switch change.kind {
    case .added: word = "new"
    case .removed: word = "removed"
    case .modified: break
    case .moved:
      guard let old = change.old, let new = change.new else { break }
      let isRenamed = old.id != new.id
      word = isRenamed ? "renamed" : "moved"
      name = isRenamed ? change.displayName : new.path
      origin = isRenamed ? "\(old.type.plural)/\(old.id)" : old.path
    }
    (self.name, self.word, self.origin) = (name, word, origin)
    // Of what is gone, its history knows the rest.
    let isGone = change.kind == .removed
    rows = isGone ? [] : change.fields.map { Self.row($0, change, comparison) }
    log = isGone ? [] : change.logChanges
    body = isGone ? [] : change.bodyChanges
  }

  /// Whether only blanks, quotes or comments differ.
  var isLayoutOnly: Bool { kind == .modified && rows.isEmpty && log.isEmpty && body.isEmpty }

  private static func row(_ change: FieldChange, _ record: RecordChange, _ comparison: BookComparison) -> Row {
    func text(_ value: Value) -> String {
      guard let text = value.text else { return value.text() }
      return comparison.title(of: text, in: change.field, of: record).map { $0 == text ? text : "\(text) (\($0))" }
        ?? text
    }
    func texts(_ value: Value?) -> [String] {
      guard let value, !value.isEmpty else { return [] }
      return value.elements.map { $0.map(text) } ?? [text(value)]
    }
    // A number that became a text of the same digits reads the same; as JSON they differ.
    if texts(change.before) == texts(change.after), !texts(change.before).isEmpty {
      return Row(
        field: change.field, before: [change.before?.text() ?? ""], after: [change.after?.text() ?? ""],
        difference: nil)
    }
    let isList = change.before?.elements != nil || change.after?.elements != nil
    return Row(
      field: change.field, before: texts(change.before), after: texts(change.after),
      difference: isList ? change.listDifference.map { ($0.added.map(text), $0.removed.map(text)) } : nil)
  }
}

extension ChangeSet.FileChange {
  /// What happened, in a word: `new`, `removed`, `changed`, `moved`.
  var word: String {
    switch kind {
    case .added: "new"
    case .removed: "removed"
    case .modified: "changed"
    case .moved: "moved"
    }
  }
}

extension BookComparison {
  /// The records that differ.
  var comparedRecords: [ComparedRecord] { changes.records.map { ComparedRecord($0, in: self) } }

  /// How many of what: `2 changed, 1 new, 1 file of the configuration`.
  var countText: String {
    var counts: [(word: String, count: Int)] = []
    for record in comparedRecords {
      if let index = counts.firstIndex(where: { $0.word == record.word }) {
        counts[index].count += 1
      } else {
        counts.append((record.word, 1))
      }
    }
    let order = ["new", "changed", "moved", "renamed", "removed"]
    var parts = order.compactMap { word in counts.first { $0.word == word }.map { "\($0.count) \(word)" } }
    let (settings, unread) = (changes.files.filter { $0.problem == nil }, changes.files.filter { $0.problem != nil })
    if !settings.isEmpty { parts.append("\(settings.count) of the configuration") }
    if !unread.isEmpty { parts.append("\(unread.count) that cannot be read") }
    return parts.joined(separator: ", ")
  }
}
