import TestSupport

/// A book of some tens of records of all kinds, right and wrong ones, from a seed.
struct GeneratedBook {
  var random: SeededGenerator
  /// The records' files by path.
  private(set) var files: [String: String] = [:]

  init(seed: UInt64, count: Int = 44) {
    random = SeededGenerator(seed: seed)
    for _ in 0..<count { addFile() }
  }

  // MARK: changes

  /// Changes some files: new ones, others' text, other names, none any more. Gives the paths that were touched.
  mutating func change() -> Set<String> {
    let before = files
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let path = files.keys.sorted().randomElement(using: &random)
      switch (Int.random(in: 0..<5, using: &random), path) {
      case (0, let path?): files[path] = nil
      case (1, let path?):
        guard let type = GeneratedFields.types.first(where: { path.hasPrefix(GeneratedFields.folders[$0]! + "/") })
        else { continue }
        files[freshPath(type)] = files.removeValue(forKey: path)
      case (2, let path?), (3, let path?):
        guard let type = GeneratedFields.types.first(where: { path.hasPrefix(GeneratedFields.folders[$0]! + "/") })
        else { continue }
        files[path] = record(type)
      default: addFile()
      }
    }
    return Set(before.keys).union(files.keys).filter { before[$0] != files[$0] }
  }

  private mutating func addFile() {
    let weighted = GeneratedFields.types + ["lead", "lead", "account", "deal", "deal", "task", "task"]
    let type = pick(weighted)
    let path = freshPath(type)
    files[path] = chance(40) ? pick(Self.broken) : record(type)
  }

  private mutating func freshPath(_ type: String) -> String {
    let folder = GeneratedFields.folders[type]!
    let sub = pick(["", "", "", "a/", "b/", "a/deeper/"])
    let stem = chance(40) ? pick(["Bad Name", "ü", "README", "x_y"]) : pick(Self.ids)
    return "\(folder)/\(sub)\(stem).md"
  }

  // MARK: values

  static let ids = ["globex", "initech", "acme", "jane", "ola"] + (0..<9).map { "r\($0)" }
  static let oldIDs = ["old-1", "old-2", "old-3", "é", "e\u{301}", "Globex", "r3", "acme"]
  static let texts = [
    "Jane Doe", "Zürich", "straße", "STRASSE", "İstanbul", "naïve", "nai\u{308}ve", "a..b", "x,y", "k: v", "é",
    "e\u{301}", "NO", "5", "1.10", "true", "null", "🧑‍🚀", "say \"hi\"", "[[globex]]", "[[old-1]]", "back\\slash",
    "two\nlines", "a\tb", "pricing", "partner", "CTO", "globex", "tom", "nul\u{0}byte", " ", "2026-11-18", "K",
    "\u{212A}",
  ]
  static let numbers = [
    "0", "1", "2", "-3", "72", "80.5", "0.1", "0.3", "0.30000000000000004", "9007199254740992", "9007199254740993",
    "9223372036854775807", "9223372036854775808", "1e3", "1e400", "123456789012345678901234567890", "-0", "5",
    "0.1000000000000000000000000000000000000001", "50", "100",
  ]
  static let amounts = [
    "1200", "999.99 EUR", "5000 USD", "0", "-5 EUR", "12.345 KWD", "10000.01", "1200 USD", "1200.00 EUR", "12000",
    "99999999999999999999 EUR", "0.1",
  ]
  static let dates = [
    "2026-11-18", "2026-11-17", "2026-10-02", "2025-12-31", "2026-07-15", "2026-11-25", "0001-01-01", "9999-12-31",
    "2024-02-29", "2026-12-31", "2027-01-01",
  ]
  static let moments = [
    "2026-11-18T12:30:00+01:00", "2026-11-18T23:30:00Z", "2026-11-18T00:10:00+23:59", "2026-11-18T23:50:00-23:59",
    "2026-11-18 08:00", "2026-11-18", "2026-11-17T23:59:59", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+12:00",
    "2026-11-18t12:00:00z",
  ]
  static let times = ["12:30", "12:30:15", "12:30:00Z", "08:00", "23:59"]
  static let durations = ["3d", "8h", "P3DT4H", "72h", "2w", "P1M"]
  static let members = ["tom", "mia", "ada"]

  /// Texts of files that are no good records.
  private static let broken = [
    "", "no front matter at all\n\n[[globex]]\n", "---\nname: Jane Doe\n", "---\nname: a\nname: b\nowner: tom\n---\n",
    "---\nname:\ta\n\tb: c\n---\n", "---\nname: &x a\nowner: *x\n---\n", "---\n- a\n- b\n---\n", "---\n---\n",
    "---\naccount: globex\naccount: initech\nstage: mql\n---\nText\n",
    "---\nnext: {due: 2026-11-18, due: 2026-11-25}\n---\n",
    "---\nabout: jane\nabout: [ola, r1]\nscore: 72\n---\n", "---\nname: [a\n---\n",
    "---\nname: Late\naliases: [old-1, old-1]\n---\n", "---\n\"name\": a\nstage: sql\n? x\n---\n",
  ]

  /// A value of the kind, as YAML in a flow collection.
  mutating func value(_ kind: GeneratedFields.Kind) -> String {
    switch kind {
    case .text: return quoted(pick(Self.texts))
    case .number: return pick(Self.numbers)
    case .boolean: return pick(["true", "false"])
    case .money: return pick(Self.amounts)
    case .date: return chance(8) ? quoted(pick(Self.moments)) : pick(Self.dates)
    case .dateTime: return quoted(pick(Self.moments))
    case .time: return quoted(pick(Self.times))
    case .duration: return pick(Self.durations)
    case .member: return chance(10) ? "nobody" : pick(Self.members)
    case .choice(let texts): return pick(texts)
    case .link: return chance(6) ? quoted(pick(Self.oldIDs)) : pick(Self.ids)
    case .any: return chance(2) ? quoted(pick(Self.texts)) : pick(Self.numbers + Self.dates + Self.amounts)
    case .list(let inner):
      let values = (0..<Int.random(in: 0..<4, using: &random)).map { _ in value(inner) }
      return "[\(values.joined(separator: ", "))]"
    case .parts(let fields):
      let maps = (0..<Int.random(in: 0..<3, using: &random)).map { _ in map(fields) }
      return "[\(maps.joined(separator: ", "))]"
    }
  }

  private mutating func map(_ fields: [GeneratedFields.Field]) -> String {
    let members = fields.compactMap { chance(4) ? nil : "\($0.name): \(anyValue($0.kind))" }
    return "{\(members.joined(separator: ", "))}"
  }

  /// A value of the kind, or one that does not fit.
  private mutating func anyValue(_ kind: GeneratedFields.Kind) -> String {
    guard chance(8) else { return value(kind) }
    let right = value(kind)
    return pick([
      "[\(right)]", "[[\(right), x], \(right)]", "{x: \(right)}", "[{x: \(right)}]", "\"\"", "[\"\", \"\"]", "~",
      "null",
      "[]", "{}", "5", "true", "[~, \(right)]", quoted("abc"), "[5, true, 1.50]", "[[]]", "{x: {y: \(right)}}", "0x1F",
      "[\(right), \(right)]",
    ])
  }

  // MARK: records

  private mutating func record(_ type: String) -> String {
    var tops: [(key: String, members: [(String, String)])] = []
    let irregular = chance(3)
    for field in GeneratedFields.fields[type] ?? [] where !chance(4) {
      let parts = field.name.split(separator: ".", maxSplits: 1).map(String.init)
      let text = irregular ? anyValue(field.kind) : value(field.kind)
      if parts.count == 1 {
        tops.append((parts[0], [("", text)]))
      } else if let index = tops.firstIndex(where: { $0.key == parts[0] }) {
        tops[index].members.append((parts[1], text))
      } else {
        tops.append((parts[0], [(parts[1], text)]))
      }
    }
    var lines: [String] = []
    for (key, members) in tops {
      let name = key == "no" ? "\"no\"" : key
      if members[0].0.isEmpty {
        lines.append("\(name): \(members[0].1)")
      } else {
        var map = nested(members)
        if irregular, chance(6) { map = pick(["[\(map), \(map)]", "[\(map)]", "text", "[[\(map)]]", "5", "{}"]) }
        lines.append("\(name): \(map)")
      }
    }
    if chance(4), type != "note" {
      lines.append("aliases: [\(quoted(pick(Self.oldIDs))), \(quoted(pick(Self.oldIDs)))]")
    }
    if chance(9) { lines.append("strange: \(anyValue(.text))") }
    return "---\n" + lines.joined(separator: "\n") + "\n---\n" + body()
  }

  /// `("a.b", 1), ("c", 2)` as `{a: {b: 1}, c: 2}`.
  private func nested(_ members: [(String, String)]) -> String {
    var keys: [String] = []
    var below: [String: [(String, String)]] = [:]
    for (name, text) in members {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      if below[parts[0]] == nil { keys.append(parts[0]) }
      below[parts[0], default: []].append((parts.count > 1 ? parts[1] : "", text))
    }
    let parts = keys.map { key in
      let inner = below[key]!
      return "\(key): \(inner[0].0.isEmpty ? inner[0].1 : nested(inner))"
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  private mutating func body() -> String {
    guard !chance(4) else { return "" }
    var text = "\n# \(pick(Self.texts))\n\n\(pick(Self.texts)) [[\(pick(Self.ids))]]\n"
    guard !chance(3) else { return text }
    text += "\n## Log\n\n"
    for _ in 0..<Int.random(in: 0..<4, using: &random) { text += logLine() + "\n" }
    return text
  }

  private mutating func logLine() -> String {
    if chance(8) {
      return pick(["- no line of a log", "- 2026-13-01 call: never", "- 2026-11-18 call no colon", "text"])
    }
    let time = pick(["", "", " 14:05", " 00:10+23:59", " 23:50Z", " 09:12:30"])
    let member = pick(["", " @tom", " @mia", " @nobody"])
    return
      "- \(pick(Self.dates))\(time) \(pick(["call", "email", "meeting", "strange"]))\(member): \(pick(["Asked", "Zürich", "x"]))"
  }

  // MARK: chance

  mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\u{0}": out += "\\0"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
