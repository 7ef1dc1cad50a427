import LibrettoModel
import LibrettoReport
import TestSupport
import Testing

private let folder = Project.sharedData.map { $0 + "/crm-sales-opportunities/" }
private let isThere = folder.flatMap { readFile($0 + "sales_pipeline.csv") } != nil

/// The win rate of a real export, against sums that are made here from its very lines.
@Suite(.enabled(if: isThere)) struct RealExportTests {
  struct Line {
    let agent: String
    let account: String
    let isWon: Bool
    let closed: String
  }

  private static func table(_ name: String) throws -> [[String]] {
    let text = String(decoding: try #require(readFile(folder! + name)), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func winRatesByQuarterAgentAndSector() throws {
    let lines = try Self.table("sales_pipeline.csv").compactMap { row -> Line? in
      guard row[4] == "Won" || row[4] == "Lost" else { return nil }
      return Line(agent: row[1], account: row[3], isWon: row[4] == "Won", closed: row[6])
    }
    let sectors = Dictionary(try Self.table("accounts.csv").map { ($0[0], $0[1]) }) { first, _ in first }
    var company = Company()
    let ids = Dictionary(uniqueKeysWithValues: sectors.keys.sorted().enumerated().map { ($1, "a\($0)") })
    for (name, id) in ids { company.add("account", id, "name: \(name)\nindustry: \(sectors[name]!)") }
    for (index, line) in lines.enumerated() {
      company.deal(
        "d\(index)",
        "stage: \(line.isWon ? "won" : "lost")\nowner: \(line.agent)\nclosed: \(line.closed)\naccount: \(ids[line.account]!)"
      )
    }
    let context = try company.at("2018-01-31 12:00")
    let pipeline = try Pipeline(in: context)
    let all = try period("2017")
    #expect(try pipeline.winRates(period: all, in: context)[0].share == Share(4238, of: 6711))
    func quarter(_ line: Line) -> String {
      "\(line.closed.prefix(4))-Q\((Int(line.closed.dropFirst(5).prefix(2))! + 2) / 3)"
    }
    for (field, key) in [
      ("closed.quarter", quarter), ("owner", { $0.agent }), ("account.industry", { sectors[$0.account]! }),
    ] as [(String, (Line) -> String)] {
      var expected: [String: Share] = [:]
      for line in lines {
        let old = expected[key(line)] ?? Share(0, of: 0)
        expected[key(line)] = Share(old.part + (line.isWon ? 1 : 0), of: old.whole + 1)
      }
      let rates = try pipeline.winRates(period: all, by: field, in: context)
      #expect(Dictionary(uniqueKeysWithValues: rates.map { ($0.group ?? "", $0.share) }) == expected)
      #expect(expected.count > 3)
    }
  }
}
