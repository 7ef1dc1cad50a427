import TestSupport

/// A record in pieces, which can be edited as people do and written in many ways.
struct GeneratedRecord {
  enum Content: Equatable {
    case scalar(String, quote: String)
    case list([String], isFlow: Bool, indent: Int)
    case map([(key: String, value: String)], isFlow: Bool)
    case text([String], style: String)
    case people([Person])
    case long([String])

    static func == (a: Content, b: Content) -> Bool { "\(a)" == "\(b)" }
  }

  struct Person {
    var id: String
    var members: [(key: String, value: String)]
    var note = ""
  }

  struct Field {
    var key: String
    var content: Content
    var lead: [String] = []
    var note = ""
  }

  var fields: [Field] = []
  var hasMatter = true
  var body: [String] = []
  var log: [String] = []
  var hasLog = false
  var after: [String] = []
  var isCRLF = false
  var hasMark = false
  var lacksEnd = false
  var end: [String] = []

  var bytes: [UInt8] {
    var lines: [String] = []
    if hasMatter {
      lines.append("---")
      for field in fields { lines += field.lead + Self.lines(field) }
      lines += end + ["---"]
    }
    lines += body
    if hasLog { lines += ["", "## Log", ""] + log }
    lines += after
    var result: [UInt8] = hasMark ? [0xEF, 0xBB, 0xBF] : []
    for (index, line) in lines.enumerated() {
      result += Array(line.utf8)
      if index + 1 < lines.count || !lacksEnd { result += isCRLF ? [13, 10] : [10] }
    }
    return result
  }

  private static func lines(_ field: Field) -> [String] {
    let note = field.note.isEmpty ? "" : "  # " + field.note
    switch field.content {
    case .scalar(let text, let quote): return ["\(field.key): \(quote)\(text)\(quote)\(note)"]
    case .list(let items, let isFlow, let indent):
      if isFlow || items.isEmpty { return ["\(field.key): [\(items.joined(separator: ", "))]\(note)"] }
      return ["\(field.key):\(note)"] + items.map { String(repeating: " ", count: indent) + "- " + $0 }
    case .map(let members, let isFlow):
      if isFlow || members.isEmpty {
        return ["\(field.key): {\(members.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}\(note)"]
      }
      return ["\(field.key):\(note)"] + members.map { "  \($0.key): \($0.value)" }
    case .text(let lines, let style): return ["\(field.key): \(style)"] + lines.map { $0.isEmpty ? "" : "  " + $0 }
    case .people(let people):
      return ["\(field.key):\(note)"]
        + people.flatMap { person in
          ["  - id: \(person.id)" + (person.note.isEmpty ? "" : "  # " + person.note)]
            + person.members.map { "    \($0.key): \($0.value)" }
        }
    case .long(let items):
      return ["\(field.key): ["] + items.map { "  \($0)," } + ["  ]\(note)"]
    }
  }
}
