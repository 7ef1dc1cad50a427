import LibrettoModel
import LibrettoReport
import TestSupport
import Testing

/// Every figure has its definition, under its own name.
@Suite struct DefinitionTests {
  @Test(arguments: Figure.names) func hasASection(name: String) throws {
    let text = String(decoding: try #require(readFile(Project.folder + "/docs/figures.md")), as: UTF8.self)
    let section = try #require(text.split(separator: "\n## ").first { $0.hasPrefix(name + "\n") })
    #expect(section.utf8.count > 150)
  }

  /// A figure of an empty book has the name of its section, the moment, and tables without a row that counts anything.
  @Test func figuresOfNothing() throws {
    let context = try Company(LeadTests.scoring + "capacity: {tom: 2}").at("2026-11-30 12:00")
    let quarter = try period("2026-Q4")
    let pipeline = try Pipeline(in: context)
    let lifecycle = try #require(context.book.agreement.lifecycle("lead"))
    let attribution = try Attribution(period: quarter, in: context)
    let figures = [
      try PromiseReport([], in: context).figure(period: nil), Figure.goals([], in: context),
      try Funnel(of: lifecycle, period: quarter, in: context).figure(in: context),
      Figure.winRates(try pipeline.winRates(in: context), period: quarter, in: context),
      Figure.velocity(try pipeline.velocity(in: context), in: context),
      Figure.forecast(try pipeline.forecast(in: context), period: nil, in: context),
      attribution.figure(try attribution.credits(by: .kind, in: context), by: .kind, in: context),
      Figure.sources(try SourceQuality.all(in: context), period: nil, in: context),
      Figure.load(try Load.all(in: context), in: context), try RoutingPlan(in: context).figure(in: context),
      Figure.competitors(try CompetitorRecord.all(in: context), period: nil, in: context),
      Figure.content(try ContentUse.all(in: context), period: nil, in: context),
      Figure.returns(try Return.all(of: lifecycle, in: context), period: nil, in: context),
    ]
    #expect(figures.map(\.name) == Figure.names.filter { $0 != "score" })
    for figure in figures {
      #expect(figure.asOf == context.asOf)
      for table in figure.tables {
        for row in table.rows {
          #expect(row.cells.count == table.columns.count && row.records.isEmpty, "\(figure.name) \(table.name)")
        }
      }
    }
  }

  /// With something in the book, every row has a cell a column.
  @Test func rowsFitTheirColumns() throws {
    var company = AttributionTests.company(touches: "routing: [{when: \"source:web\", to: [tom]}]\n")
    company.lead("dora", "source: web", "2026-10-02 10:00 mql")
    company.add("competitor", "hooli")
    company.deal("e", "stage: lost\nclosed: 2026-11-05\ncompetitors: [hooli]\nlost_reason: price")
    company.deal("f", "stage: offer\namount: 70\ncompetitors: [hooli]", "2026-11-01 10:00 open; 2026-11-02 10:00 offer")
    company.lead(
      "ben", "owner: tom\nsource: web", "2026-10-02 10:00 mql; 2026-10-03 10:00 recycled; 2026-10-05 10:00 mql")
    company.lead("cleo", "campaigns: [webinar]", "2026-10-02 10:00 mql")
    let context = try company.at("2026-11-30 12:00")
    let pipeline = try Pipeline(in: context)
    let lifecycle = try #require(context.book.agreement.lifecycle("lead"))
    let attribution = try Attribution(period: period("2026-Q4"), in: context)
    let figures = [
      try Funnel(of: lifecycle, period: period("2026-Q4"), by: "source", in: context).figure(in: context),
      Figure.winRates(try pipeline.winRates(by: "owner", in: context), period: try period("2026"), in: context),
      Figure.velocity(try pipeline.velocity(in: context), in: context),
      Figure.forecast(try pipeline.forecast(in: context), period: nil, in: context),
      attribution.figure(try attribution.credits(by: .campaign, in: context), by: .campaign, in: context),
      Figure.sources(try SourceQuality.all(by: "campaigns", in: context), period: nil, in: context),
      Figure.load(try Load.all(in: context), in: context), try RoutingPlan(in: context).figure(in: context),
      Figure.competitors(try CompetitorRecord.all(in: context), period: nil, in: context),
      Figure.content(try ContentUse.all(in: context), period: nil, in: context),
      Figure.returns(try Return.all(of: lifecycle, in: context), period: nil, in: context),
    ]
    for table in figures.flatMap(\.tables) where table.name != "returned" {
      #expect(!table.rows.isEmpty, "\(table.name)")
      for row in table.rows { #expect(row.cells.count == table.columns.count, "\(table.name)") }
    }
  }
}
