public import LibrettoModel

extension Figure {
  /// The promises of the agreement: how they were kept, and each case behind that.
  ///
  /// - Parameters:
  ///   - titles: what the records are called, for the cases
  public static func serviceLevels(
    _ summaries: [ServiceLevelSummary], period: DatePeriod? = nil, titles: [RecordReference: String] = [:],
    in context: ReportContext
  ) -> Figure {
    let isGrouped = summaries.contains { $0.group != nil }
    let rows = summaries.map { one in
      let median = FigureTable.Cell.seconds(one.times.median, isBusiness: one.isBusiness)
      let p90 = FigureTable.Cell.seconds(one.times.p90, isBusiness: one.isBusiness)
      let cells: [FigureTable.Cell] = [
        .text(one.promise.name), .text(one.promise.party), .count(one.counts.kept), .count(one.counts.broken),
        .count(one.counts.running), one.share.cell, one.promise.target.map { .number($0, decimals: 0) } ?? .none,
        median, p90, .optional(one.oldestOpen?.from),
      ]
      return FigureTable.Row(
        isGrouped ? [cells[0], .group(one.group)] + cells.dropFirst() : cells,
        records: Set(one.cases.compactMap(\.record)).sorted())
    }
    let group = isGrouped ? " group" : ""
    let promises = FigureTable(
      "promises", "promise\(group) party kept# broken# running# share# target# median# p90# oldest", rows: rows)
    var seen: Set<PromiseCase> = []
    let cases = summaries.flatMap(\.cases).filter { seen.insert($0).inserted }.map { one in
      FigureTable.Row(
        [
          .text(one.promise), one.record.map { .record($0, title: titles[$0] ?? $0.id) } ?? .none, .instant(one.from),
          .optional(one.due), .optional(one.until), .phrase(Phrase("state.\(one.state.rawValue)")),
        ], records: one.record.map { [$0] } ?? [])
    }
    return Figure(
      name: "sla", period: period, context: context,
      tables: [promises, FigureTable("cases", "promise record from due until state", rows: cases)])
  }
}
