import LibrettoModel
import LibrettoQuery
import Testing

@Suite struct ErrorTests {
  /// A query whose place of error is marked by ‹ and ›, a part of the message, and a part of the help.
  static let queries: [(String, String, String)] = [
    ("‹›", "begins with a record type", "leads"),
    ("‹stage:mql›", "begins with a record type", "leads stage:mql"),
    ("‹leeds› stage:mql", "unknown record type \"leeds\"", "did you mean \"leads\""),
    ("leads ‹stge›:mql", "unknown field \"stge\" of lead", "did you mean \"stage\""),
    ("leads stage:‹oportunity›", "unknown stage \"oportunity\"", "did you mean \"opportunity\""),
    ("leads stage:mql,‹sqk›", "unknown stage \"sqk\"", "sql"),
    ("leads stage:‹mql..sql›", "not ordered", "a,b,c"),
    ("leads account.country:‹Norway›", "\"Norway\" is no country", "did you mean NO"),
    ("leads country:‹xx›", "is no country", "two letters"),
    ("leads fit:‹D›", "unknown fit \"D\"", "A, B, C"), ("leads fit:‹A..B›", "not ordered", ""),
    ("leads owner:‹tim›", "unknown member \"tim\"", "did you mean \"tom\""),
    ("leads owner.team:‹sale›", "unknown team \"sale\"", "sales"),
    ("leads recycle_reason:‹budget›", "unknown recycle_reason", "no-budget"),
    ("leads log.kind:‹cal›", "unknown activity \"cal\"", "call"),
    ("leads log.‹what›:x", "unknown part \"what\" of the log", "kind, at, by, text"),
    ("leads ‹log›:x", "the log is no value", "log.kind"),
    ("leads account:‹globx›", "there is no account \"globx\"", "did you mean \"globex\""),
    ("leads id:‹kimm›", "there is no lead", "kim"),
    ("leads account.‹contry›:NO", "unknown field \"contry\" of account", "country"),
    ("leads next.‹du›:today", "unknown part \"du\" of next", "due"),
    ("leads ‹next›:x", "is a map", "next.x"), ("leads stage.‹x›:1", "stage has no part \"x\"", ""),
    ("leads owner.‹x›:1", "owner has no part", "name, email and team"),
    ("leads score:‹many›", "is no number", "10k"), ("leads score:‹..›", "a range needs an end", "has:score"),
    ("leads score:‹9..1›", "range is empty", "1..9"),
    ("deals amount:‹lots›", "is no amount", "1200.50 USD"),
    ("leads consent.marketing:‹yes›", "is no truth value", "true or false"),
    ("leads created:‹tomorow›", "is no date", "tomorrow"),
    ("leads created:‹2026-13›", "is no date", "2026-11"),
    ("leads created:‹today..yesterday›", "range is empty", "earlier"),
    ("tasks effort:‹soon›", "is no duration", "3d"), ("tasks clock:‹25:00›", "is no time of day", "14:05"),
    ("leads name:Jane ‹Doe›", "\"Doe\" has no operator", "'name:\"Jane Doe\"'"),
    ("leads ‹jane›", "has no operator", "'name:\"Jane Doe\"'"),
    ("leads stage:mql ‹OR› stage:sql", "has no operator", "small letters: or"),
    ("leads ‹not› stage:mql", "has no operator", "not:TERM"),
    ("leads stage‹=›mql", "no operator \"=\"", "stage:value"),
    ("leads score‹>=›5", "no operator \">=\"", "score:value.."),
    ("leads score‹<›5", "no operator \"<\"", "score:..value"),
    ("leads name:‹\"Jane›", "not closed", "'name:\"Jane Doe\"'"),
    ("leads name‹:›,a", "a value is missing", "no:name"),
    ("leads stage:mql‹,› x:y", "a value is missing", ""),
    ("leads stage:‹›", "a value is missing", "no:stage"),
    ("leads name:‹\"\"›", "counts as absent", "no:name"),
    ("leads name~‹\"\"›", "contains nothing", "has:name"),
    ("leads ‹(›stage:mql", "not closed", ""), ("leads stage:mql‹)›", "no opening parenthesis", ""),
    ("leads (‹)›", "a term is missing", ""), ("leads stage:mql or‹›", "a term is missing", ""),
    ("leads ‹or› stage:mql", "stands between two terms", "missing before"),
    ("leads stage:mql and ‹and› stage:sql", "stands between", ""),
    ("leads name:foo‹(›bar)", "must be quoted", "\"…(…)\""),
    ("leads (stage:mql)‹x›", "a blank is missing", ""),
    ("leads ‹not:› stage:mql", "a term is missing after not:", "not:tags:partner"),
    ("leads ‹has:›", "a field is missing after has:", "has:email"),
    ("leads has:email‹:x›", "takes a field and nothing more", "email:value"),
    ("leads account‹.›:x", "a field is missing after the point", ""),
    ("leads ‹\"no\":x›", "cannot begin with a quote", "field.\"no\""),
    ("leads ‹:x›", "a field is missing before", "field:value"),
    ("leads ‹text›:x", "takes ~ only", "text~word"), ("leads ‹deals›~x", "are records", "deals.text~word"),
    ("leads ‹deals.count›~x", "a count takes", ""),
    ("leads has:‹deals.count›", "always there", "deals.count:1.."),
    ("leads ‹name›.(x:y)", "is no link", "leads.("), ("leads stage‹(›x)", "no operator \"(\"", "stage.("),
    ("accounts ‹deals@buyer›:x", "unknown link field \"buyer\" of deal", "partner"),
    ("leads ‹accounts@parent›:x", "accounts do not link to lead", ""),
    ("leads field.‹\"deals\"›:x", "unknown field \"deals\"", ""),
    ("leads stage.was:‹mlq›", "unknown stage \"mlq\"", "did you mean \"mql\"?"),
    ("leads stage.changed.‹foo›:-7d..", "no part \"foo\"", "year, quarter, month and week"),
    ("leads stage.since:‹soon›", "is no date", ""),
    ("leads owner.team.‹was›:sales", "only a field of the record has a history", "stage.was"),
    ("products ‹prize›:3", "unknown field \"prize\"", "price"),
    ("leads ‹created.quarter›:2026-Q3", "a period is for --group", "created:2026-Q3"),
    ("leads type:‹led›", "unknown record type \"led\"", "lead"),
    ("leads deals.‹stag›:won", "unknown field \"stag\" of deal", "stage"),
    ("leads log.(‹foo›:x)", "unknown part \"foo\"", ""),
    ("tasks about.‹foo›:x", "unknown field \"foo\" of lead or deal", ""),
    ("tasks about:‹nobody›", "there is no lead or deal", ""),
  ]

  @Test(arguments: queries) func marksThePlace(marked: String, message: String, help: String) throws {
    let text = marked.filter { $0 != "‹" && $0 != "›" }
    let error = try #require(throws: QueryError.self) { try SampleBook.ids(text) }
    var shown = Array(error.text.utf8)
    shown.insert(contentsOf: "›".utf8, at: error.range.upperBound)
    shown.insert(contentsOf: "‹".utf8, at: error.range.lowerBound)
    #expect(String(decoding: shown, as: UTF8.self) == marked, "\(error.rendered())")
    #expect(error.message.contains(message), "\(error.message)")
    #expect((error.help ?? "").contains(help), "\(error.help ?? "no help")")
  }

  static let options: [(QueryOptions, String, String)] = [
    (QueryOptions(sort: "-scor"), "--sort -‹scor›", "unknown field \"scor\""),
    (QueryOptions(columns: "name,acount"), "--columns name,‹acount›", "unknown field"),
    (QueryOptions(columns: "name,"), "--columns name,‹›", "missing"),
    (QueryOptions(columns: "name x"), "--columns name‹ x›", "nothing more"),
    (QueryOptions(group: "stge"), "--group ‹stge›", "unknown field"),
    (QueryOptions(sum: ["stage"]), "--sum ‹stage›", "has no sum"),
    (QueryOptions(min: ["name"]), "--min ‹name›", "has no order"),
    (QueryOptions(columns: "text"), "--columns ‹text›", "conditions only"),
    (QueryOptions(columns: "log"), "--columns ‹log›", "no value"),
    (QueryOptions(limit: -1), "--limit ‹-1›", "no less than 0"),
    (QueryOptions(columns: "name", count: true), "‹--columns› name", "does not go with"),
    (QueryOptions(sort: "scoree", group: "stage"), "--sort ‹scoree›", "unknown column"),
    (QueryOptions(columns: "id.was"), "--columns id.‹was›", "only a field of the record has a history"),
  ]

  @Test(arguments: options) func marksThePlaceInAnOption(
    options: QueryOptions, marked: String, message: String
  ) throws {
    let error = try #require(throws: QueryError.self) { try SampleBook.ids("leads", options) }
    var shown = Array(error.text.utf8)
    shown.insert(contentsOf: "›".utf8, at: error.range.upperBound)
    shown.insert(contentsOf: "‹".utf8, at: error.range.lowerBound)
    #expect(String(decoding: shown, as: UTF8.self) == marked)
    #expect(error.message.contains(message), "\(error.message)")
  }

  @Test func anErrorShowsItsPlace() throws {
    let error = try #require(throws: QueryError.self) { try SampleBook.ids("leads name:Zoë\u{1B} stge:mql") }
    #expect(
      error.rendered() == """
        error: unknown field "stge" of lead
          leads name:Zoë␛ stge:mql
                          ^^^^
        help: did you mean "stage"?
        """)
  }

  @Test func withoutAMemberThereIsNoMe() throws {
    let query = try Query.parse(["leads", "owner:@me"], in: SampleBook.book)
    let nobody = QueryContext(
      now: SampleBook.context.now, zone: SampleBook.zone, me: nil, currency: nil)
    let error = try #require(throws: QueryError.self) {
      try query.answer(from: SampleBook.source, context: nobody)
    }
    #expect(error.message.contains("@me is no member"))
    #expect(error.range == 12..<15)
  }

  @Test func deepNestingIsRefused() {
    for text in [
      String(repeating: "(", count: 10_000), String(repeating: "not:", count: 10_000) + "stage:mql",
      String(repeating: "account.(", count: 10_000), String(repeating: "account.", count: 10_000) + "name:x",
    ] {
      #expect(throws: QueryError.self) { try SampleBook.ids("leads \(text)") }
    }
  }
}
