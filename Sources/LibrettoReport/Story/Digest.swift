public import LibrettoModel
import LibrettoQuery

extension Figure {
  /// What changed in some days: steps between stages, feedback, promises that were broken, leads that sales should hear of.
  ///
  /// - Throws: what the source of facts throws
  public static func digest(_ period: DatePeriod, in context: ReportContext) throws -> Figure {
    let instants = period.instants(in: context.zone)
    var titles: [RecordReference: String] = [:]
    var moves: [(at: Instant, row: FigureTable.Row)] = []
    var feedback: [(at: Instant, row: FigureTable.Row)] = []
    for type in ["lead", "deal", "campaign"] where context.book.type(named: type) != nil {
      for facts in try context.facts.facts(ofType: type, fields: []) { titles[facts.reference] = facts.title }
      func cell(_ record: RecordReference) -> FigureTable.Cell { .record(record, title: titles[record] ?? record.id) }
      for (record, own) in try context.facts.activities(ofType: type, kinds: ["feedback"]) {
        for one in own where instants.contains(one.at) && one.at <= context.asOf {
          feedback.append(
            (one.at, FigureTable.Row([cell(record), .optional(one.member), .text(one.text)], records: [record])))
        }
      }
      guard let lifecycle = context.book.agreement.lifecycles(of: type).first else { continue }
      for (record, steps) in try Journey(of: lifecycle.field, type: type, kinds: [], in: context).steps {
        for step in steps where instants.contains(step.at) {
          let cells: [FigureTable.Cell] = [cell(record), .optional(step.from), .optional(step.to), .instant(step.at)]
          moves.append((step.at, FigureTable.Row(cells, records: [record])))
        }
      }
    }
    func inOrder(_ rows: [(at: Instant, row: FigureTable.Row)]) -> [FigureTable.Row] {
      rows.sorted { a, b in a.at == b.at ? a.row.records.lexicographicallyPrecedes(b.row.records) : a.at < b.at }
        .map(\.row)
    }
    let report = try PromiseReport(context.terms.serviceLevels, in: context).filtered { one in
      one.state == .broken && (one.due.map(instants.contains) ?? false)
    }
    let hot = try context.terms.scoring?.scores(in: context).filter(\.isHot) ?? []
    let tables = [
      FigureTable("moves", "record from to at", rows: inOrder(moves)),
      FigureTable("said", "record by text", rows: inOrder(feedback)),
      FigureTable("broken", "promise record owner due state", rows: report.figure(period: nil).tables.last?.rows ?? []),
      FigureTable(
        "hot", "lead rise# score#",
        rows: hot.map { one in
          FigureTable.Row(
            [.record(one.lead, title: one.title), .optional(one.rise, decimals: 0), .count(one.score)],
            records: [one.lead])
        }),
    ]
    return Figure(
      name: "digest", period: period, context: context, tables: tables,
      notes: tables.allSatisfy(\.rows.isEmpty) ? [Phrase("digest.none")] : [])
  }
}
