public import LibrettoModel
public import LibrettoQuery

/// What became of a type's records in a lifecycle, as of a moment: each record's steps from stage to stage, under the
/// stages' present names, and its activities.
public struct Journey: Sendable {
  /// A step from one stage to another.
  public struct Step: Sendable, Hashable {
    /// When.
    public let at: Instant
    /// The stage before; nil where the record came with its first one.
    public let from: String?
    /// The stage after; nil where it was taken away.
    public let to: String?
  }

  /// Each record's steps in the order of time; also of records that are gone.
  public let steps: [RecordReference: [Step]]
  /// Each record's activities in the order of time.
  public let activities: [RecordReference: [Activity]]

  /// The records to which something happened in the lifecycle only after the as-of moment.
  let laterOnly: Set<RecordReference>
  /// Those to which something happened after it, and perhaps before.
  let later: Set<RecordReference>

  /// Reads what became of `field` of the type's records.
  ///
  /// - Parameter kinds: the kinds of activity that are wanted beside the lines `stage`; nil for all
  public init(of field: String, type: String, kinds: [String]?, in context: ReportContext) throws {
    let lifecycle = context.book.agreement.lifecycles.first { $0.type == type && $0.field == field }
    let wanted = kinds.map { lifecycle == nil ? $0 : $0 + ["stage"] }
    let activities = try context.facts.activities(ofType: type, kinds: wanted).mapValues { all in
      all.last.map { $0.at <= context.asOf } ?? true ? all : all.filter { $0.at <= context.asOf }
    }
    let transitions = try context.facts.transitions(of: field, ofType: type)
    var steps: [RecordReference: [Step]] = [:]
    steps.reserveCapacity(transitions.count)
    var names: [String: String] = [:]
    for stage in lifecycle?.stages ?? [] { for former in stage.formerNames { names[former] = stage.name } }
    for stage in lifecycle?.stages ?? [] { names[stage.name] = stage.name }
    func name(_ value: Value?) -> String? {
      guard let text = value?.text, !text.isEmpty else { return nil }
      return names[text] ?? text
    }
    var later: Set<RecordReference> = []
    func add(_ reference: RecordReference, _ transitions: [FieldTransition]) {
      var own: [Step] = []
      for transition in transitions {
        guard transition.at <= context.asOf else {
          later.insert(reference)
          continue
        }
        let (from, to) = (own.last?.to ?? name(transition.before), name(transition.after))
        // A stage that only got another name is no step.
        if from != to { own.append(Step(at: transition.at, from: from, to: to)) }
      }
      if !own.isEmpty { steps[reference] = own }
    }
    for (reference, known) in transitions {
      let log = lifecycle == nil ? [] : activities[reference] ?? []
      add(reference, log.isEmpty ? known : StageLog.merge(known, activities: log, zone: context.zone).map(\.transition))
    }
    if lifecycle != nil {
      // Records that no commit knows, of which only the log tells.
      for (reference, log) in activities where transitions[reference] == nil {
        add(reference, StageLog.merge([], activities: log, zone: context.zone).map(\.transition))
      }
    }
    self.steps = steps
    self.activities = activities
    self.later = later
    laterOnly = later.filter { steps[$0] == nil }
  }

  /// The stage of a record at the as-of moment, under its present name: what history says where it went on afterwards,
  /// else what its file says. Nil where it was in none, or not yet in the book.
  func stage(of record: RecordReference, now written: String?, in lifecycle: Lifecycle?) -> String? {
    if later.contains(record) { return steps[record]?.last?.to }
    guard let written, !written.isEmpty else { return nil }
    return lifecycle?.stage(present: written)?.name ?? written
  }

  /// The moment at which a record came into the stage that it is in; nil where history does not say.
  func since(_ record: RecordReference, in stage: String?) -> Instant? {
    steps[record].flatMap { $0.last?.to == stage ? $0.last?.at : nil }
  }

  /// All records to which anything happened, in no order.
  var records: [RecordReference] { Array(steps.keys) + activities.keys.filter { steps[$0] == nil } }

  /// The moments at which an event happened to a record, in the order of time.
  ///
  /// An activity whose line has no time of day happened at the end of its day, or at the as-of moment where that is
  /// earlier: a promise is not counted as kept by a time that nobody wrote.
  public func moments(
    of event: EventPattern, _ record: RecordReference, in context: ReportContext
  ) -> [Instant] {
    switch event.kind {
    case .transition(_, let targets):
      return (steps[record] ?? []).filter { $0.to.map(targets.contains) ?? false }.map(\.at)
    case .activity:
      return (activities[record] ?? []).filter {
        event.matches(kind: $0.kind, by: $0.member, teams: context.teams)
      }.map { $0.moment(in: context) }.sorted()
    case .date: return []
    }
  }
}

extension Activity {
  /// When it happened, for promises: without a time of day, at the end of its day.
  func moment(in context: ReportContext) -> Instant {
    guard !hasTime else { return at }
    return min(context.zone.startOfDay(day.adding(days: 1)).adding(seconds: -1), context.asOf)
  }
}
