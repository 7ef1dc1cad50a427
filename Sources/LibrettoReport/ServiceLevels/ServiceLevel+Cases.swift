import LibrettoModel
import LibrettoQuery

extension ServiceLevel {
  /// Every time that the promise was due up to the as-of moment, in the order of time. What is still open about records
  /// that are no longer in the book is left out: nobody can keep it.
  ///
  /// - Throws: what the source of facts throws
  public func cases(in context: ReportContext) throws -> [PromiseCase] {
    try Self.cases(of: [self], in: context)[0]
  }

  /// The cases of several promises, in their order. What became of records is read once for all of them.
  ///
  /// - Throws: what the source of facts throws
  public static func cases(of promises: [ServiceLevel], in context: ReportContext) throws -> [[PromiseCase]] {
    var events: [String: [EventPattern]] = [:]
    for promise in promises { if let key = promise.journeyKey(context) { events[key, default: []] += promise.events } }
    var journeys: [String: Journey] = [:]
    var present: [String: Set<RecordReference>] = [:]
    return try promises.map { promise in
      var journey: Journey?
      if let key = promise.journeyKey(context) {
        journey = try journeys[key] ?? Self.journey(events[key] ?? [], of: promise.type, context)
        journeys[key] = journey
      }
      let cases = promise.inOrder(try promise.allCases(journey, context))
      guard cases.contains(where: { $0.isOpen && $0.record != nil }) else { return cases }
      let known =
        try present[promise.type] ?? Set(context.facts.facts(ofType: promise.type, fields: []).map(\.reference))
      present[promise.type] = known
      return cases.filter { !$0.isOpen || $0.record.map(known.contains) ?? true }
    }
  }

  private func inOrder(_ cases: [PromiseCase]) -> [PromiseCase] {
    cases.indices.sorted { a, b in
      let (one, other) = (cases[a].from, cases[b].from)
      return one == other ? (cases[a].record?.id ?? "") < (cases[b].record?.id ?? "") : one < other
    }.map { cases[$0] }
  }

  private func allCases(_ journey: Journey?, _ context: ReportContext) throws -> [PromiseCase] {
    guard let journey else {
      guard case .notice(let from, let before, let atLeast) = promise else { return [] }
      return try notices(from, before, atLeast, context)
    }
    switch promise {
    case .answer(let from, let until, let within): return answers(from, until, within, journey, context)
    case .attempts(let from, let event, let atLeast, let within):
      return attempts(from, event, atLeast, within, journey, context)
    case .supply(let event, let atLeast, let per): return supply(event, atLeast, per, journey, context)
    case .notice: return []
    }
  }

  /// The events whose history tells whether the promise was kept.
  private var events: [EventPattern] {
    switch promise {
    case .answer(let from, let until, _): [from, until]
    case .attempts(let from, let event, _, _): [from, event]
    case .supply(let event, _, _): [event]
    case .notice: []
    }
  }

  /// The type and the field whose history is needed: promises with the same share it. Nil for notices, which need none.
  private func journeyKey(_ context: ReportContext) -> String? {
    events.isEmpty ? nil : "\(type) \(Self.field(of: events, type, context))"
  }

  /// The steps and activities of a type's records that events ask for.
  static func journey(_ events: [EventPattern], of type: String, _ context: ReportContext) throws -> Journey {
    var kinds: Set<String> = []
    for event in events { if case .activity(let wanted) = event.kind { kinds.formUnion(wanted) } }
    return try Journey(of: field(of: events, type, context), type: type, kinds: kinds.sorted(), in: context)
  }

  /// The field whose steps events ask for; that of the type's lifecycle where they ask for none.
  private static func field(of events: [EventPattern], _ type: String, _ context: ReportContext) -> String {
    for event in events.reversed() { if case .transition(let name, _) = event.kind { return name } }
    return context.book.agreement.lifecycles(of: type).first?.field ?? "stage"
  }

  /// A promise that is begun and not yet answered is not begun anew: who was handed over ten times has waited since the
  /// first.
  private func answers(
    _ from: EventPattern, _ until: EventPattern, _ within: Span, _ journey: Journey, _ context: ReportContext
  ) -> [PromiseCase] {
    var cases: [PromiseCase] = []
    for record in journey.records {
      let answers = journey.moments(of: until, record, in: context)
      var openUntil: Instant?
      for begin in journey.moments(of: from, record, in: context) {
        if let open = openUntil, begin < open { continue }
        let answer = answers.first { $0 >= begin }
        openUntil = answer ?? Instant(secondsSinceEpoch: .max)
        cases.append(
          promiseCase(record, from: begin, due: within.deadline(after: begin, context), until: answer, context))
      }
    }
    return cases
  }

  private func promiseCase(
    _ record: RecordReference?, from: Instant, due: Instant?, until: Instant?, count: PromiseCase.Count? = nil,
    _ context: ReportContext
  ) -> PromiseCase {
    let isInTime = due.map { (until ?? context.asOf) <= $0 } ?? true
    let state: PromiseCase.State = !isInTime ? .broken : until == nil ? .running : .kept
    return PromiseCase(
      promise: name, record: record, from: from, due: due, until: until, ended: nil, state: state, count: count)
  }

  /// Who leaves the stage for a later one needs no more attempts: the promise is kept by what it is for. Who is given up
  /// before is broken off.
  private func attempts(
    _ from: EventPattern, _ event: EventPattern, _ atLeast: Int, _ within: Span, _ journey: Journey,
    _ context: ReportContext
  ) -> [PromiseCase] {
    let lifecycle = context.book.agreement.lifecycles(of: type).first
    var cases: [PromiseCase] = []
    for record in journey.records {
      let begins = journey.moments(of: from, record, in: context)
      guard !begins.isEmpty else { continue }
      let (steps, all) = (journey.steps[record] ?? [], journey.moments(of: event, record, in: context))
      for begin in begins {
        let due = within.deadline(after: begin, context)
        func isInTime(_ moment: Instant) -> Bool { due.map { moment <= $0 } ?? true }
        let stage = steps.last { $0.at <= begin }?.to
        let leaving = steps.first { $0.at > begin && $0.to != stage }
        let attempts = all.filter { moment in moment >= begin && leaving.map { moment <= $0.at } ?? true }
        let count = PromiseCase.Count(reached: attempts.count(where: isInTime), promised: atLeast)
        let met = attempts.count >= atLeast ? attempts[atLeast - 1] : nil
        if met == nil, let leaving, isInTime(leaving.at) {
          let isAhead = lifecycle.map { $0.isAhead(leaving.to, of: stage) } ?? false
          cases.append(
            PromiseCase(
              promise: name, record: record, from: begin, due: due, until: isAhead ? leaving.at : nil,
              ended: isAhead ? nil : leaving.at, state: isAhead ? .kept : .broken, count: count))
        } else {
          cases.append(promiseCase(record, from: begin, due: due, until: met, count: count, context))
        }
      }
    }
    return cases
  }

  private func supply(
    _ event: EventPattern, _ atLeast: Int, _ per: Period, _ journey: Journey, _ context: ReportContext
  ) -> [PromiseCase] {
    var counts: [CivilDate: Int] = [:]
    var first: CivilDate?
    for record in journey.records {
      var own: [CivilDate: Int] = [:]
      for moment in journey.moments(of: event, record, in: context) {
        own[per.period(of: context.zone.civil(at: moment).0).first, default: 0] += 1
      }
      for (start, times) in own {
        counts[start, default: 0] += event.countsOnce ? 1 : times
        first = min(first ?? start, start)
      }
    }
    guard var start = first else { return [] }
    var cases: [PromiseCase] = []
    while start <= context.today {
      let days = per.period(of: start).instants(in: context.zone)
      let reached = counts[start] ?? 0
      let isOver = days.upperBound <= context.asOf
      let state: PromiseCase.State = reached >= atLeast ? .kept : isOver ? .broken : .running
      cases.append(
        PromiseCase(
          promise: name, record: nil, from: days.lowerBound, due: days.upperBound.adding(seconds: -1), until: nil,
          ended: isOver ? days.upperBound.adding(seconds: -1) : nil, state: state,
          count: PromiseCase.Count(reached: reached, promised: atLeast)))
      start = per.period(of: start).last.adding(days: 1)
    }
    return cases
  }

  /// What starts without ever having been announced was announced too late.
  private func notices(
    _ from: EventPattern, _ before: String, _ atLeast: Span, _ context: ReportContext
  ) throws -> [PromiseCase] {
    guard case .date(let announced) = from.kind else { return [] }
    return try context.facts.facts(ofType: type, fields: [announced, before]).compactMap { facts in
      guard let start = facts.text(before).flatMap({ CivilDate($0) }) else { return nil }
      let day = facts.text(announced).flatMap { CivilDate($0) }
      let due = atLeast.latest(before: start, context)
      let heard = day.map { context.zone.startOfDay($0) }.flatMap { $0 <= context.asOf ? $0 : nil }
      let state: PromiseCase.State =
        if let heard { heard <= due ? .kept : .broken } else { context.asOf <= due ? .running : .broken }
      return PromiseCase(
        promise: name, record: facts.reference, from: heard ?? due, due: due, until: heard, ended: nil, state: state,
        count: nil)
    }
  }
}

extension Lifecycle {
  /// Whether a stage lies further on the way to a sale than another one.
  func isAhead(_ stage: String?, of other: String?) -> Bool {
    guard let stage, let other, let there = position(of: stage), let here = position(of: other) else { return false }
    return there > here && !stages[there].isReturn
  }
}
