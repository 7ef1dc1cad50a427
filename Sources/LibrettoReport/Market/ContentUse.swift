public import LibrettoModel
import LibrettoQuery

/// At which stage a piece of content was shown to people, and what followed.
public struct ContentUse: Sendable {
  /// The content.
  public let content: RecordReference
  /// What it is called.
  public let title: String
  /// Each time that it was shown, in the order of time.
  public let uses: [Use]

  /// A line of a lead's log that links to the content.
  public struct Use: Sendable, Hashable {
    /// The line.
    public let mention: Mention
    /// The lead's stage at that moment; nil where it had none.
    public let stage: String?
    /// The stage to which the lead went next, by the as-of moment; nil where it stayed.
    public let next: String?
    /// Whether the lead later came to a further stage of the way than the one it was in.
    public let wentOn: Bool
  }

  /// The leads to whom it was shown in a stage, each once, and those of them that went on.
  public struct StageUse: Sendable, Hashable {
    /// The stage; nil where leads had none.
    public let stage: String?
    /// How often it was shown.
    public let uses: Int
    /// The leads.
    public let leads: [RecordReference]
    /// Those that later came further.
    public let wentOn: [RecordReference]
  }

  /// The uses stage by stage, in the order in which stages came up.
  public var stages: [StageUse] {
    var order: [String?] = []
    for use in uses where !order.contains(use.stage) { order.append(use.stage) }
    return order.map { stage in
      let own = uses.filter { $0.stage == stage }
      return StageUse(
        stage: stage, uses: own.count, leads: Set(own.map(\.mention.record)).sorted(),
        wentOn: Set(own.filter(\.wentOn).map(\.mention.record)).sorted())
    }
  }

  /// The use of all content in leads' logs, what was shown most often first.
  ///
  /// - Parameter period: the days on which it was shown; nil for all
  /// - Throws: what the source of facts throws
  public static func all(period: DatePeriod? = nil, in context: ReportContext) throws -> [ContentUse] {
    let targets = try LinkTargets("content", in: context)
    guard !targets.facts.isEmpty else { return [] }
    let lifecycle = context.book.agreement.lifecycles(of: "lead").first
    let journey = try Journey(of: lifecycle?.field ?? "stage", type: "lead", kinds: [], in: context)
    let rank = Dictionary((lifecycle?.way ?? []).enumerated().map { ($1.name, $0) }) { first, _ in first }
    let mentions = try Mention.all(of: targets, types: ["lead"], period: period, in: context)
    return targets.facts.values.map { facts in
      let uses = (mentions[facts.reference.id] ?? []).map { mention -> Use in
        let steps = journey.steps[mention.record] ?? []
        let later = steps.firstIndex { $0.at > mention.at } ?? steps.count
        let stage = later > 0 ? steps[later - 1].to : nil
        let place = stage.flatMap { rank[$0] } ?? -1
        return Use(
          mention: mention, stage: stage, next: later < steps.count ? steps[later].to : nil,
          wentOn: steps[later...].contains { $0.to.flatMap { rank[$0] }.map { place < $0 } ?? false })
      }
      return ContentUse(content: facts.reference, title: facts.title, uses: uses)
    }.sorted { a, b in a.uses.count == b.uses.count ? a.content < b.content : b.uses.count < a.uses.count }
  }
}

extension Figure {
  /// The use of content: a row a piece and stage.
  public static func content(_ content: [ContentUse], period: DatePeriod?, in context: ReportContext) -> Figure {
    let rows = content.flatMap { one in
      let name = FigureTable.Cell.record(one.content, title: one.title)
      guard !one.uses.isEmpty else { return [FigureTable.Row([name, .none, .count(0), .count(0), .none])] }
      return one.stages.map { stage in
        FigureTable.Row(
          [
            name, .group(stage.stage), .count(stage.uses), .count(stage.leads.count),
            Share(stage.wentOn.count, of: stage.leads.count).cell,
          ], records: stage.leads)
      }
    }
    return Figure(
      name: "content", period: period, context: context,
      tables: [FigureTable("content", "content stage uses# leads# went-on#", rows: rows)])
  }
}
