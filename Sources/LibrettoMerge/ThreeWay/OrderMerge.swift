/// The order of what is left of two sequences that came from a third.
enum OrderMerge {
  /// Orders the elements of `kept`, each of which is in `one` or `other`: as the side that moved elements has them,
  /// and what the other side added after the element that it has before it. Elements that both added in the same place
  /// stand as `precedes` says.
  static func merge<ID: Hashable>(
    base: [ID], one: [ID], other: [ID], kept: Set<ID>, precedes: (ID, ID) -> Bool
  ) -> [ID] {
    var (primary, secondary) = (one.filter(kept.contains), other.filter(kept.contains))
    let (inOne, inOther) = (Set(primary), Set(secondary))
    let common = primary.filter(inOther.contains)
    if common != secondary.filter(inOne.contains) {
      let before = Set(base)
      let original = base.filter { inOne.contains($0) && inOther.contains($0) }
      // The side that left the order as it was gives way.
      if common.filter(before.contains) == original { swap(&primary, &secondary) }
    }
    let present = Set(primary)
    let shared = Set(secondary)
    var runs: [ID?: [ID]] = [:]
    var anchor: ID?
    for element in secondary {
      if present.contains(element) { anchor = element } else { runs[anchor, default: []].append(element) }
    }
    var result: [ID] = []
    var index = 0
    func take(_ run: [ID]) {
      var rest = run[...]
      while index < primary.count, !shared.contains(primary[index]), let first = rest.first {
        if precedes(first, primary[index]) {
          result.append(rest.removeFirst())
        } else {
          result.append(primary[index])
          index += 1
        }
      }
      result += rest
    }
    if let run = runs[nil] { take(run) }
    while index < primary.count {
      let element = primary[index]
      result.append(element)
      index += 1
      if let run = runs[element] { take(run) }
    }
    return result
  }
}
