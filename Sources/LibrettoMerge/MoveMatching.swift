import LibrettoModel

/// Finds which record of a new version is which of the old one, by one mark after another, each in one pass.
struct MoveMatching {
  private var pairs: [(old: Record?, new: Record?)] = []
  private var gone: [Record]
  private var come: [Record]

  /// Pairs what has the same path.
  init(old: [Record], new: [Record]) {
    var before = Dictionary(old.map { (PathBytes($0.path), $0) }, uniquingKeysWith: { first, _ in first })
    come = []
    for record in new {
      if let old = before.removeValue(forKey: PathBytes(record.path)) {
        pairs.append((old, record))
      } else {
        come.append(record)
      }
    }
    gone = before.values.sorted { PathBytes($0.path) < PathBytes($1.path) }
    come.sort { PathBytes($0.path) < PathBytes($1.path) }
  }

  /// Pairs the records that are left where the mark of the old one is among those of the new one; of several the first by
  /// path.
  mutating func pair<Mark: Hashable>(_ mark: (Record) -> Mark, with marks: (Record) -> [Mark]) {
    guard !gone.isEmpty, !come.isEmpty else { return }
    // Positions from the last to the first, so that the first is taken from the end.
    var positions: [Mark: [Int]] = [:]
    for index in gone.indices.reversed() { positions[mark(gone[index]), default: []].append(index) }
    var taken: Set<Int> = []
    come = come.filter { record in
      for mark in marks(record) {
        guard let index = positions[mark]?.popLast() else { continue }
        taken.insert(index)
        pairs.append((gone[index], record))
        return false
      }
      return true
    }
    gone = gone.indices.filter { !taken.contains($0) }.map { gone[$0] }
  }

  /// The pairs, and what came and went.
  var all: [(old: Record?, new: Record?)] { pairs + come.map { (nil, $0) } + gone.map { ($0, nil) } }
}
