public import LibrettoModel

/// How a promise was kept, in numbers that can be opened.
public struct ServiceLevelSummary: Sendable {
  /// The promise.
  public let promise: ServiceLevel
  /// The group that it is about; nil where the records have none, or where nothing was asked for.
  public let group: String?
  /// Each time that it was due, in the order of time.
  public let cases: [PromiseCase]
  /// How many were kept, broken, and are running.
  public let counts: (kept: Int, broken: Int, running: Int)
  /// The seconds that each took, and those that are still open their age. Empty for supplies and notices.
  public let times: Distribution
  /// Whether those are seconds of business hours.
  public let isBusiness: Bool
  /// What has been waited for longest; nil where nothing is open.
  public let oldestOpen: PromiseCase?

  /// The share of those that are decided that was kept.
  public var share: Share { Share(counts.kept, of: counts.kept + counts.broken) }

  /// Whether the share reaches the target, which is all of them where none is agreed; nil where nothing is decided.
  public var isMet: Bool? { share.reaches(promise.target ?? Number(100)) }

  init(_ promise: ServiceLevel, group: String?, cases: [PromiseCase], in context: ReportContext) {
    (self.promise, self.group, self.cases) = (promise, group, cases)
    var counts = (kept: 0, broken: 0, running: 0)
    for one in cases {
      switch one.state {
      case .kept: counts.kept += 1
      case .broken: counts.broken += 1
      case .running: counts.running += 1
      }
    }
    self.counts = counts
    let span = promise.span
    isBusiness = promise.isBusiness
    times = Distribution(
      span.map { span in
        cases.compactMap { one in
          // What was broken off took as long as nobody can say.
          one.ended == nil ? span.elapsed(from: one.from, to: one.until ?? context.asOf, context) : nil
        }
      } ?? [])
    oldestOpen = span == nil ? nil : cases.first { $0.isOpen }
  }
}

extension ServiceLevel {
  /// The time that is promised, where time is measured from what begins the promise.
  var span: Span? {
    switch promise {
    case .answer(_, _, let within), .attempts(_, _, _, let within): within
    case .supply, .notice: nil
    }
  }

  /// Whether the time that is promised is one of business hours.
  var isBusiness: Bool { if case .business? = span { true } else { false } }

  /// The promise in numbers: one summary, or one a group.
  ///
  /// - Parameters:
  ///   - period: only what was begun on these days; nil for all
  ///   - grouping: a field of the records, such as `owner` or `owner.team`
  /// - Throws: `QueryError` where there is no such field; what the source of facts throws
  public func summaries(
    period: DatePeriod? = nil, by grouping: String? = nil, in context: ReportContext
  ) throws -> [ServiceLevelSummary] {
    try Self.summaries(of: [self], period: period, by: grouping, in: context)
  }

  /// The summaries of several promises, in their order. What became of records is read once for all of them.
  ///
  /// - Throws: as that of one promise
  public static func summaries(
    of promises: [ServiceLevel], period: DatePeriod? = nil, by grouping: String? = nil, in context: ReportContext
  ) throws -> [ServiceLevelSummary] {
    let instants = period?.instants(in: context.zone)
    var groupings: [String: Grouping] = [:]
    return try zip(promises, cases(of: promises, in: context)).flatMap { promise, all in
      let cases = instants.map { instants in all.filter { instants.contains($0.from) } } ?? all
      guard let grouping else { return [ServiceLevelSummary(promise, group: nil, cases: cases, in: context)] }
      let groups = try groupings[promise.type] ?? Grouping(by: grouping, of: promise.type, in: context)
      groupings[promise.type] = groups
      return grouped(cases) { $0.record.map(groups.groups) ?? [nil] }.map {
        ServiceLevelSummary(promise, group: $0.key, cases: $0.elements, in: context)
      }
    }
  }
}

extension Span {
  /// The seconds between two moments, as the promise counts them.
  func elapsed(from start: Instant, to end: Instant, _ context: ReportContext) -> Int {
    switch self {
    case .business: context.clock.elapsed(from: start, to: end)
    case .calendar: max(0, end.secondsSinceEpoch - start.secondsSinceEpoch)
    }
  }
}
