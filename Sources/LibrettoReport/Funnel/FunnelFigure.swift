extension Funnel {
  /// The funnel as a table of one row a step and group.
  public func figure(in context: ReportContext) -> Figure {
    let rows = steps.map { step in
      FigureTable.Row(
        [
          .group(step.group), .text(step.from), .text(step.to), .count(step.entered.count), .count(step.reached.count),
          step.share.cell, step.before.cell, .optional(step.change, decimals: 1), .seconds(step.times.median),
          .seconds(step.times.p90),
        ], records: step.entered)
    }
    return Figure(
      name: "funnel", period: period, context: context,
      tables: [
        FigureTable("funnel", "group from to entered# reached# share# before# change# median# p90#", rows: rows)
      ], notes: [Phrase("funnel.cohort")])
  }
}
