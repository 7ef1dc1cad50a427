public import LibrettoModel
public import LibrettoQuery

/// A lead's points, with the rule and the line of the log behind each.
public struct LeadScore: Sendable {
  /// The lead.
  public let lead: RecordReference
  /// What it is called.
  public let title: String
  /// The rules of fit that it meets, in the order of the agreement.
  public let fit: [FitPoint]
  /// What it did, in the order of time.
  public let engagement: [EngagementPoint]
  /// The grade that the points of fit give; nil where the agreement has none for them.
  public let grade: String?
  /// By how much engagement rose within the time of the alert; nil where no alert is agreed.
  public let rise: Number?
  /// Whether sales should hear of it at once.
  public let isHot: Bool
  /// The score in the record now; nil where there is none.
  public let written: Number?

  /// Points for what a lead is.
  public struct FitPoint: Sendable, Hashable {
    /// The condition as the agreement has it.
    public let rule: String
    /// The points.
    public let points: Number
  }

  /// Points for what a lead did.
  public struct EngagementPoint: Sendable, Hashable {
    /// The line of the log.
    public let activity: Activity
    /// The points of its kind.
    public let points: Number
    /// What is left of them: 2^(−age ÷ half-life).
    public let factor: Number

    /// The points that are left.
    public var value: Number { points * factor }
  }

  /// The points of fit.
  public var fitPoints: Number { fit.reduce(.zero) { $0 + $1.points } }
  /// The points of engagement that are left.
  public var engagementPoints: Number { engagement.reduce(.zero) { $0 + $1.value } }
  /// The score that a record keeps: all points, floored, and never below zero.
  public var score: Int { max(0, (fitPoints + engagementPoints).floored) }
}

extension Number {
  /// The greatest whole number that is not above it.
  var floored: Int {
    let near = rounded(toScale: 0)
    return (self < near ? near - Number(1) : near).intValue ?? (isNegative ? .min : .max)
  }
}

extension Scoring {
  /// The grade of so many points of fit, which are floored first.
  public func grade(_ points: Number) -> String? {
    let whole = points.floored
    return grid.first { ($0.from ?? .min) <= whole && whole <= ($0.to ?? .max) }?.name
  }

  /// The scores of all leads, in the order of their paths.
  ///
  /// - Throws: `QueryError` where a rule cannot be answered; what the source of facts throws
  public func scores(in context: ReportContext) throws -> [LeadScore] {
    let points = Dictionary(points.map { ($0.kind, $0.points) }) { first, _ in first }
    let kinds = points.keys.sorted()
    let activities = try kinds.isEmpty ? [:] : context.facts.activities(ofType: "lead", kinds: kinds)
    let rules = try fit.map { (rule: $0, records: try context.references(meeting: $0.condition)) }
    let halfLife = halfLife?.approximateSeconds ?? 0
    let earlier = alert.map { context.zone.adding(-$0.within, to: context.asOf) }
    return try context.facts.facts(ofType: "lead", fields: ["score"]).map { facts in
      var (engagement, then) = ([LeadScore.EngagementPoint](), Number.zero)
      for activity in activities[facts.reference] ?? [] {
        guard activity.at <= context.asOf, let own = points[activity.kind] else { continue }
        let moment = activity.moment(in: context).secondsSinceEpoch
        engagement.append(
          LeadScore.EngagementPoint(
            activity: activity, points: own,
            factor: HalfLife.factor(age: context.asOf.secondsSinceEpoch - moment, halfLife: halfLife)))
        if let earlier, moment <= earlier.secondsSinceEpoch {
          then += own * HalfLife.factor(age: earlier.secondsSinceEpoch - moment, halfLife: halfLife)
        }
      }
      let fit = rules.filter { $0.records.contains(facts.reference) }.map {
        LeadScore.FitPoint(rule: $0.rule.text, points: $0.rule.points)
      }
      let rise = alert.map { _ in engagement.reduce(Number.zero) { $0 + $1.value } - then }
      return LeadScore(
        lead: facts.reference, title: facts.title, fit: fit, engagement: engagement,
        grade: grade(fit.reduce(.zero) { $0 + $1.points }), rise: rise,
        isHot: rise.map { rise in alert.map { !(rise < $0.rise) } ?? false } ?? false, written: facts["score"]?.number)
    }
  }
}

extension LeadScore {
  /// The points of one lead, each with what it is for.
  public func figure(in context: ReportContext) -> Figure {
    let rules = fit.map { FigureTable.Row([.text($0.rule), .number($0.points, decimals: 0)], records: [lead]) }
    let lines = engagement.map { point in
      FigureTable.Row(
        [
          .date(point.activity.day), .text(point.activity.kind), .text(point.activity.text),
          .number(point.points, decimals: 0), .number(point.factor, decimals: 3), .number(point.value, decimals: 1),
        ], records: [lead])
    }
    let total = FigureTable.Row(
      [
        .record(lead, title: title), .number(fitPoints, decimals: 0), .optional(grade),
        .number(engagementPoints, decimals: 1), .optional(rise, decimals: 1), .count(score),
      ], records: [lead])
    return Figure(
      name: "score", period: nil, context: context,
      tables: [
        FigureTable("score", "lead fit# grade engagement# rise# score#", rows: [total]),
        FigureTable("fit", "rule points#", rows: rules),
        FigureTable("engagement", "day kind text points# factor# value#", rows: lines),
      ])
  }
}
