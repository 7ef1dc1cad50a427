import LibrettoQuery
import TestSupport

/// Queries of every form over the fields of `GeneratedFields`.
struct GeneratedQuery {
  var values: GeneratedBook

  init(seed: UInt64) { values = GeneratedBook(seed: seed, count: 0) }

  /// The words and options of a query.
  mutating func next() -> (text: String, options: QueryOptions) {
    let type = pick(GeneratedFields.types + ["lead", "lead", "account", "deal", "task"])
    let plural = GeneratedFields.folders[type]!.split(separator: "/").last!
    var text = "\(plural) \(condition(type, depth: 2))"
    if chance(2) { text += " \(term(type, depth: 1))" }
    return (text, options(type))
  }

  // MARK: conditions

  private mutating func condition(_ type: String, depth: Int) -> String {
    guard depth > 0 else { return term(type, depth: 0) }
    switch Int.random(in: 0..<10, using: &values.random) {
    case 0: return "(\(condition(type, depth: depth - 1)) or \(condition(type, depth: depth - 1)))"
    case 1: return "(\(condition(type, depth: depth - 1)) \(condition(type, depth: depth - 1)))"
    case 2: return "not:(\(condition(type, depth: depth - 1)) \(condition(type, depth: depth - 1)))"
    case 3: return "not:(\(condition(type, depth: depth - 1)) or \(condition(type, depth: depth - 1)))"
    case 4: return "not:\(term(type, depth: depth - 1))"
    default: return term(type, depth: depth)
    }
  }

  private mutating func term(_ type: String, depth: Int) -> String {
    let (prefix, end) = walk(type)
    switch Int.random(in: 0..<18, using: &values.random) {
    case 0: return "\(prefix)\(builtIn(end))"
    case 1: return "\(prefix)\(logTerm())"
    case 2 where !prefix.isEmpty && depth > 0: return "\(prefix)(\(condition(end, depth: depth - 1)))"
    case 3 where !prefix.isEmpty: return "\(pick(["has", "no"])):\(prefix.dropLast())"
    case 4 where !prefix.isEmpty: return "\(prefix)count:\(pick(["0", "1", "0..1", "2..", "..3", "1..2"]))"
    case 5:
      return reverse(type).map { "\(pick(["has:\($0)", "no:\($0)", "\($0).count:\(pick(["0", "1..", "..1"]))"]))" }
        ?? fieldTerm(prefix, end)
    case 6 where chance(5): return "\(prefix)\(pick(["strange:abc", "stra:x", "loss.x:5", "amount.x:1"]))"
    default: return fieldTerm(prefix, end)
    }
  }

  /// No link, or some links to follow: the text with a point at its end, and the type that it leads to.
  private mutating func walk(_ type: String) -> (String, String) {
    var (prefix, type) = ("", type)
    let count = pick([0, 0, 0, 1, 1, 2, 3])
    for _ in 0..<count {
      if chance(2) {
        let links = GeneratedFields.fields[type]!.filter { !$0.kind.targets.isEmpty }
        guard !links.isEmpty else { break }
        let link = pick(links)
        prefix += "\(link.name)."
        type = pick(link.kind.targets)
      } else {
        let linking = GeneratedFields.types.filter { source in
          GeneratedFields.fields[source]!.contains { $0.kind.targets.contains(type) }
        }
        guard !linking.isEmpty else { break }
        let source = pick(linking)
        let fields = GeneratedFields.fields[source]!.filter { $0.kind.targets.contains(type) }
        let plural = GeneratedFields.folders[source]!.split(separator: "/").last!
        prefix += chance(3) ? "\(plural)@\(pick(fields).name)." : "\(plural)."
        type = source
      }
    }
    return (prefix, type)
  }

  private mutating func reverse(_ type: String) -> String? {
    let linking = GeneratedFields.types.filter { source in
      GeneratedFields.fields[source]!.contains { $0.kind.targets.contains(type) }
    }
    guard !linking.isEmpty else { return nil }
    return String(GeneratedFields.folders[pick(linking)]!.split(separator: "/").last!)
  }

  private mutating func fieldTerm(_ prefix: String, _ type: String) -> String {
    let field = pick(GeneratedFields.fields[type]!)
    var (name, kind) = (
      prefix + (["no", "text", "aliases"].contains(field.name) ? "\"\(field.name)\"" : field.name), field.kind
    )
    if prefix.isEmpty, name.hasPrefix("\"") { name = "field.\(name)" }
    if case .parts(let fields) = kind {
      let part = pick(fields)
      (name, kind) = ("\(name).\(part.name)", part.kind)
    }
    return comparison(name, kind)
  }

  private mutating func comparison(_ name: String, _ kind: GeneratedFields.Kind) -> String {
    if case .list(let inner) = kind {
      return chance(6) ? "\(name).count:\(pick(["0", "1", "2..", "..1"]))" : comparison(name, inner)
    }
    switch Int.random(in: 0..<16, using: &values.random) {
    case 0: return "has:\(name)"
    case 1: return "no:\(name)"
    case 2: return "\(name)~\(needle())"
    case 3:
      if case .member = kind {
        return
          "\(name).\(pick(["team:sales", "team:marketing", "name~weber", "email:tom@aria.example", "name:\"Tom Krüger\"", "team!=sales"]))"
      }
    case 4: if case .date = kind { return "\(name).\(pick(["quarter~Q4", "year~2026", "month~11", "week~W47"]))" }
    case 5 where chance(4): return "\(name):\(quoted(pick(GeneratedBook.texts)))"
    default: break
    }
    let sign = chance(5) ? "!=" : ":"
    let count = pick([1, 1, 1, 2, 3])
    let operands = (0..<count).map { _ in operand(kind) }
    return "\(name)\(sign)\(operands.joined(separator: ","))"
  }

  private mutating func operand(_ kind: GeneratedFields.Kind) -> String {
    switch kind {
    case .text: return quoted(pick(GeneratedBook.texts))
    case .number: return range(pick(GeneratedBook.numbers + ["1k", "10m", "-1k"]), pick(GeneratedBook.numbers))
    case .boolean: return pick(["true", "false"])
    case .money:
      return range(
        quotedAmount(pick(GeneratedBook.amounts + ["1k", "10k", "2.5m"])), quotedAmount(pick(GeneratedBook.amounts)))
    case .date, .dateTime:
      let words = [
        "2026-11-18", "2026-11", "2026-Q4", "2026-W47", "2026", "today", "yesterday", "tomorrow", "sow", "eow", "som",
        "eom", "soq", "eoq", "soy", "eoy", "+7d", "-2w", "+3m", "-1y", "-8h", "9999", "9999-12-31", "0001", "+7900y",
        "2026-11-17", "2026-10-02", "2025-12-31", "+30min", "0001-01-01", "0000",
      ]
      let moments = [
        "\"2026-11-18T12:30\"", "\"2026-11-18T23:30Z\"", "\"2026-11-18 08:00\"", "\"2026-11-18T00:10+23:59\"",
      ]
      return range(pick(words + moments), pick(words))
    case .time: return range(quoted(pick(GeneratedBook.times)), quoted(pick(["12:30", "23:59"])))
    case .duration: return range(pick(GeneratedBook.durations), pick(GeneratedBook.durations))
    case .member: return pick(GeneratedBook.members + ["@me", "@tom"])
    case .choice(let texts): return pick(texts)
    case .link(let types):
      return pick(types.map { "\($0)/" } + ["", "", "", ""])
        + pick(GeneratedBook.ids + ["old-1", "old-2", "é", "Globex"])
    case .any:
      return chance(3)
        ? range(pick(GeneratedBook.numbers + GeneratedBook.dates), pick(GeneratedBook.numbers + GeneratedBook.dates))
        : chance(3) ? "@me" : quoted(pick(GeneratedBook.texts + GeneratedBook.numbers + GeneratedBook.dates))
    case .list(let inner): return operand(inner)
    case .parts: return "x"
    }
  }

  private mutating func range(_ low: String, _ high: String) -> String {
    switch Int.random(in: 0..<5, using: &values.random) {
    case 0: "\(low)..\(high)"
    case 1: "\(low).."
    case 2: "..\(high)"
    default: low
    }
  }

  private mutating func builtIn(_ type: String) -> String {
    let id = pick(GeneratedBook.ids + GeneratedBook.oldIDs)
    return pick([
      "id:\(id)", "id!=\(id)", "id:\(type)/\(id)", "id~r", "path~\(pick(["deeper", "a/", "leads", "R1", ".md"]))",
      "path:\(GeneratedFields.folders[type]!)/\(id).md", "aliases:\(quoted(id))", "aliases~old", "has:aliases",
      "aliases.count:1..", "type:\(type)", "type!=\(type)", "type~ea", "text~\(needle())",
      "text~\(needle()),\(needle())",
      "text!=\(needle())",
    ])
  }

  private mutating func logTerm() -> String {
    let parts = [
      "kind:call", "kind:email,meeting", "by:tom", "by:@me", "at:-7d..", "at:2026-11-18", "at:..2026-Q3", "at:9999..",
      "at:..9999", "text~zurich", "text:Asked", "kind!=call", "kind~ee", "at:\"2026-11-18T00:10+23:59\"",
      "at:2026-11-17",
    ]
    switch Int.random(in: 0..<5, using: &values.random) {
    case 0: return "log.(\(pick(parts)) \(pick(parts)))"
    case 1: return "log.(\(pick(parts)) or \(pick(parts)))"
    case 2: return "log.(\(pick(parts)) not:\(pick(parts)) has:by)"
    case 3: return pick(["log~asked", "log.count:0", "log.count:2..", "log.(has:by)", "log.(no:by)"])
    default: return "log.\(pick(parts))"
    }
  }

  /// What to search for: of one, two, three and more letters.
  private mutating func needle() -> String {
    pick(
      [
        "z", "é", "zu", "ss", "st", "CTO", "zur", "STRASSE", "doe", "globex", "asked", "2026", "istanbul", "\"jane d\"",
        "mia",
        "🧑", "k", "5", "tru", "1.5", "\"x,y\"", "\"hi\\\"\"", "xyzzy", "front matter",
      ].map { $0.contains(" ") && !$0.hasPrefix("\"") ? "\"\($0)\"" : $0 })
  }

  // MARK: options

  private mutating func options(_ type: String) -> QueryOptions {
    var options = QueryOptions()
    if chance(4) {
      if chance(3) { options.group = name(type) } else { options.count = true }
      let fields = GeneratedFields.fields[type]!
      func names(_ fits: (GeneratedFields.Kind) -> Bool) -> [String] { fields.filter { fits($0.kind) }.map(\.name) }
      let sums = names { if case .number = $0 { true } else if case .money = $0 { true } else { false } }
      if !sums.isEmpty, chance(2) { options.sum = [pick(sums)] }
      if !sums.isEmpty, chance(3) { options.avg = [pick(sums)] }
      let dates = names { if case .date = $0 { true } else { false } }
      if !dates.isEmpty, chance(3) { (options.min, options.max) = ([pick(dates)], [pick(dates)]) }
    } else {
      if chance(2) { options.columns = (0..<pick([1, 2, 3])).map { _ in name(type) }.joined(separator: ",") }
      if chance(2) { options.sort = (chance(2) ? "-" : "") + name(type) + (chance(2) ? ",-id" : "") }
    }
    if chance(4) { options.limit = pick([0, 1, 2, 5]) }
    return options
  }

  /// A field's name in an option, over links too.
  private mutating func name(_ type: String) -> String {
    let (prefix, end) = walk(type)
    if chance(6) { return prefix + pick(["id", "path", "type", "log.count", "log.at", "aliases"]) }
    if chance(6), !prefix.isEmpty { return prefix + "count" }
    let field = pick(GeneratedFields.fields[end]!.filter { !["no", "text", "aliases", "parts"].contains($0.name) })
    if case .date = field.kind, chance(2) {
      return prefix + field.name + pick([".quarter", ".year", ".week", ".month"])
    }
    return prefix + field.name
  }

  // MARK: chance

  private mutating func chance(_ oneIn: Int) -> Bool { values.chance(oneIn) }
  private mutating func pick<T>(_ choices: [T]) -> T { values.pick(choices) }

  private func quotedAmount(_ text: String) -> String { text.contains(" ") ? quoted(text) : text }

  private func quoted(_ text: String) -> String {
    let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }
}
