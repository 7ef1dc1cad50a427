import LibrettoModel

/// Finds which record that is gone is which that came, where neither id, old id nor content tells: as Git does by the
/// likeness of lines, but only where title or a value that must be unique is the same. Two leads made from one template are
/// alike, too, and one person's changes must not reach another.
enum RecordLikeness {
  /// The pairs that are at least half alike; each record is in one at most.
  static func pairs(_ gone: [Record], _ come: [Record]) -> [(old: Record, new: Record)] {
    guard !gone.isEmpty, !come.isEmpty else { return [] }
    var holders: [Mark: [Int]] = [:]
    for (index, record) in gone.enumerated() { for mark in marks(record) { holders[mark, default: []].append(index) } }
    var taken: Set<Int> = []
    var found: [(old: Record, new: Record)] = []
    for record in come {
      let candidates = Set(marks(record).flatMap { holders[$0] ?? [] }).subtracting(taken)
      let best = candidates.sorted().map { (index: $0, likeness: likeness(gone[$0], record)) }
        .max { $0.likeness < $1.likeness }
      guard let best, best.likeness >= 0.5 else { continue }
      taken.insert(best.index)
      found.append((gone[best.index], record))
    }
    return found
  }

  private struct Mark: Hashable {
    let type: String
    let field: String
    let key: String
  }

  private static func marks(_ record: Record) -> Set<Mark> {
    let type = record.type.name
    var marks: Set<Mark> = []
    if record.title != record.id { marks.insert(Mark(type: type, field: "", key: caseFolded(record.title))) }
    for field in record.type.uniqueFields {
      for key in field.keys(of: record) { marks.insert(Mark(type: type, field: field.name, key: key)) }
    }
    return marks
  }

  /// The share of lines that both have, by their length.
  private static func likeness(_ a: Record, _ b: Record) -> Double {
    func lines(_ record: Record) -> [ArraySlice<UInt8>: Int] {
      var counts: [ArraySlice<UInt8>: Int] = [:]
      for line in record.document.bytes.split(separator: 10) { counts[line, default: 0] += 1 }
      return counts
    }
    let (one, two) = (lines(a), lines(b))
    func size(_ lines: [ArraySlice<UInt8>: Int]) -> Int { lines.reduce(0) { $0 + $1.key.count * $1.value } }
    let total = max(size(one), size(two))
    let common = one.reduce(0) { $0 + $1.key.count * min($1.value, two[$1.key] ?? 0) }
    return total == 0 ? 0 : Double(common) / Double(total)
  }
}
