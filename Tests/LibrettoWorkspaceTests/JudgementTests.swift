import LibrettoGit
import LibrettoModel
import LibrettoWorkspace
import TestSupport
import Testing

/// What changing the book, committing it and judging what is staged tell of a change: every error that it brings.
@Suite struct JudgementTests {
  enum Change: Sendable {
    case set(String, String)
    case unset(String, String)
    case remove(String)
    case write(path: String, old: String, new: String)
  }

  static let changes: [Change] = [
    // The reverse gate of a record that the deal linked to.
    .set("nordwind-warehouses", "contacts-=bjoern-petersen"), .remove("nordwind-warehouses"),
    // Links to a record or to an old id of it.
    .remove("nordwind-logistik"), .unset("nordwind-logistik", "aliases"),
    .set("nordwind-logistik", "aliases-=nordwind"),
    // A value that another record holds, and an old id that is another's.
    .set("jane-doe", "email=anna.schmidt@lindenhof.example"), .set("jane-doe", "aliases+=anna-schmidt"),
    // Its own schema, gate and reason.
    .set("jane-doe", "stage=recycled"), .set("jane-doe", "stage=mql"), .unset("brightwater-sso", "amount"),
    // The agreement that all records rest on.
    .write(path: "agreement.yaml", old: "gate: [owner]", new: "gate: [owner, phone]"),
    .write(path: "agreement.yaml", old: "gate: [amount]", new: "gate: [nonsense]"),
    .write(path: "libretto.yaml", old: "lena", new: "lene"),
  ]

  @Test(arguments: changes) func everyNewErrorIsTold(_ change: Change) async throws {
    let book = try await Sample()
    let before = try await book.errors()
    // Types are compared by identity, so the plan and the catalog are of one workspace.
    let workspace = try book.open()
    let catalog = try await workspace.load().catalog
    if let plan = try book.plan(change, workspace, catalog) {
      var told: Set<String> = []
      do { _ = try workspace.apply(plan, to: catalog) } catch {
        guard case .findings(let findings) = error.code else { throw error }
        told = keys(findings)
      }
      if !told.isEmpty { _ = try workspace.apply(plan, to: catalog, options: EditOptions(isForced: true)) }
      let new = try await book.errors().subtracting(before)
      #expect(new.subtracting(told).isEmpty, "set and rm")
    } else if case .write(let path, let old, let new) = change {
      let text = try #require(book.folder.text(path))
      #expect(text.contains(old))
      let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      book.folder.write(parts.joined(separator: new), to: path)
    }
    let new = try await book.errors().subtracting(before)
    book.git("add", "-A")
    #expect(new.subtracting(keys(try await book.open().validateStaged().findings)).isEmpty, "--staged")
    book.git("reset", "-q")
    var told: Set<String> = []
    do { _ = try await book.open().commit(message: "x") } catch let error as WorkspaceError {
      guard case .findings(let findings) = error.code else { throw error }
      told = keys(findings)
    }
    #expect(new.subtracting(told).isEmpty, "commit")
    #expect(try #require(book.open().repository().head().commit) == book.head || new.isEmpty)
  }

  @Test func aRecordThatHadAnErrorMoves() async throws {
    let book = try await Sample()
    let text = try #require(book.folder.text("leads/jane-doe.md"))
    book.folder.write(text.replacingFirst("\n---\n", "\naccount_typo: x\nscore: many\n---\n"), to: "leads/jane-doe.md")
    book.git("commit", "-qam", "An error")
    let template = try PlaceTemplate("{id:2}/{id}.md")
    let workspace = try book.open()
    let type = try #require(workspace.book.type(named: "leads"))
    let outcome = try await workspace.place(type, by: template)
    #expect(outcome.commit != nil && outcome.moved == 24)
    #expect(book.folder.text("leads/ja/jane-doe.md") != nil)
  }

  @Test func aHookThatRefusesLeavesTheFilesWhereTheyWere() async throws {
    let book = try await Sample()
    book.folder.write("#!/bin/sh\nexit 1\n", to: ".git/hooks/pre-commit")
    _ = Command.run("chmod", ["+x", ".git/hooks/pre-commit"], in: book.folder.path)
    let workspace = try book.open()
    let type = try #require(workspace.book.type(named: "leads"))
    await #expect(throws: WorkspaceError.self) {
      _ = try await workspace.place(type, by: try PlaceTemplate("{id:2}/{id}.md"))
    }
    #expect(book.folder.text("leads/jane-doe.md") != nil && book.folder.text("leads/ja/jane-doe.md") == nil)
    #expect(try workspace.changes().isEmpty)
  }

  @Test func aStagedSymbolicLinkIsNotRead() async throws {
    let book = try await Sample()
    _ = Command.run("ln", ["-s", "jane-doe.md", "leads/another.md"], in: book.folder.path)
    book.git("add", "-A")
    let findings = try await book.open().validateStaged().findings
    #expect(findings.map(\.code) == [.symbolicLink] && findings.first?.path == "leads/another.md")
  }

  @Test func aMoveThatIsNotAgreedIsRefused() async throws {
    let book = try await Sample()
    let workspace = try book.open()
    let catalog = try await workspace.load().catalog
    let change = Change.set(try await book.lead(in: "mql"), "stage=customer")
    let plan = try #require(try book.plan(change, workspace, catalog))
    let error = #expect(throws: WorkspaceError.self) { _ = try book.open().apply(plan, to: catalog) }
    guard case .findings(let findings)? = error?.code else { return }
    #expect(findings.contains { $0.code == .moveNotAgreed })
    _ = try book.open().apply(plan, to: catalog, options: EditOptions(isForced: true))
    book.git("add", "-A")
    #expect(try await book.open().validateStaged().findings.contains { $0.code == .moveNotAgreed })
  }

  @Test func aMendThatMendsNothingIsLeftOut() async throws {
    let book = try await Sample()
    let path = "leads/\(try await book.lead(in: "subscriber")).md"
    let text = try #require(book.folder.text(path))
    let misspelt = text.replacingFirst("stage: subscriber", "stage: recycld")
    book.folder.write(misspelt, to: path)
    #expect(try await book.open().fix(paths: [path]).mended == 0 && book.folder.text(path) == misspelt)
    book.folder.write(text.replacingFirst("stage: subscriber", "stage: subscribr"), to: path)
    #expect(try await book.open().fix(paths: [path]).mended == 1 && book.folder.text(path) == text)
  }
}

/// The errors, each by its record or file, its code and its words.
private func keys(_ findings: [Diagnostic]) -> Set<String> {
  Set(
    findings.filter { $0.severity == .error }.map {
      "\($0.record?.description ?? $0.path) \($0.code.rawValue) \($0.message)"
    })
}

extension String {
  fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
    split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: new)
  }
}

/// The sample book, committed, with an old id that a deal and a lead use.
private struct Sample {
  let folder = ScratchFolder("judgement")
  let head: ObjectID

  init() async throws {
    var environment = Environment.ofProcess()
    environment.currentFolder = folder.path
    _ = try await Workspace.initialise(at: ".", sample: true, environment: environment)
    let path = folder.path
    func git(_ arguments: [String]) { _ = Command.run("git", arguments, in: path, environment: Sample.variables) }
    git(["config", "user.name", "T"])
    git(["config", "user.email", "t@example.org"])
    let account = folder.text("accounts/nordwind-logistik.md") ?? ""
    folder.write(account.replacingFirst("---\n", "---\naliases: [nordwind]\n"), to: "accounts/nordwind-logistik.md")
    let deal = folder.text("deals/nordwind-rollout.md") ?? ""
    folder.write(
      deal.replacingFirst("account: nordwind-logistik", "account: nordwind"), to: "deals/nordwind-rollout.md")
    git(["add", "-A"])
    git(["commit", "-qm", "An old id"])
    head = try #require(try Workspace(root: path, environment: environment).repository().head().commit)
  }

  static let variables = ["PATH": Environment.ofProcess().variables["PATH"] ?? "", "HOME": "/nonexistent"]

  func git(_ arguments: String...) {
    _ = Command.run("git", arguments, in: folder.path, environment: Self.variables)
  }

  func open() throws -> Workspace {
    var environment = Environment.ofProcess()
    environment.currentFolder = folder.path
    return try Workspace.open(nil, environment: environment)
  }

  func errors() async throws -> Set<String> { keys(try await open().validate()) }

  func lead(in stage: String) async throws -> String {
    try #require(try await open().load().catalog.records.first { $0.value(at: "stage")?.text == stage }).id
  }

  func plan(_ change: JudgementTests.Change, _ workspace: Workspace, _ catalog: Catalog) throws -> EditPlan? {
    switch change {
    case .set(let id, let assignment):
      return try workspace.planSetting(
        [Assignment(assignment)], on: [workspace.record(id, in: catalog)], in: catalog)
    case .unset(let id, let field):
      return try workspace.planUnsetting([field], on: [workspace.record(id, in: catalog)])
    case .remove(let id):
      var plan = EditPlan()
      plan.add(old: try workspace.record(id, in: catalog), new: nil)
      return plan
    case .write: return nil
    }
  }
}
