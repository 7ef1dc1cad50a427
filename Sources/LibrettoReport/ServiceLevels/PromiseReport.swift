public import LibrettoModel
import LibrettoQuery

/// How the promises of the agreement stand, and every case behind that.
public struct PromiseReport: Sendable {
  /// The cases of each promise, in the order of the agreement.
  public let promises: [(promise: ServiceLevel, cases: [PromiseCase])]
  private let summaries: [ServiceLevelSummary]
  private let names: [RecordReference: (title: String, owner: String?)]
  private let context: ReportContext

  /// Judges promises.
  ///
  /// - Parameters:
  ///   - promises: the promises that are asked for
  ///   - period: only what began on these days; nil for all
  ///   - grouping: a field of the records, such as `owner`
  /// - Throws: `QueryError` where there is no such field; what the source of facts throws
  public init(
    _ promises: [ServiceLevel], period: DatePeriod? = nil, by grouping: String? = nil, in context: ReportContext
  ) throws {
    self.context = context
    let summaries = try ServiceLevel.summaries(of: promises, period: period, by: grouping, in: context)
    self.summaries = summaries
    self.promises = promises.map { promise in
      let cases = summaries.filter { $0.promise.name == promise.name }.flatMap(\.cases)
      // Grouped, a case may be in several groups.
      var seen: Set<PromiseCase> = []
      return (promise, grouping == nil ? cases : cases.filter { seen.insert($0).inserted })
    }
    var names: [RecordReference: (title: String, owner: String?)] = [:]
    for type in Set(promises.map(\.type)) {
      for facts in try context.facts.facts(ofType: type, fields: ["owner"]) {
        names[facts.reference] = (facts.title, facts.text("owner"))
      }
    }
    self.names = names
  }

  /// Every case, in the order of the promises, then of time.
  public var cases: [PromiseCase] { promises.flatMap(\.cases) }

  /// The same report with only the cases that `isWanted`.
  public func filtered(_ isWanted: (PromiseCase) -> Bool) -> PromiseReport {
    PromiseReport(promises.map { ($0.promise, $0.cases.filter(isWanted)) }, summaries, names, context)
  }

  private init(
    _ promises: [(promise: ServiceLevel, cases: [PromiseCase])], _ summaries: [ServiceLevelSummary],
    _ names: [RecordReference: (title: String, owner: String?)], _ context: ReportContext
  ) {
    (self.promises, self.summaries, self.names, self.context) = (promises, summaries, names, context)
  }

  /// The seconds that are left of a case, below zero where it is overdue: in business hours where those are promised. Nil
  /// where its time never ends.
  public func secondsLeft(_ promiseCase: PromiseCase) -> Int? {
    promiseCase.due.map { seconds(from: context.asOf, to: $0, promiseCase) }
  }

  /// Whether a promise counts business hours.
  private func isBusiness(_ promiseCase: PromiseCase) -> Bool {
    promises.contains { $0.promise.name == promiseCase.promise && $0.promise.isBusiness }
  }

  private func isNotice(_ promiseCase: PromiseCase) -> Bool {
    promises.contains { promise, _ in
      if case .notice = promise.promise { promise.name == promiseCase.promise } else { false }
    }
  }

  private func seconds(from start: Instant, to end: Instant, _ promiseCase: PromiseCase) -> Int {
    guard !isNotice(promiseCase) else {
      // Of notices days count: what is announced on a day is announced on all of it.
      return 86_400 * (context.zone.civil(at: end).0.daysSinceEpoch - context.zone.civil(at: start).0.daysSinceEpoch)
    }
    guard isBusiness(promiseCase) else { return end.secondsSinceEpoch - start.secondsSinceEpoch }
    return start <= end
      ? context.clock.elapsed(from: start, to: end) : -context.clock.elapsed(from: end, to: start)
  }
}

extension PromiseReport {
  /// The figure: a row a promise, then the cases: first those that wait for an answer, by the time that is left.
  ///
  /// - Parameter limit: show no more than so many cases, and of these only those that wait for an answer; nil for all
  public func figure(period: DatePeriod?, limit: Int? = nil) -> Figure {
    let isGrouped = summaries.contains { $0.group != nil }
    let rows = summaries.map { one -> FigureTable.Row in
      let cells: [FigureTable.Cell] = [
        .text(one.promise.title), .count(one.counts.kept), .count(one.counts.broken), .count(one.counts.running),
        one.share.cell, Self.percent(one.promise.target),
        .seconds(one.times.median, isBusiness: one.isBusiness), .seconds(one.times.p90, isBusiness: one.isBusiness),
        .optional(one.oldestOpen.map { context.zone.civil(at: $0.from).0 }),
      ]
      return FigureTable.Row(
        isGrouped ? [cells[0], .group(one.group)] + cells.dropFirst() : cells,
        records: Set(one.cases.compactMap(\.record)).sorted())
    }
    let wanted = limit == nil ? cases : cases.filter(\.isWaiting)
    let sorted = wanted.sorted { ($0.isWaiting ? 0 : 1, due($0)) < ($1.isWaiting ? 0 : 1, due($1)) }
    let shown = sorted.prefix(limit ?? sorted.count)
    let titles = Dictionary(
      promises.map { ($0.promise.name, $0.promise.title) }, uniquingKeysWith: { first, _ in first })
    let caseRows = shown.map { one in
      FigureTable.Row(
        [
          .text(titles[one.promise] ?? one.promise), one.record.map { .record($0, title: title($0)) } ?? .none,
          one.record.flatMap { names[$0]?.owner }.map { .text($0) } ?? .none, one.due.map { .instant($0) } ?? .none,
          .phrase(standing(one)),
        ], records: one.record.map { [$0] } ?? [])
    }
    return Figure(
      name: "sla", period: period, context: context,
      tables: [
        FigureTable(
          "promises", "promise\(isGrouped ? " group" : "") kept# broken# running# share# target# median# p90# oldest",
          rows: rows),
        FigureTable("cases", "promise record owner due state", rows: caseRows),
      ], notes: notes(shown: shown.count, of: sorted.count))
  }

  private func notes(shown: Int, of count: Int) -> [Phrase] {
    var notes: [Phrase] = []
    if count == 0 { notes.append(Phrase("promise.none")) }
    if shown < count { notes.append(Phrase("promise.more", .count(count - shown))) }
    let business = promises.filter { $0.promise.isBusiness && !$0.cases.isEmpty }.map(\.promise.title)
    if shown > 0, !business.isEmpty {
      notes.append(Phrase("promise.business", .text(business.joined(separator: ", "))))
    }
    return notes
  }

  private static func percent(_ target: Number?) -> FigureTable.Cell {
    target.flatMap { ($0 * Number(100)).rounded(toScale: 0).intValue }.map { .share($0, of: 10_000) } ?? .none
  }

  private func title(_ record: RecordReference) -> String { names[record]?.title ?? record.id }

  private func due(_ promiseCase: PromiseCase) -> Int { promiseCase.due?.secondsSinceEpoch ?? .max }

  /// How a case stands, in words: `3 h left`, `2 of 5, 4 d left`.
  private func standing(_ one: PromiseCase) -> Phrase {
    let isNotice = isNotice(one)
    func length(_ seconds: Int) -> FigureTable.Cell {
      isBusiness(one) ? .businessHours(abs(seconds)) : .duration(abs(seconds))
    }
    let word: Phrase
    switch (one.state, one.until, one.due) {
    case (.kept, let until?, let due?) where isNotice:
      word = Phrase("promise.early", length(seconds(from: until, to: due, one)))
    case (.kept, let until?, _) where one.count == nil:
      word = Phrase("promise.taken", length(seconds(from: one.from, to: until, one)))
    case (.kept, _, _): word = Phrase("promise.kept")
    case (.running, _, let due?): word = Phrase("promise.left", length(seconds(from: context.asOf, to: due, one)))
    case (.running, _, nil): word = Phrase("promise.running")
    case (.broken, let until?, let due?): word = Phrase("promise.late", length(seconds(from: due, to: until, one)))
    case (.broken, nil, _) where isNotice: word = Phrase("promise.unannounced")
    case (.broken, nil, let due?) where due < context.asOf:
      word = Phrase("promise.overdue", length(seconds(from: due, to: context.asOf, one)))
    case (.broken, _, _): word = Phrase("promise.given-up")
    }
    guard let count = one.count else { return word }
    return Phrase("promise.counted", .count(count.reached), .count(count.promised), .phrase(word))
  }
}
