import JSONSchema

/// The records that a link of some types may lead to, folded once and sorted into buckets by the length of their ids.
struct LinkCandidates {
  private struct Candidate {
    let id: String
    let letters: [Unicode.Scalar]
  }

  private var titles: [String: String] = [:]
  private var ids: [String: String] = [:]
  /// The ids by their folded form; nil where several fold alike.
  private var folds: [String: String?] = [:]
  /// By the number of letters.
  private var buckets: [[(position: Int, candidate: Candidate)]] = []

  init(_ records: [Record]) {
    for (position, record) in records.enumerated() {
      if titles[record.title] == nil { titles[record.title] = record.id }
      guard ids[record.id] == nil else { continue }
      ids[record.id] = record.title
      let fold = folded(record.id)
      folds[fold] = folds[fold] == nil ? .some(record.id) : .some(nil)
      let letters = Array(fold.unicodeScalars)
      while buckets.count <= letters.count { buckets.append([]) }
      buckets[letters.count].append((position, Candidate(id: record.id, letters: letters)))
    }
  }

  /// The title of the first record with this id.
  func title(of id: String) -> String? { ids[id] }

  /// The id of the first record with this title, else the only id that is the same but for case and diacritics.
  func certain(_ text: String) -> String? { titles[text] ?? folds[folded(text)] ?? nil }

  /// As `nearest(to:among:)` and `certainNearest(to:among:)` have it, in one pass over the ids that are not too long or
  /// too short.
  func nearest(_ text: String) -> (id: String?, isCertain: Bool) {
    let wanted = Array(folded(text).unicodeScalars)
    guard !wanted.isEmpty else { return (nil, false) }
    let limit = errorLimit(wanted)
    var best: (distance: Int, position: Int, id: String)?
    var count = 0
    for length in max(0, wanted.count - limit)...(wanted.count + limit) where length < buckets.count {
      for (position, candidate) in buckets[length] {
        guard let distance = editDistance(wanted, candidate.letters, limit: limit) else { continue }
        count += 1
        if best.map({ (distance, position) < ($0.distance, $0.position) }) ?? true {
          best = (distance, position, candidate.id)
        }
      }
    }
    if count == 1 { return (best?.id, true) }
    return (best?.distance == 0 ? best?.id : prefixed(wanted) ?? best?.id, false)
  }

  /// The first id that begins with the letters.
  private func prefixed(_ wanted: [Unicode.Scalar]) -> String? {
    guard wanted.count >= 2 else { return nil }
    return buckets.dropFirst(wanted.count).joined()
      .filter { $0.candidate.letters.starts(with: wanted) }
      .min { $0.position < $1.position }?.candidate.id
  }
}
