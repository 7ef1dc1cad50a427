import LibrettoModel
import LibrettoQuery
import Testing

@Suite struct AnswerTests {
  static let sorted: [(String, QueryOptions, String)] = [
    ("leads", QueryOptions(sort: "score"), "juergen zoe kim jane-doe ola"),
    ("leads", QueryOptions(sort: "-score"), "ola jane-doe kim zoe juergen"),
    ("leads", QueryOptions(sort: "-score", limit: 2), "ola jane-doe"), ("leads", QueryOptions(limit: 0), ""),
    ("leads", QueryOptions(sort: "stage"), "juergen jane-doe zoe ola kim"),
    ("leads", QueryOptions(sort: "-stage,name"), "kim ola jane-doe zoe juergen"),
    ("leads", QueryOptions(sort: "owner"), "ola juergen jane-doe zoe kim"),
    ("leads", QueryOptions(sort: "-owner"), "jane-doe zoe juergen ola kim"),
    ("leads", QueryOptions(sort: "name"), "jane-doe juergen kim ola zoe"),
    ("leads", QueryOptions(sort: "next.due"), "ola jane-doe juergen kim zoe"),
    ("leads", QueryOptions(sort: "account.name,id"), "zoe jane-doe juergen ola kim"),
    ("leads", QueryOptions(sort: "-deals.count"), "jane-doe juergen kim ola zoe"),
    ("deals", QueryOptions(sort: "-amount"), "usd big ten small none"),
    ("deals", QueryOptions(sort: "closed"), "big usd small ten none"),
    ("accounts", QueryOptions(sort: "status,-id"), "initech globex acme hooli"),
    ("tasks", QueryOptions(sort: "effort"), "t2 t1"), ("tasks", QueryOptions(sort: "at"), "t1 t2"),
  ]

  @Test(arguments: sorted) func sorts(query: String, options: QueryOptions, ids: String) throws {
    #expect(try SampleBook.ids(query, options) == ids)
  }

  static let tables: [(String, QueryOptions, String)] = [
    ("accounts id:globex", QueryOptions(columns: "name,country,leads.count"), "Globex|DE|2"),
    (
      "leads id:jane-doe", QueryOptions(columns: "campaigns,account.name,deals,tags"),
      "webinar+fair|Globex|big+small|pricing+partner"
    ),
    (
      "leads id:kim", QueryOptions(columns: "email,title,account.name,deals,deals.count,next.due"),
      "-|-|-|-|0|-"
    ),
    (
      "leads id:ola", QueryOptions(columns: "log.at,log.kind,log.by,log.count"),
      "2026-11-10+2026-11-11|meeting+call|ada+mia|2"
    ),
    (
      "deals id:big",
      QueryOptions(columns: "closed.year,closed.quarter,closed.month,closed.week,owner.name,type,path"),
      "2026|2026-Q3|2026-07|2026-W29|Tom Krüger|deal|deals/big.md"
    ),
    ("tasks id:t2", QueryOptions(columns: "at.month,about.name,field.\"no\""), "2026-11|Big|-"),
    (
      "deals stage:won closed:2026-Q3", QueryOptions(group: "owner", count: true, sum: ["amount"]),
      "ada|1|5000 USD; tom|1|12000 EUR"
    ),
    ("deals", QueryOptions(group: "stage"), "open|1; won|3; lost|1"),
    ("deals", QueryOptions(sum: ["amount"]), "23000 EUR+5000 USD"), ("deals", QueryOptions(count: true), "5"),
    (
      "deals", QueryOptions(group: "closed.quarter", sum: ["amount"]),
      "2026-Q3|12000 EUR+5000 USD; 2026-Q4|11000 EUR; -|-"
    ), ("deals", QueryOptions(group: "account.industry", count: true), "energy|2; software|3"),
    ("deals", QueryOptions(sort: "-count", group: "owner"), "tom|3; ada|1; mia|1"),
    (
      "deals", QueryOptions(sort: "-amount.max", group: "owner", max: ["amount"]),
      "ada|5000 USD; tom|12000 EUR; mia|999.99 EUR"
    ),
    (
      "deals stage:won", QueryOptions(avg: ["amount"], min: ["amount", "closed"], max: ["closed"]),
      "11000 EUR+5000 USD|10000.01 EUR+5000 USD|2026-07-15|2026-12-31"
    ),
    ("leads", QueryOptions(sum: ["score"], avg: ["score"]), "217.5|43.5"),
    ("leads stage:opportunity", QueryOptions(count: true, sum: ["score"]), "0|-"),
    ("leads stage:opportunity", QueryOptions(group: "owner"), ""),
    ("leads", QueryOptions(group: "tags"), "partner|2; pricing|1; -|3"),
    ("leads", QueryOptions(limit: 1, group: "owner,stage"), "ada|sql|1"),
    ("leads", QueryOptions(group: "owner.team", avg: ["score"]), "marketing|5; sales|54.166667; -|50"),
    (
      "accounts", QueryOptions(group: "country", sum: ["deals.amount", "leads.count"]),
      "AT|22000.01 EUR|1; DE|12999.99 EUR|2; NO|5000 USD|1; US|-|0"
    ), ("products", QueryOptions(sum: ["price"]), "4876.5"),
    ("products", QueryOptions(group: "since.year"), "2025|1; 2026|1"),
  ]

  @Test(arguments: tables) func tabulates(query: String, options: QueryOptions, table: String) throws {
    #expect(try SampleBook.table(query, options) == table)
  }

  static let defaults: [(String, String)] = [
    ("leads", "id name stage account owner fit created score"),
    ("deals", "id name stage account owner amount closed probability"),
    ("products", "id name price sku since active keeper size"),
  ]

  @Test(arguments: defaults) func choosesColumns(query: String, columns: String) throws {
    let answer = try Query.parse([query], in: SampleBook.book).answer(
      from: SampleBook.source, context: SampleBook.context)
    let names = answer.columns.map { $0.name }
    #expect(names.prefix(8).joined(separator: " ") == columns)
  }

  @Test func columnsSayHowToShowThem() throws {
    let query = try Query.parse(
      ["deals"], in: SampleBook.book, options: QueryOptions(columns: "account.country,amount,contacts"))
    let answer = try query.answer(from: SampleBook.source, context: SampleBook.context)
    #expect(answer.columns.map { $0.title } == ["Account · Country", "Amount", "Contacts"])
    #expect(answer.columns.map { $0.kind } == [.text, .money, .link(["lead"])])
    #expect(answer.columns.map { $0.isList } == [false, false, true])
    #expect(answer.rows.first?.path == "deals/big.md")
    #expect(answer.isGrouped == false)
  }
}
