import LibrettoModel

extension Figure {
  /// The scores of leads, the highest first, with what their records say.
  public static func scores(_ scores: [LeadScore], in context: ReportContext) -> Figure {
    let sorted = scores.sorted { a, b in a.score == b.score ? a.lead < b.lead : b.score < a.score }
    let rows = sorted.map { one in
      FigureTable.Row(
        [
          .record(one.lead, title: one.title), .number(one.fitPoints, decimals: 0), .optional(one.grade),
          .number(one.engagementPoints, decimals: 1), .optional(one.rise, decimals: 1), .count(one.score),
          one.written.map { .number($0, decimals: 0) } ?? .none, one.isHot ? .phrase(Phrase("score.hot")) : .none,
        ], records: [one.lead])
    }
    return Figure(
      name: "score", period: nil, context: context,
      tables: [FigureTable("scores", "lead fit# grade engagement# rise# score# written# hot", rows: rows)])
  }
}
