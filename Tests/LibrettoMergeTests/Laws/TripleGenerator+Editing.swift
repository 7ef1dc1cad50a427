import TestSupport

extension TripleGenerator {
  /// The record after a few edits.
  mutating func edited(_ record: GeneratedRecord) -> GeneratedRecord {
    var record = record
    for _ in 0..<count(1...4) { edit(&record) }
    return record
  }

  private mutating func edit(_ record: inout GeneratedRecord) {
    switch count(0...29) {
    case 0...8: editField(&record)
    case 9, 10:
      let free = Self.keys.filter { key in !record.fields.contains { $0.key == key } }
      if let key = free.randomElement(using: &random) {
        let place = chance(50) ? record.fields.count : count(0...record.fields.count)
        record.fields.insert(field(key), at: place)
      }
    case 11:
      if record.fields.count > 1 { record.fields.remove(at: count(0...record.fields.count - 1)) }
    case 12:
      if record.fields.count > 1 {
        let field = record.fields.remove(at: count(0...record.fields.count - 1))
        record.fields.insert(field, at: count(0...record.fields.count))
      }
    case 13:
      if !record.fields.isEmpty {
        let index = count(0...record.fields.count - 1)
        record.fields[index].note = pick(["", "new", "asked \(count(1...3))"])
      }
    case 14:
      if !record.fields.isEmpty {
        let index = count(0...record.fields.count - 1)
        record.fields[index].lead = pick([[], ["# changed"], ["", "# part \(count(1...3))"]])
      }
    case 15...20: editLog(&record)
    case 21...25: editBody(&record)
    case 26: if chance(20) { record.isCRLF.toggle() }
    case 27: if chance(20) { record.lacksEnd.toggle() } else if chance(10) { record.hasMark.toggle() }
    case 28: if chance(8) { record.hasMatter.toggle() }
    default: if chance(30) { record.end = chance(50) ? [] : ["# end \(count(1...3))"] }
    }
  }

  private mutating func editLog(_ record: inout GeneratedRecord) {
    if !record.hasLog, !record.body.isEmpty || chance(50) {
      record.hasLog = true
      record.log = [entry(count(10...28))]
      return
    }
    switch count(0...5) {
    case 0 where !record.log.isEmpty: record.log.remove(at: count(0...record.log.count - 1))
    case 1 where !record.log.isEmpty:
      let index = count(0...record.log.count - 1)
      record.log[index] += " " + pick(["again", "twice", "done"])
    default:
      let line = entry(count(10...28))
      func day(_ line: String) -> String { String(line.dropFirst(2).prefix(10)) }
      let days = record.log.map(day)
      let isNewestLast = days.count > 1 && days.first! < days.last!
      let index = record.log.firstIndex { isNewestLast ? day($0) > day(line) : day($0) <= day(line) }
      record.log.insert(line, at: index ?? record.log.count)
    }
  }

  private mutating func editBody(_ record: inout GeneratedRecord) {
    if record.body.isEmpty {
      record.body = ["", "# New", "", sentence()]
      return
    }
    let index = count(0...record.body.count - 1)
    switch count(0...3) {
    case 0: record.body.insert(sentence(), at: index + 1)
    case 1 where record.body.count > 1 && index > 0: record.body.remove(at: index)
    default: record.body[index] = record.body[index].isEmpty ? sentence() : record.body[index] + " " + pick(Self.words)
    }
    if record.body.first != "" { record.body.insert("", at: 0) }
  }

  private mutating func editField(_ record: inout GeneratedRecord) {
    guard !record.fields.isEmpty else { return }
    let index = count(0...record.fields.count - 1)
    switch record.fields[index].content {
    case .scalar(let text, let quote):
      if chance(20) {
        record.fields[index].content = .scalar(text, quote: pick(["", "'", "\""].filter { $0 != quote }))
      } else {
        record.fields[index].content = content(record.fields[index].key)
      }
    case .list(var items, var isFlow, let indent):
      if chance(15) { isFlow.toggle() }
      edit(&items)
      record.fields[index].content = .list(items, isFlow: isFlow, indent: chance(5) ? 2 : indent)
    case .long(var items):
      edit(&items)
      record.fields[index].content = items.isEmpty || chance(10) ? .list(items, isFlow: true, indent: 2) : .long(items)
    case .map(var members, var isFlow):
      if chance(15) { isFlow.toggle() }
      edit(&members)
      record.fields[index].content = .map(members, isFlow: isFlow)
    case .text(var lines, let style):
      let line = count(0...lines.count - 1)
      switch count(0...3) {
      case 0: lines.insert(sentence(), at: line)
      case 1 where lines.count > 1: lines.remove(at: line)
      default: lines[line] = sentence()
      }
      record.fields[index].content = .text(lines, style: chance(10) ? "|" : style)
    case .people(var people):
      switch count(0...4) {
      case 0: people.append(GeneratedRecord.Person(id: pick(["dora", "ed", "flo"]), members: [member("role")]))
      case 1 where people.count > 1: people.remove(at: count(0...people.count - 1))
      case 2 where people.count > 1: people.swapAt(0, people.count - 1)
      default: edit(&people[count(0...people.count - 1)].members)
      }
      var seen: Set<String> = []
      record.fields[index].content = .people(people.filter { seen.insert($0.id).inserted })
    }
  }

  private mutating func edit(_ items: inout [String]) {
    switch count(0...4) {
    case 0 where !items.isEmpty: items.remove(at: count(0...items.count - 1))
    case 1 where items.count > 1: items.swapAt(0, items.count - 1)
    default:
      let word = pick(Self.words)
      if !items.contains(where: { $0 == word || $0 == "\"\(word)\"" }) {
        items.insert(word, at: chance(60) ? items.count : count(0...items.count))
      }
    }
  }

  private mutating func edit(_ members: inout [(key: String, value: String)]) {
    switch count(0...3) {
    case 0 where members.count > 1: members.remove(at: count(0...members.count - 1))
    case 1:
      let free = ["what", "due", "who", "role", "phone"].filter { key in !members.contains { $0.key == key } }
      if let key = free.randomElement(using: &random) { members.append(member(key)) }
    default: if !members.isEmpty { members[count(0...members.count - 1)].value = pick(Self.words) }
    }
  }
}
