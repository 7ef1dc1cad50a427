import LibrettoModel
import LibrettoQuery
import TestSupport
import Testing

/// Sums over a real export against sums made straight from its lines, in cents.
@Suite(.enabled(if: Project.sharedData != nil)) struct RealDataTests {
  struct Deal {
    var agent: String
    var account: String
    var stage: String
    var closed: String
    var cents: Int?
  }

  static func rows(_ name: String) throws -> [[String]] {
    let path = try #require(Project.sharedData) + "/crm-sales-opportunities/\(name).csv"
    let text = String(decoding: try #require(readFile(path)), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static func id(_ name: String) -> String { RecordID.slug(from: name) ?? "none" }

  static func cents(_ text: String) -> Int? {
    let parts = text.split(separator: ".")
    guard let whole = parts.first.flatMap({ Int($0) }) else { return nil }
    let fraction = parts.count > 1 ? Int((parts[1] + "00").prefix(2)) ?? 0 : 0
    return whole * 100 + fraction
  }

  @Test func sumsOfWonDealsAreRight() throws {
    let agents = try Self.rows("sales_teams").map { $0[0] }
    let members = agents.map { "  \(Self.id($0)): {name: \"\($0)\", email: \(Self.id($0))@example.com}" }
    let configuration = "libretto: 1\ncurrency: USD\nmembers:\n" + members.joined(separator: "\n") + "\n"
    let agreement = """
      lifecycles:
        deal: {type: deal, field: stage, stages: [{name: prospecting}, {name: engaging}, {name: won}, {name: lost}]}
      """
    let (book, findings) = Book.load(files: [
      "libretto.yaml": Array(configuration.utf8), "agreement.yaml": Array(agreement.utf8),
    ])
    #expect(findings == [])
    let (accountType, dealType) = (
      try #require(book.type(named: "account")), try #require(book.type(named: "deal"))
    )
    var sectors: [String: String] = [:]
    var records: [Record] = []
    for row in try Self.rows("accounts") {
      sectors[Self.id(row[0])] = row[1]
      records.append(
        Record(
          type: accountType, id: Self.id(row[0]), path: "accounts/\(Self.id(row[0])).md",
          bytes: Array("---\nname: \(row[0])\nindustry: \(row[1])\n---\n".utf8)))
    }
    var deals: [Deal] = []
    for row in try Self.rows("sales_pipeline") {
      let deal = Deal(
        agent: Self.id(row[1]), account: row[3].isEmpty ? "" : Self.id(row[3]), stage: row[4].lowercased(),
        closed: row[6], cents: Self.cents(row[7]))
      deals.append(deal)
      let text = """
        ---
        name: \(row[0])
        owner: \(deal.agent)
        account: \(deal.account)
        stage: \(deal.stage)
        closed: \(deal.closed)
        amount: \(row[7])
        ---

        """
      let id = row[0].lowercased()
      records.append(Record(type: dealType, id: id, path: "deals/\(id).md", bytes: Array(text.utf8)))
    }
    let source = CatalogSource(Catalog(book: book, records: records))
    let context = QueryContext(
      now: Instant(secondsSinceEpoch: 1_500_000_000), zone: .utc, me: nil, book: book)

    func check(_ group: String, _ key: (Deal) -> String?) throws {
      var sums: [String: Int] = [:]
      for deal in deals where deal.stage == "won" { sums[key(deal) ?? "-", default: 0] += deal.cents ?? 0 }
      let query = try Query.parse(
        ["deals", "stage:won"], in: book, options: QueryOptions(group: group, sum: ["amount"]))
      let rows = try query.answer(from: source, context: context).rows
      var found: [String: Int] = [:]
      for row in rows {
        let amount = try #require(row.cells[1]?.text)
        #expect(amount.hasSuffix(" USD"))
        let cents: Int = try #require(Self.cents(String(amount.dropLast(4))))
        found[row.cells[0]?.text ?? "-"] = cents
      }
      #expect(found == sums, "by \(group)")
    }
    try check("owner") { $0.agent }
    try check("closed.quarter") { deal in
      Int(deal.closed.dropFirst(5).prefix(2)).map { "\(deal.closed.prefix(4))-Q\(($0 + 2) / 3)" }
    }
    try check("account.industry") { sectors[$0.account] }
    let stages = try Query.parse(["deals"], in: book, options: QueryOptions(group: "stage"))
    let counts = try stages.answer(from: source, context: context).rows.map { row in
      "\(row.cells[0]?.text ?? "-") \(row.cells[1]?.number?.description ?? "-")"
    }
    let names = ["prospecting", "engaging", "won", "lost"]
    let expected = names.compactMap { name -> String? in
      let count = deals.count { $0.stage == name }
      return count > 0 ? "\(name) \(count)" : nil
    }
    #expect(counts == expected)
    #expect(deals.count > 6_000)
  }
}
