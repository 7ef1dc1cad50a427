import LibrettoWorkspace
import TestSupport
import Testing

/// What an import refuses, and the remedies that it names.
@Suite struct RejectsTests {
  @Test func rejectsOfAnEarlierImportStay() async throws {
    let book = ImportBook()
    try await book.run("title,count\nA,x\n")
    let rejects = book.scratch.text("notes.rejects.csv")
    let error = await #expect(throws: WorkspaceError.self) { try await book.run("title,count\nB,1\nC,y\n") }
    #expect(error?.help?.contains("--rejects") == true)
    #expect(book.notes().isEmpty && book.scratch.text("notes.rejects.csv") == rejects)
    // Nothing to reject, nothing to overwrite.
    try await book.run("title,count\nB,1\n")
    try await book.run("title,count\nC,y\n") { $0.replacesRejects = true }
    #expect(book.scratch.text("notes.rejects.csv") != rejects)
  }

  @Test func keptAndRefusedRowsAreToldApart() async throws {
    let book = ImportBook()
    let report = try await book.run("title,count\nA,x\nB,\"b\"x\n,2\n") { $0.keepsInvalid = true }
    #expect(report.reasons(of: report.kept).flatMap(\.rows) == [1, 3])
    #expect(report.reasons(of: report.refused).flatMap(\.rows) == [2])
    #expect(report.rows[2].reasons.map(\.help) == ["fill the column \"title\""])
  }

  @Test(arguments: [
    ("a,a\n", "rename"), ("a,\n", "name in the file"), ("\u{FEFF}\"a\n", "first line"),
  ]) func aHeaderThatCannotBeReadHasARemedy(text: String, help: String) async throws {
    let error = await #expect(throws: WorkspaceError.self) { try await ImportBook().run(text) }
    #expect(error?.help?.contains(help) == true, "\(String(describing: error))")
  }
}
