import LibrettoModel
import LibrettoQuery
import Testing

@Suite struct SavedViewTests {
  @Test func readsAView() throws {
    let text = """
      title: Hot leads
      query: leads score:50..
      columns: [name, account.country]
      sort: [-score, name]
      limit: 2
      """
    let (view, findings) = SavedView.read(
      path: "views/hot-leads.yaml", bytes: Array(text.utf8), in: SampleBook.book)
    #expect(findings == [])
    let found = try #require(view)
    #expect(found.name == "hot-leads")
    #expect(found.title == "Hot leads")
    let answer = try found.query.answer(from: SampleBook.source, context: SampleBook.context)
    #expect(answer.columns.map { $0.name } == ["name", "account.country"])
    #expect(answer.rows.map { $0.record?.id } == ["ola", "jane-doe"])
  }

  @Test func readsAViewThatGroups() throws {
    let text = "query: deals stage:won\ngroup: owner\nsum: amount\ncount: true\n"
    let (view, _) = SavedView.read(path: "views/won.yml", bytes: Array(text.utf8), in: SampleBook.book)
    let answer = try #require(view).query.answer(from: SampleBook.source, context: SampleBook.context)
    #expect(answer.columns.map { $0.name } == ["owner", "count", "amount.sum"])
    #expect(answer.rows.count == 2)
  }

  /// The file with the place of the finding marked, and a part of the message.
  static let wrong: [(String, String)] = [
    ("query: leads ‹stge›:mql", "unknown field"), ("query: \"leads stage:‹mqll›\"", "unknown stage"),
    ("query: leads\n‹colums›: [name]", "unknown key"),
    ("query: leads\ncolumns: ‹[nam]›", "unknown field"), ("query: leads\nlimit: ‹many›", "whole number"),
    ("query: ‹[leads]›", "query is a text"), ("‹title: x›", "no query"),
    ("query: leads\nsum: ‹stage›", "has no sum"), ("‹- leads›", "a map with a query"),
    ("query: leads\ncount: ‹1›", "true or false"),
  ]

  @Test(arguments: wrong) func tellsWhatIsWrong(marked: String, message: String) throws {
    let text = marked.filter { $0 != "‹" && $0 != "›" }
    let (view, findings) = SavedView.read(path: "views/x.yaml", bytes: Array(text.utf8), in: SampleBook.book)
    #expect(view == nil)
    let finding = try #require(findings.first)
    #expect(finding.code == .invalidView)
    #expect(finding.message.contains(message), "\(finding.message)")
    let range = try #require(finding.range)
    var shown = Array(text.utf8)
    shown.insert(contentsOf: "›".utf8, at: range.upperBound)
    shown.insert(contentsOf: "‹".utf8, at: range.lowerBound)
    #expect(String(decoding: shown, as: UTF8.self) == marked)
  }

  @Test func knowsWhichFilesAreViews() {
    #expect(SavedView.isView(path: "views/a.yaml"))
    #expect(!SavedView.isView(path: "views/.a.yaml") && !SavedView.isView(path: "views/x/a.yaml"))
    #expect(!SavedView.isView(path: "schema/a.yaml"))
  }
}
