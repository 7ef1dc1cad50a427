import TestSupport

/// Makes a record and two versions of it, as two teams would.
struct TripleGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed &* 0x9E37_79B9 &+ 77) }

  /// The schema that the records are of, in force for type `lead`.
  static let schema = """
    type: object
    properties:
      name: {type: string}
      email: {type: string}
      stage: {type: string}
      score: {type: number, x-merge: max}
      since: {type: string, format: date, x-merge: min}
      fit: {enum: [A, B, C]}
      tags: {type: array, items: {type: string}, x-merge: union}
      campaigns: {type: array, items: {type: string}}
      steps: {type: array, items: {type: string}, x-merge: ordered}
      next: {type: object, properties: {what: {type: string}, due: {type: string}, who: {type: string}}}
      people: {type: array, items: {type: object, properties: {id: {type: string}}}}
    """

  static let words = [
    "Jane", "Müller", "NO", "0049123", "1.10", "true", "demo", "quote", "sso", "pricing", "webinar", "東京", "q4", "a-b",
    "x1", "null",
  ]
  static let keys = [
    "name", "email", "stage", "score", "since", "fit", "tags", "campaigns", "steps", "next", "people", "notes",
    "x-free", "owner",
    "region", "consent", "phone",
  ]

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  mutating func pick<T>(_ list: [T]) -> T { list.randomElement(using: &random)! }
  mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// A base, nil now and then, and two versions of it.
  mutating func triple() -> (base: [UInt8]?, ours: [UInt8], theirs: [UInt8]) {
    let base = record()
    if chance(4) { return (nil, edited(base).bytes, edited(base).bytes) }
    return (base.bytes, edited(base).bytes, edited(base).bytes)
  }

  mutating func record() -> GeneratedRecord {
    var record = GeneratedRecord()
    record.hasMatter = chance(96)
    for key in Self.keys.shuffled(using: &random).prefix(count(0...9)) { record.fields.append(field(key)) }
    if record.fields.isEmpty { record.fields = [field("name")] }
    if chance(85) {
      record.body = ["", "# " + pick(Self.words), ""]
      for _ in 0..<count(0...5) { record.body.append(chance(20) ? "" : sentence()) }
      if record.body.last == "" { record.body.append(sentence()) }
    }
    if chance(60) {
      record.hasLog = true
      let newestLast = chance(25)
      var days = (0..<count(0...6)).map { _ in count(10...28) }.sorted(by: >)
      if newestLast { days.reverse() }
      record.log = days.map { entry($0) }
      if chance(10) { record.log.append("a free line") }
      if chance(15) { record.after = ["", "## Files", "", sentence()] }
    }
    record.isCRLF = chance(10)
    record.hasMark = chance(4)
    record.lacksEnd = chance(6)
    if chance(6) { record.end = ["# the end"] }
    return record
  }

  mutating func sentence() -> String { "\(pick(Self.words)) \(pick(Self.words)) \(count(1...99))." }

  mutating func entry(_ day: Int) -> String {
    "- 2026-11-\(day)" + (chance(60) ? " \(count(10...19)):\(count(10...59))" : "")
      + " \(pick(["call", "mail", "note"]))"
      + (chance(50) ? " @\(pick(["mia", "tom"]))" : "") + ": \(sentence())"
  }

  mutating func field(_ key: String) -> GeneratedRecord.Field {
    var field = GeneratedRecord.Field(key: key, content: content(key))
    if chance(12) { field.lead = [pick(["# about \(key)", "", "# section", "#"])] }
    if chance(5) { field.lead.append("# more on \(key)") }
    if chance(12) { field.note = pick(["why", "see mail", "x: y"]) }
    return field
  }

  mutating func scalar() -> GeneratedRecord.Content {
    .scalar(pick(Self.words) + (chance(30) ? " \(count(1...9))" : ""), quote: pick(["", "", "", "'", "\""]))
  }

  mutating func names(_ range: ClosedRange<Int>) -> [String] {
    var names: [String] = []
    for name in Self.words.shuffled(using: &random).prefix(count(range)) {
      names.append(chance(10) ? "\"\(name)\"" : name)
    }
    return names
  }

  mutating func member(_ key: String) -> (key: String, value: String) { (key, pick(Self.words)) }

  mutating func content(_ key: String) -> GeneratedRecord.Content {
    switch key {
    case "score": return .scalar("\(count(0...99))", quote: "")
    case "since": return .scalar("2026-0\(count(1...9))-1\(count(0...9))", quote: "")
    case "fit": return .scalar(pick(["A", "B", "C"]), quote: "")
    case "tags", "campaigns", "steps":
      if chance(8) { return .long(names(1...4)) }
      return .list(names(0...5), isFlow: chance(50), indent: pick([0, 2, 2, 4]))
    case "next", "consent":
      return .map(["what", "due", "who"].prefix(count(1...3)).map { member($0) }, isFlow: chance(50))
    case "people":
      return .people(
        ["ann", "bob", "cy"].prefix(count(1...3)).map { id in
          GeneratedRecord.Person(id: id, members: ["role", "phone"].prefix(count(0...2)).map { member($0) })
        })
    case "notes":
      return .text((0..<count(1...5)).map { _ in sentence() }, style: pick(["|", ">", "|-", "|+"]))
    default: return scalar()
    }
  }
}
