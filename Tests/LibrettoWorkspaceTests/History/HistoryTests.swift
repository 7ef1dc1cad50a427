import LibrettoIndex
import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoWorkspace

/// What history makes of the shapes that real repositories have.
@Suite struct HistoryTests {
  let book = HistoryBook()

  @Test func fieldsComeChangeAndGo() async throws {
    book.lead("ann", "stage: lead\nnext: {what: Call, due: 2026-02-01}")
    book.commit()
    book.lead("ann", "stage: mql\nnext: {what: Call, due: 2026-03-01}")
    book.commit()
    book.lead("ann", "stage: mql")
    book.commit()
    #expect(
      try await book.told("ann") == [
        "added", "set stage - lead", "set next.what - Call", "set next.due - 2026-02-01", "set stage lead mql",
        "set next.due 2026-02-01 2026-03-01", "set next.what Call -", "set next.due 2026-03-01 -",
      ])
  }

  @Test func aRecordKeepsItsHistoryUnderANewId() async throws {
    book.lead("ann", "stage: lead")
    book.commit()
    book.lead("bob", "stage: sal")
    book.git("rm", "-q", "leads/ann.md")
    book.lead("anna", "stage: lead\naliases: [ann]\nscore: 7")
    book.commit()
    book.git("mv", "leads/bob.md", "leads/rob.md")
    book.commit()
    #expect(
      try await book.told("anna") == [
        "added", "set stage - lead", "moved id ann anna", "set aliases - [\"ann\"]", "set score - 7",
      ])
    #expect(try await book.told("rob") == ["added", "set stage - sal", "moved id bob rob"])
    #expect(try await book.told("bob").isEmpty)
  }

  /// Two change names in one commit, and one takes the name of another that went.
  @Test func namesChangePlaces() async throws {
    book.lead("a", "stage: lead")
    book.lead("b", "stage: sql")
    book.commit()
    book.git("mv", "leads/a.md", "leads/c.md")
    book.git("mv", "leads/b.md", "leads/d.md")
    book.commit()
    book.git("rm", "-q", "leads/c.md")
    book.commit()
    book.git("mv", "leads/d.md", "leads/c.md")
    book.commit()
    #expect(
      try await book.told("c") == ["added", "set stage - sql", "moved id b d", "moved id d c"])
  }

  @Test func whatWentMayComeAgain() async throws {
    book.lead("ann", "stage: lead")
    book.commit()
    book.git("rm", "-q", "leads/ann.md")
    book.commit()
    book.lead("ann", "stage: sql")
    book.commit()
    #expect(try await book.told("ann") == ["added", "set stage - lead", "removed", "added", "set stage - sql"])
  }

  @Test func anUnreadableVersionKeepsTheLastGoodValues() async throws {
    book.lead("ann", "stage: lead")
    book.commit()
    book.lead("ann", "stage: [unclosed")
    book.commit()
    book.lead("ann", "stage: {still")
    book.commit()
    book.lead("ann", "stage: mql")
    book.commit()
    let told = try await book.told("ann")
    #expect(told == ["added", "set stage - lead", "unreadable", "unreadable", "set stage lead mql"])
  }

  @Test func aMergeIsOneChangeOfTheDefaultBranch() async throws {
    book.lead("ann", "stage: lead")
    book.commit()
    book.git("checkout", "-q", "-b", "feature")
    book.lead("ann", "stage: mql")
    book.commit("one")
    book.lead("ann", "stage: sal")
    book.commit("two")
    book.git("checkout", "-q", "main")
    book.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from tom/feature", "feature")
    #expect(try await book.told("ann") == ["added", "set stage - lead", "set stage lead sal"])
    let workspace = try book.open()
    let reason = try await workspace.reason("ann", field: "stage")
    #expect(reason.review?.text == "#7")
    #expect(reason.commit?.summary == "two")
    #expect(reason.merge?.summary == "Merge pull request #7 from tom/feature")
  }

  @Test func whatHeadHasAloneComesLast() async throws {
    book.write("libretto: 1\nbranch: main\n", "libretto.yaml")
    book.lead("ann", "stage: lead")
    book.commit()
    book.git("checkout", "-q", "-b", "feature")
    book.lead("ann", "stage: mql")
    book.commit("mine")
    book.git("checkout", "-q", "main")
    book.lead("kim", "stage: sql")
    book.commit("theirs")
    book.git("checkout", "-q", "feature")
    let store = try HistoryStore.inMemory()
    try await book.update(store)
    #expect(try await book.told("ann") == ["added", "set stage - lead", "set stage lead mql"])
    #expect(try store.state()?.linear == 2 && store.state()?.count == 3)
    // More of it is only added; a merge of the default branch brings nothing that it has not.
    book.git("merge", "-q", "-m", "merge", "main")
    book.lead("ann", "stage: sal")
    book.commit("mine too")
    try await book.update(store)
    let fresh = try HistoryStore.inMemory()
    try await book.update(fresh)
    #expect(try HistoryBook.dump(store) == HistoryBook.dump(fresh))
    #expect(
      try await book.told("ann") == [
        "added", "set stage - lead", "set stage lead mql", "set stage mql sal",
      ])
  }

  @Test func aShallowCloneAnswersForWhatItHas() async throws {
    for stage in ["lead", "mql", "sal", "sql"] {
      book.lead("ann", "stage: \(stage)")
      book.commit(stage)
    }
    let clone = book.scratch.path + "/clone"
    book.git("clone", "-q", "--depth", "2", "file://\(book.path)", clone)
    #expect(try await book.told("ann", clone) == ["added", "set stage - sal", "set stage sal sql"])
    let workspace = try book.open(clone)
    var notes: [String] = []
    workspace.onHistoryNote = { notes.append($0) }
    _ = try await workspace.history(of: "ann")
    #expect(notes.count == 1 && notes[0].contains("of 2026-01-03: this clone is shallow"))
    let store = try HistoryStore.inMemory()
    try await book.update(store, clone)
    book.git("fetch", "-q", "--unshallow", in: clone)
    try await book.update(store, clone)
    #expect(try store.state()?.count == 4)
  }

  @Test func whatAPartialCloneLacksIsNamedAndNotFetched() async throws {
    book.git("config", "uploadpack.allowFilter", "true")
    for stage in ["lead", "mql", "sal"] {
      book.lead("ann", "stage: \(stage)")
      book.commit(stage)
    }
    let clone = book.scratch.path + "/clone"
    book.git("clone", "-q", "--filter=blob:none", "file://\(book.path)", clone)
    let workspace = try book.open(clone)
    var notes: [String] = []
    workspace.onHistoryNote = { notes.append($0) }
    let events = try await workspace.history(of: "ann", field: "stage").events
    #expect(events.first?.after?.text == "sal")
    #expect(notes.count == 1 && notes[0].contains("2 versions of records are not in this partial clone"))
    let store = try HistoryStore.inMemory()
    try await book.update(store, clone)
    book.git("fetch", "-q", "--refetch", "--no-filter", in: clone)
    try await book.update(store, clone)
    #expect(try store.state()?.missing == nil)
    #expect(try HistoryBook.dump(store).filter { $0.contains("stage") }.count == 3)
  }
}
