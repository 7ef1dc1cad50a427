/// When a zone's offset changes, and to what.
struct Transitions: Sendable {
  /// The offset before the first transition.
  let initial: Int
  /// Seconds since the epoch, ascending.
  let times: [Int]
  /// The offset from the time of the same index on.
  let offsets: [Int]
  /// What holds after the last of `times`; nil where its offset stays.
  let rule: POSIXRule?

  /// Where a local time lies among the instants.
  enum Found {
    /// The clocks show it, first at this instant.
    case shown(Int)
    /// They skip it at `transition`; by the offset before, it would be `before`.
    case skipped(transition: Int, before: Int)

    func whenSkipped(by choice: ((transition: Int, before: Int)) -> Int) -> Int {
      switch self {
      case .shown(let instant): instant
      case .skipped(let transition, let before): choice((transition, before))
      }
    }
  }

  func offset(at instant: Int) -> Int {
    if let last = times.last, instant < last {
      let index = firstIndex(after: instant)
      return index == 0 ? initial : offsets[index - 1]
    }
    return rule?.offset(at: instant) ?? offsets.last ?? initial
  }

  /// The first instant at which clocks show `local`, in seconds from 1970-01-01 00:00 of the local calendar.
  func find(local: Int) -> Found {
    // Offsets are under 26 hours, so no clock has shown it yet at this instant.
    var start = local - 93_600
    var offset = self.offset(at: start)
    while let next = nextTransition(after: start), local - offset >= next {
      let before = offset
      offset = self.offset(at: next)
      start = next
      if local - offset < next { return .skipped(transition: next, before: local - before) }
    }
    return .shown(local - offset)
  }

  func nextTransition(after instant: Int) -> Int? {
    let index = firstIndex(after: instant)
    return index < times.count ? times[index] : rule?.nextTransition(after: instant)
  }

  /// The index of the first transition later than `instant`.
  private func firstIndex(after instant: Int) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
