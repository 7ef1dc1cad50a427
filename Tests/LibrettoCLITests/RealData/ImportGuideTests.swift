import TestSupport
import Testing

/// The guide `docs/guides/import-a-crm.md`, run as it stands over a real export, and its sums against those of SQLite over
/// the tables themselves. `LIBRETTO_RECORD=1` writes anew what the guide says is printed.
@Suite(.enabled(if: Project.sharedData != nil)) struct ImportGuideTests {
  static let path = Project.folder + "/docs/guides/import-a-crm.md"

  @Test func theGuideDoesWhatItSays() throws {
    let guide = Guide(String(decoding: try #require(readFile(Self.path)), as: UTF8.self))
    #expect(guide.steps.count > 15)
    let scratch = ScratchFolder("import-guide")
    scratch.write("", to: "home/.gitconfig")
    var environment = Transcript.environment(home: scratch.path + "/home")
    let data = try #require(Project.sharedData) + "/crm-sales-opportunities"
    environment["DATA"] = data
    let results = guide.run(in: scratch.path, environment: environment)
    if Project.isRecording { writeFile(Self.path, guide.recording(results.map(\.output))) }
    for (step, result) in zip(guide.steps, results) {
      #expect(result.status == step.status, "\(step.commands)\(result.output)")
      if let output = step.output, !Project.isRecording { #expect(result.output == output, "\(step.commands)") }
    }
    try compareSums(book: scratch.path + "/hardware", data: data, environment)
  }

  /// A sum over the tables and the query that must come to the same.
  private static let sums: [(query: [String], sql: String)] = [
    (["deals", "--group", "stage"], "select lower(deal_stage), count(*), sum(close_value) from deals group by 1"),
    (
      ["deals", "stage:won", "--group", "owner"],
      "select lower(replace(sales_agent, ' ', '-')), count(*), sum(close_value) from deals where deal_stage = 'Won' group by 1"
    ),
    (
      ["deals", "stage:won", "--group", "closed.quarter"],
      """
      select substr(close_date, 1, 4) || '-Q' || ((substr(close_date, 6, 2) + 2) / 3), count(*), sum(close_value)
      from deals where deal_stage = 'Won' group by 1
      """
    ),
    (
      ["deals", "stage:won", "--group", "account.sector"],
      """
      select replace(sector, 'technolgy', 'technology'), count(*), sum(close_value)
      from deals join accounts using (account) where deal_stage = 'Won' group by 1
      """
    ),
  ]

  private func compareSums(book: String, data: String, _ environment: [String: String]) throws {
    guard Command.path(of: "sqlite3") != nil else { return }
    for (query, sql) in Self.sums {
      let expected = Command.run(
        "sqlite3",
        ["-csv", ":memory:", ".import \(data)/sales_pipeline.csv deals", ".import \(data)/accounts.csv accounts", sql],
        in: data, environment: environment)
      let found = Command.run(
        Project.products + "/libretto", ["query"] + query + ["--count", "--sum", "amount", "--format", "csv"], in: book,
        environment: environment)
      let wanted = Self.table(expected.text)
      #expect(expected.status == 0 && !wanted.isEmpty, "\(expected.errorText)")
      #expect(found.status == 0, "\(found.errorText)")
      #expect(Self.table(found.text, dropping: 1) == wanted, "\(query)")
    }
  }

  /// Group, count and whole amount of each row, sorted.
  private static func table(_ text: String, dropping count: Int = 0) -> [String] {
    text.split { $0.isNewline }.dropFirst(count).map { line in
      let cells = line.split(separator: ",").map { $0.filter { $0 != "\"" } }
      let amount = (cells.last ?? "").prefix { $0.isNumber }
      return "\(cells.first ?? "") \(cells.dropFirst().first ?? "") \(amount)"
    }.sorted()
  }
}
