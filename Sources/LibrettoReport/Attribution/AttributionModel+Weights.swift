public import LibrettoModel

/// What a model must know of the touches before a win, which are counted from 0 in the order of time.
public struct TouchPlaces: Sendable, Hashable {
  /// For each touch, the seconds from it to the win.
  public let ages: [Int]
  /// The touch that made the lead: the last one up to its creation.
  public let lead: Int
  /// The touch that made the deal: the last one up to its opening.
  public let deal: Int

  /// Places of touches; `ages` descends.
  public init(ages: [Int], lead: Int, deal: Int) { (self.ages, self.lead, self.deal) = (ages, lead, deal) }
}

extension AttributionModel {
  /// The weights of the touches, whole numbers of which each one's part of the sum is its share of the win.
  ///
  /// Touches that coincide add. An empty rest is shared among the named ones, which all weigh the same.
  ///
  /// - Parameter halfLife: in seconds, for `decay`
  public func weights(_ places: TouchPlaces, halfLife: Int) -> [Number] {
    let count = places.ages.count
    guard count > 0 else { return [] }
    let last = count - 1
    func shared(_ named: [Int], each: Int, rest: Int) -> [Number] {
      var times = Array(repeating: 0, count: count)
      for index in named { times[index] += 1 }
      let others = times.count { $0 == 0 }
      // The rest is shared by as many as there are: multiplied by their number, all weights are whole.
      return times.map { Number($0 == 0 ? rest : others == 0 ? $0 : $0 * each * others) }
    }
    switch self {
    case .first: return shared([0], each: 1, rest: 0)
    case .last: return shared([last], each: 1, rest: 0)
    case .linear: return Array(repeating: Number(1), count: count)
    case .u: return shared([0, places.lead], each: 40, rest: 20)
    case .w: return shared([0, places.lead, places.deal], each: 30, rest: 10)
    case .full: return shared([0, places.lead, places.deal, last], each: 225, rest: 100)
    case .position: return shared([0, last], each: 40, rest: 20)
    case .decay:
      // Against the last touch, which is the same once it is normalised: what is long ago does not vanish.
      let newest = places.ages.min() ?? 0
      return places.ages.map { Number(HalfLife.weight(age: $0 - newest, halfLife: halfLife)) }
    }
  }
}
