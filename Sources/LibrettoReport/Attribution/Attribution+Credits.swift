public import LibrettoModel
import LibrettoQuery

/// By what credit is gathered.
public enum AttributionKey: String, Sendable, CaseIterable {
  /// The campaign that the touch's line links to, else the only campaign that the lead took part in.
  case campaign
  /// The source of the lead that was touched.
  case source
  /// The content that the touch's line links to.
  case content
  /// The kind of activity.
  case kind
}

/// What touches of one kind, campaign, source or content earned.
public struct Credit: Sendable, Hashable {
  /// The name: a kind, a source, or an id; nil for touches that have none.
  public let key: String?
  /// Whether this is what nobody earned: wins without any touch.
  public let isUntouched: Bool
  /// How many touches there were; none for wins without any.
  public let touches: Int
  /// How many wins it earned, in ten-thousandths.
  public let wins: Int
  /// The amounts that it earned, one a currency.
  public let amounts: MoneySum
  /// The deals, in the order of their names.
  public let deals: [RecordReference]

  /// The wins as a number with four decimals.
  public var winCount: Number { Number(wins).divided(by: Number(10_000), scale: 4) }
}

extension Attribution {
  /// The credit gathered by campaign, source, content or kind, the most wins first. Together they are all wins and amounts.
  ///
  /// - Throws: what the source of facts throws
  public func credits(by key: AttributionKey, in context: ReportContext) throws -> [Credit] {
    let name = try naming(key, context)
    var gathered: [String?: (touches: Int, wins: Int, sum: MoneySum, deals: Set<RecordReference>)] = [:]
    var untouched = (wins: 0, sum: MoneySum(base: context.currency), deals: [RecordReference]())
    for win in wins {
      guard !win.touches.isEmpty else {
        untouched.wins += 10_000
        if let amount = win.deal.amount { untouched.sum.add(amount) }
        untouched.deals.append(win.deal.reference)
        continue
      }
      for (index, touch) in win.touches.enumerated() {
        var own = gathered[name(touch)] ?? (0, 0, MoneySum(base: context.currency), [])
        own.touches += 1
        own.wins += win.shares[index]
        if !win.amounts.isEmpty { own.sum.add(Money(win.amounts[index], win.deal.amount?.currency)) }
        own.deals.insert(win.deal.reference)
        gathered[name(touch)] = own
      }
    }
    var credits = gathered.map { key, own in
      Credit(
        key: key, isUntouched: false, touches: own.touches, wins: own.wins, amounts: own.sum, deals: own.deals.sorted())
    }.sorted { a, b in a.wins == b.wins ? (a.key ?? "\u{10FFFF}") < (b.key ?? "\u{10FFFF}") : a.wins > b.wins }
    if untouched.wins > 0 {
      credits.append(
        Credit(
          key: nil, isUntouched: true, touches: 0, wins: untouched.wins, amounts: untouched.sum,
          deals: untouched.deals.sorted()))
    }
    return credits
  }

  private func naming(_ key: AttributionKey, _ context: ReportContext) throws -> (Touch) -> String? {
    switch key {
    case .kind: return { $0.kind }
    case .source:
      var sources: [RecordReference: String] = [:]
      for type in ["lead", "deal"] {
        for facts in try context.facts.facts(ofType: type, fields: ["source"]) {
          sources[facts.reference] = facts.text("source")
        }
      }
      return { sources[$0.record] }
    case .content:
      let targets = try LinkTargets("content", in: context)
      return { targets.ids(in: $0.text).first }
    case .campaign:
      let targets = try LinkTargets("campaign", in: context)
      var only: [RecordReference: String] = [:]
      for type in ["lead", "deal"] {
        for facts in try context.facts.facts(ofType: type, fields: ["campaigns"]) {
          let texts = facts["campaigns"]?.texts ?? []
          if texts.count == 1 { only[facts.reference] = targets.id(texts[0].text) }
        }
      }
      return { targets.ids(in: $0.text).first ?? only[$0.record] }
    }
  }

  /// The credit as a table of one row a name and currency.
  public func figure(_ credits: [Credit], by key: AttributionKey, in context: ReportContext) -> Figure {
    let rows = credits.flatMap { credit -> [FigureTable.Row] in
      let name: FigureTable.Cell = credit.isUntouched ? .phrase(Phrase("attribution.untouched")) : .group(credit.key)
      let amounts: [Money?] = credit.amounts.all.isEmpty ? [nil] : credit.amounts.all
      return amounts.enumerated().map { index, money in
        // Wins and touches stand once, in the row of the first currency.
        FigureTable.Row(
          [
            name, index == 0 ? .count(credit.touches) : .none,
            index == 0 ? .number(credit.winCount, decimals: 2) : .none, .optional(money),
          ], records: credit.deals)
      }
    }
    return Figure(
      name: "attribution", period: period, context: context,
      tables: [FigureTable("attribution", "\(key.rawValue) touches# wins# amount#", rows: rows)],
      notes: [Phrase("attribution.model.\(model.rawValue)")])
  }
}
