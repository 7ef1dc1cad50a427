/// The candidate that was probably meant by `word`, for "did you mean …": one that is the same but for case
/// and diacritics, else one that begins with it (of at least two letters), else the one with the fewest
/// typing errors, of which a third of the word's letters may be wrong, but always one. Of equals the first.
/// Nil where none is near.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(folded(word).unicodeScalars)
  guard !wanted.isEmpty else { return nil }
  var prefixed: String?
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let letters = Array(folded(candidate).unicodeScalars)
    if letters == wanted { return candidate }
    if prefixed == nil, wanted.count >= 2, letters.starts(with: wanted) { prefixed = candidate }
    let limit = min(errorLimit(wanted), (best?.distance ?? .max) - 1)
    if let distance = editDistance(wanted, letters, limit: limit) { best = (distance, candidate) }
  }
  return prefixed ?? best?.candidate
}

/// The only candidate that can have been meant by `word`, for automatic fixes: the only one that is the same
/// but for case and diacritics, else the only one within the errors that ``nearest(to:among:)`` allows.
public func certainNearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(folded(word).unicodeScalars)
  guard !wanted.isEmpty else { return nil }
  var same: Set<String> = []
  var near: Set<String> = []
  for candidate in candidates {
    let letters = Array(folded(candidate).unicodeScalars)
    if letters == wanted { same.insert(candidate) }
    if editDistance(wanted, letters, limit: errorLimit(wanted)) != nil { near.insert(candidate) }
  }
  if same.count == 1 { return same.first }
  return near.count == 1 ? near.first : nil
}

/// How many errors a word may have.
func errorLimit(_ word: [Unicode.Scalar]) -> Int { max(1, word.count / 3) }

/// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b` (Damerau and
/// Levenshtein's distance in its restricted form: no piece is edited twice); nil where more than `limit`.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
  guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    row.reserveCapacity(b.count + 1)
    for j in 1...b.count {
      var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
      row.append(cost)
    }
    if row.allSatisfy({ $0 > limit }), last.allSatisfy({ $0 >= limit }) { return nil }
    (beforeLast, last) = (last, row)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
