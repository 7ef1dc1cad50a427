import LibrettoModel
import LibrettoQuery

extension EventPattern {
  /// Reads a pattern about records of `type`. Fields, stages, kinds of activity, teams and members must exist in the book.
  init(_ text: String, of type: RecordType, in book: Book) throws(QueryError) {
    var words = Words(text)
    guard let first = words.next() else {
      throw QueryError(
        text: text, range: 0..<text.utf8.count, message: "there is no event here",
        help: "write one such as stage -> mql, log.kind:call,email by sales, or a date field")
    }
    let kind: Kind
    if first.text.hasPrefix("log.kind:") {
      kind = try Self.activity(first, words, in: book)
    } else if words.peek?.text == "->" {
      _ = words.next()
      kind = try Self.transition(first, &words, of: type, in: book)
    } else {
      kind = try Self.date(first, words, of: type)
    }
    let actor = try Self.actor(&words, in: book)
    if actor != nil, case .activity = kind {
    } else if actor != nil {
      throw words.error(
        at: words.all[words.all.count - 2], "only lines of the log tell who did it", help: "leave it out")
    }
    (self.text, self.kind, self.actor) = (text, kind, actor)
  }

  private static func activity(_ word: Words.Word, _ words: Words, in book: Book) throws(QueryError) -> Kind {
    let prefix = "log.kind:".utf8.count
    let list = Words.Word(
      text: String(word.text.dropFirst(prefix)), range: word.range.lowerBound + prefix..<word.range.upperBound)
    let kinds = list.list
    guard !kinds.isEmpty else {
      throw words.error(at: word, "no kind of activity is named", help: "write log.kind:call,email")
    }
    if let known = book.agreement.activities {
      for kind in kinds where !known.contains(kind.text) { throw words.unknown("activity", kind, among: known) }
    }
    return .activity(kinds: kinds.map(\.text))
  }

  private static func transition(
    _ field: Words.Word, _ words: inout Words, of type: RecordType, in book: Book
  ) throws(QueryError) -> Kind {
    if let schema = type.fields, schema.property(field.text) == nil {
      throw words.unknown("field", field, among: schema.propertyNames)
    }
    guard let target = words.next() else {
      throw words.error(
        at: words.all[1], "nothing follows the arrow", help: "write \(field.text) -> and what it becomes")
    }
    let lifecycle = book.agreement.lifecycles.first { $0.type == type.name && $0.field == field.text }
    let values = target.list
    let known = lifecycle?.stages.map(\.name) ?? type.fields?.property(field.text)?.allowed
    for value in values {
      if let known, !known.contains(value.text) {
        throw words.unknown(lifecycle == nil ? "value" : "stage", value, among: known)
      }
    }
    return .transition(field: field.text, to: values.map(\.text))
  }

  private static func date(_ field: Words.Word, _ words: Words, of type: RecordType) throws(QueryError) -> Kind {
    guard let schema = type.fields else { return .date(field: field.text) }
    let dates = schema.propertyNames.filter { name in
      switch schema.property(name)?.kind {
      case .date, .dateTime: true
      default: false
      }
    }
    guard schema.property(field.text) != nil else { throw words.unknown("field", field, among: dates) }
    guard dates.contains(field.text) else {
      throw words.error(
        at: field, "\(field.text) is no date, and what happens to it is not said",
        help: "write \(field.text) -> and what it becomes, or a date field: \(dates.joined(separator: ", "))")
    }
    return .date(field: field.text)
  }

  private static func actor(_ words: inout Words, in book: Book) throws(QueryError) -> Actor? {
    guard let by = words.next() else { return nil }
    guard by.text == "by" else {
      throw words.error(
        at: by, "\"\(by.text)\" has no meaning here", help: "only `by` and a team or a member may follow")
    }
    guard let who = words.next() else {
      throw words.error(at: by, "nobody is named", help: "name a team or a member: by sales, by @tom")
    }
    if let more = words.next() {
      throw words.error(at: more, "\"\(more.text)\" has no meaning here", help: "an event ends with who does it")
    }
    let name = who.text.hasPrefix("@") ? String(who.text.dropFirst()) : who.text
    let (teams, members) = (book.configuration.teams.map(\.name), book.configuration.members.map(\.name))
    if !who.text.hasPrefix("@"), teams.contains(name) { return .team(name) }
    if members.contains(name) { return .member(name) }
    throw words.unknown("team or member", who, among: teams + members)
  }
}
