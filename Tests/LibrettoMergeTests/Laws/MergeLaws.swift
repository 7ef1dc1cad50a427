@testable import LibrettoMerge
import LibrettoModel

/// What must hold of every merge, whatever the record.
struct MergeLaws {
  let type: RecordType?
  /// Whether the records are arbitrary: their texts fold in any way, so that only their words count, and their comments
  /// stand above any field, with which they go.
  let isArbitrary: Bool
  /// How often there was a conflict, and how often Git's own merge of lines had one.
  private(set) var conflicts = 0
  private(set) var textConflicts = 0
  private(set) var count = 0

  init(type: RecordType?, isArbitrary: Bool = false) { (self.type, self.isArbitrary) = (type, isArbitrary) }

  /// The laws that do not hold of three versions.
  mutating func breaches(_ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8]) -> [String] {
    var found: [String] = []
    func merge(_ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8]) -> MergeResult? {
      do { return try RecordMerge.merge(base: base, ours: ours, theirs: theirs, type: type) } catch {
        found.append("\(error.side) does not parse: \(error.issue)")
        return nil
      }
    }
    for side in [ours, theirs] {
      if let base, let result = merge(base, base, side), result.bytes != side { found.append("m(b,b,x) != x") }
      if let base, let result = merge(base, side, base), result.bytes != side { found.append("m(b,x,b) != x") }
      if let result = merge(base, side, side), result.bytes != side { found.append("m(b,x,x) != x") }
    }
    guard let result = merge(base, ours, theirs), let turned = merge(base, theirs, ours) else { return found }
    count += 1
    if !result.conflicts.isEmpty { conflicts += 1 }
    let file = ConflictedFile(result.bytes)
    let turnedFile = ConflictedFile(turned.bytes)
    if file.regions.map(\.range) != result.conflicts.map(\.range) {
      found.append("markers are not where they are said to be")
    }
    if !file.strayMarkers.isEmpty { found.append("stray markers") }
    for (region, conflict) in zip(file.regions, result.conflicts) where !Self.agree(region, conflict.subject) {
      found.append("read back as \(region.subject), was \(conflict.subject)")
    }
    let (mine, theirsOfMine) = (file.resolvingAll(.ours), file.resolvingAll(.theirs))
    if mine != turnedFile.resolvingAll(.theirs) || theirsOfMine != turnedFile.resolvingAll(.ours) {
      found.append("m(b,x,y) != m(b,y,x)")
    }
    for (name, bytes) in [("ours", mine), ("theirs", theirsOfMine)] {
      if let issue = Document.parse(bytes).issues.first { found.append("resolved by \(name): \(issue)") }
    }
    found += againstText(base, ours, theirs, result)
    let leaves = Leaves(type: type, isByWord: isArbitrary)
    let (b, x, y) = (base.map(leaves.of) ?? [], leaves.of(ours), leaves.of(theirs))
    let (rx, ry) = (leaves.of(mine), leaves.of(theirsOfMine))
    for (name, side, other, kept) in [("ours", x, y, rx), ("theirs", y, x, ry)] {
      for lost in side.subtracting(b).subtracting(kept) { found.append("\(name) is lost: \(lost)") }
      // What a side removed and the other left as it was is gone.
      for back in b.subtracting(side).intersection(other).intersection(kept)
      where !back.hasPrefix("body") && !(isArbitrary && back.contains(" … ")) {
        found.append("\(name) is undone: \(back)")
      }
    }
    // A collection that lost all its lines is written in brackets.
    let joined = leaves.value(mine)
    func emptied(_ line: String) -> Bool {
      // A line within a field begins with its name: `tags >   ]`.
      let name = line.split(separator: line.contains(" >  ") ? " " : ":").first
      let value = joined[name.map(String.init) ?? ""]
      return value?.array?.isEmpty ?? value?.object?.isEmpty ?? false
    }
    let lines = [base ?? ours, ours, theirs].map(Self.lines)
    for line in lines[0].intersection(lines[1]).intersection(lines[2]).subtracting(Self.allLines(result.bytes))
    where !emptied(line) && !(isArbitrary && line.contains("#")) {
      found.append("untouched line is gone: \(line)")
    }
    return found
  }

  /// Where the merge of lines is clean and gives a record that holds what both changed, so is ours, with the same
  /// values.
  private mutating func againstText(
    _ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], _ result: MergeResult
  ) -> [String] {
    // A byte-order mark is no part of the first line (decision 12): as one it would move the lines that repeat.
    func lines(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
      bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    }
    guard let text = TextMerge(base: lines(base ?? []), ours: lines(ours), theirs: lines(theirs)).bytes else {
      textConflicts += 1
      return []
    }
    let document = Document.parse(text)
    guard document.issues.isEmpty else { return [] }
    let leaves = Leaves(type: type, isByWord: isArbitrary)
    let (b, x, y, found) = (base.map(leaves.of) ?? [], leaves.of(ours), leaves.of(theirs), leaves.of(text))
    // Text brings back what one side removed where the other moved it, and doubles what both moved.
    guard x.subtracting(b).isSubset(of: found), y.subtracting(b).isSubset(of: found), leaves.hasNoDoubles(text),
      b.subtracting(x).intersection(y).isDisjoint(with: found), b.subtracting(y).intersection(x).isDisjoint(with: found)
    else { return [] }
    let fields = [base.map(leaves.value), leaves.value(ours), leaves.value(theirs), leaves.value(text)]
      .map { Set(($0?.object ?? []).map(\.key)) }
    guard fields[0].subtracting(fields[1]).union(fields[0].subtracting(fields[2])).isDisjoint(with: fields[3]) else {
      return []
    }
    if isArbitrary {
      // Lines of an element that both edited join as text; by fields the elements of a set are what they are as a
      // whole.
      let whole = Leaves(type: type)
      let known = (base.map(whole.of) ?? []).union(whole.of(ours)).union(whole.of(theirs))
      guard whole.of(text).filter({ $0.contains("[]") }).isSubset(of: known) else { return [] }
    }
    guard result.conflicts.isEmpty else { return ["a conflict, where text has none"] }
    let (a, c) = (leaves.value(text), leaves.value(result.bytes))
    return a == c ? [] : ["other values than text has: \(leaves.of(text).symmetricDifference(leaves.of(result.bytes)))"]
  }

  private static func agree(_ region: ConflictRegion, _ subject: MergeConflict.Subject) -> Bool {
    if region.subject == subject { return true }
    // In brackets the whole line is the region's, and a conflict may name a member.
    if case .field(let one) = region.subject, case .field(let other) = subject {
      return other.hasPrefix(one) || one.hasPrefix(other)
    }
    return false
  }

  /// The lines of a file, each with the field that it is about; and those that it has but once.
  private static func allLines(_ bytes: [UInt8]) -> [String] {
    var field: Substring = ""
    return bytes.split(separator: 0x0A).map { line in
      let text = String(
        decoding: line.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }.filter { $0 != 0x0D }, as: UTF8.self)
      if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains(where: text.hasPrefix) { return text }
      guard text.first == " " else {
        field = text.split(separator: ":", maxSplits: 1).first ?? ""
        return text
      }
      return "\(field) > \(text)"
    }
  }

  private static func lines(_ bytes: [UInt8]) -> Set<String> {
    Set(Dictionary(allLines(bytes).map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value == 1 }.keys)
  }
}

/// A record taken apart into what can be lost: values by path, elements of lists, lines of texts, of the log and of
/// the body.
struct Leaves {
  let type: RecordType?
  /// Whether texts are taken apart into words: where they fold in any way.
  var isByWord = false

  func value(_ bytes: [UInt8]) -> Value {
    Document.parse(bytes).fields.map { Value($0, as: type?.fields) } ?? Value(.object([]))
  }

  func of(_ bytes: [UInt8]) -> Set<String> {
    let document = Document.parse(bytes)
    var leaves: Set<String> = []
    collect(value(bytes), "", &leaves)
    for line in document.log { leaves.insert("log \(text(bytes, line.range))") }
    let log = Set(document.log.map { text(bytes, $0.range) })
    for line in bytes[document.bodyRange].split(separator: 0x0A) {
      let line = String(decoding: line.filter { $0 != 0x0D }, as: UTF8.self)
      if !line.isEmpty, !log.contains(line), line != "## Log" { leaves.insert("body \(line)") }
    }
    return leaves
  }

  private func text(_ bytes: [UInt8], _ range: SourceRange) -> String {
    String(decoding: bytes[range].filter { $0 != 0x0D }, as: UTF8.self)
  }

  private func collect(_ value: Value, _ path: String, _ leaves: inout Set<String>) {
    switch value.shape {
    case .object(let members):
      for member in members {
        // The greater and the lesser win by their rule.
        if path.isEmpty, ["score", "since"].contains(member.key) { continue }
        collect(member.value, path + "/" + member.key, &leaves)
      }
    case .array(let elements):
      for element in elements {
        if let id = element["id"]?.string {
          collect(element, path + "[\(id)]", &leaves)
        } else {
          collect(element, path + "[]", &leaves)
        }
      }
    case .string(let text):
      if isByWord || text.contains("\n") || path == "/notes" {
        for part in parts(text) { leaves.insert("\(path) … \(part)") }
      } else {
        leaves.insert("\(path) \(text)")
      }
    case .null: leaves.insert("\(path) null")
    case .boolean(let value): leaves.insert("\(path) \(value)")
    case .number(let number): leaves.insert("\(path) \(number)")
    }
  }

  /// The sentences of a text, without spaces: `1.10` is no end of one. Of arbitrary texts the words.
  private func parts(_ text: String) -> [String] {
    let words = text.split(whereSeparator: \.isWhitespace)
    if isByWord { return words.map(String.init) }
    var sentences = [""]
    for word in words {
      sentences[sentences.count - 1] += word
      if word.hasSuffix(".") { sentences.append("") }
    }
    return sentences.filter { !$0.isEmpty }
  }

  /// Whether no set and no log has something twice.
  func hasNoDoubles(_ bytes: [UInt8]) -> Bool {
    let fields = value(bytes)
    // Without a schema, steps are a set as well.
    for key in type == nil ? ["tags", "campaigns", "steps"] : ["tags", "campaigns"] {
      let list = fields[key]?.array ?? []
      if Set(list).count != list.count { return false }
    }
    let people = (fields["people"]?.array ?? []).compactMap { $0["id"]?.string }
    let log = Document.parse(bytes).log.map { text(bytes, $0.range) }
    return Set(log).count == log.count && Set(people).count == people.count
  }
}
