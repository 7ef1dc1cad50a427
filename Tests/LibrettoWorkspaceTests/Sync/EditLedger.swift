import LibrettoModel
import LibrettoSyntax

/// Every edit of a simulation: what it set, and which edits its author had seen, so that it can be told at the end whether
/// it is there, was replaced by someone who saw it, or was reported as a conflict.
struct EditLedger {
  /// What an edit changes: a field of a record, an element, a line.
  struct Key: Hashable, CustomStringConvertible {
    /// What stays the same of a record whatever happens to it: its address or domain.
    var record: String
    /// `score`, `tags:vip`, `log:LINE`, `body:LINE`, `comment:TEXT`, `id`, `exists`.
    var what: String
    var description: String { "\(record) \(what)" }
  }

  struct Edit {
    var key: Key
    /// What the key is after it; nil: it is not there.
    var value: String?
    var seen: EditSet
    var person: String
  }

  private(set) var edits: [Edit] = []
  private(set) var reported: Set<Int> = []

  /// Notes an edit by a person whose files hold the edits `seen`, and adds it to them.
  mutating func note(_ record: String, _ what: String, _ value: String?, by person: String, seen: inout EditSet) {
    edits.append(Edit(key: Key(record: record, what: what), value: value, seen: seen, person: person))
    seen.insert(edits.count - 1)
  }

  /// Notes a conflict about what a subject covers, between the edits that only one of both sides has.
  mutating func report(_ record: String, covering covers: (String) -> Bool, ours: EditSet, theirs: EditSet) -> Int {
    var count = 0
    for (index, edit) in edits.enumerated() where ours.contains(index) != theirs.contains(index) {
      guard edit.key.record == record, covers(edit.key.what) else { continue }
      reported.insert(index)
      count += 1
    }
    return count
  }

  /// The edits that are neither in the final state, nor replaced by one whose author had seen them, nor reported.
  func lost(in final: [Key: String]) -> [Int] {
    var byKey: [Key: [Int]] = [:]
    for (index, edit) in edits.enumerated() { byKey[edit.key, default: []].append(index) }
    return edits.indices.filter { index in
      let edit = edits[index]
      if final[edit.key] == edit.value || reported.contains(index) { return false }
      let others = byKey[edit.key]!
      if others.contains(where: { edits[$0].seen.contains(index) }) { return false }
      // Who sets what another set too, or sets back what was there, adds nothing to it; whoever replaces it has seen that
      // very value.
      let same = others.filter { edits[$0].value == edit.value }
      if others.contains(where: { other in same.contains { edits[other].seen.contains($0) && other != index } }) {
        return false
      }
      // Who removed the record, and had seen the edit, removed it too.
      let removals = byKey[Key(record: edit.key.record, what: "exists")] ?? []
      return !removals.contains { edits[$0].value == nil && edits[$0].seen.contains(index) }
    }
  }
}

/// A set of edits by their numbers.
struct EditSet: Equatable {
  private var words: [UInt64] = []

  func contains(_ number: Int) -> Bool {
    number >> 6 < words.count && words[number >> 6] & (1 << UInt64(number & 63)) != 0
  }

  mutating func insert(_ number: Int) {
    while number >> 6 >= words.count { words.append(0) }
    words[number >> 6] |= 1 << UInt64(number & 63)
  }

  mutating func formUnion(_ other: EditSet) {
    while words.count < other.words.count { words.append(0) }
    for (index, word) in other.words.enumerated() { words[index] |= word }
  }
}

extension EditLedger {
  /// What the records are made of, key by key; accounts are meant by their domains, whatever their ids are by now.
  static func state(of records: [Record]) -> [Key: String] {
    var domains: [String: String] = [:]
    for record in records where record.type.name == "account" {
      for id in record.aliases { domains[id] = record["domain"]?.text }
    }
    for record in records where record.type.name == "account" { domains[record.id] = record["domain"]?.text }
    var state: [Key: String] = [:]
    for record in records {
      guard let identity = (record["email"] ?? record["domain"])?.text else { continue }
      func put(_ what: String, _ value: String) { state[Key(record: identity, what: what)] = value }
      put("exists", "yes")
      put("id", record.id)
      for field in record.fields where field.key != "aliases" { Self.put(field.key, field.value, domains, put) }
      for alias in record.aliases { put("aliases:" + alias, "yes") }
      for line in record.document.log {
        put("log:" + String(decoding: record.document.bytes[line.range], as: UTF8.self), "yes")
      }
      for line in record.document.body.split(separator: "\n") where line.hasPrefix("Note ") {
        put("body:" + line.split(separator: ":")[0], String(line))
      }
      for comment in comments(record.document) { put(comment, "yes") }
    }
    return state
  }

  /// The comments that were written by hand, as keys.
  static func comments(_ document: Document) -> Set<String> {
    let lines = String(decoding: document.bytes, as: UTF8.self).split(separator: "\n")
    return Set(lines.compactMap { line in line.firstRange(of: "# c").map { "comment:" + line[$0.lowerBound...] } })
  }

  private static func put(
    _ name: String, _ value: Value, _ domains: [String: String], _ body: (String, String) -> Void
  ) {
    if let members = value.members {
      for member in members { body("\(name).\(member.key)", member.value.text ?? member.value.text()) }
    } else if let elements = value.elements {
      for element in elements { body("\(name):\(element.text ?? element.text())", "yes") }
    } else if name == "account" {
      body(name, value.text.map { domains[$0] ?? $0 } ?? "")
    } else {
      body(name, value.text ?? value.text())
    }
  }
}
