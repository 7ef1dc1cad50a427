import JSONSchema
import LibrettoModel
import LibrettoQuery
import Synchronization
import Testing
import TestSupport

@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Queries answered by the index against the same answered from all files in memory: books and queries are generated.
@Suite struct DifferentialTests {
  @Test(arguments: 1...Self.bookCount)
  func indexAnswersAsTheFilesDo(seed: Int) async throws {
    let trial = TrialOfIndex(GeneratedBook(seed: UInt64(seed)))
    var queries = GeneratedQuery(seed: UInt64(seed) &* 7919)
    var counts = (pairs: 0, indexed: 0)
    for round in 0..<Self.rounds {
      if round > 0 { trial.change() }
      let state = try await trial.open(withText: round == 0 && seed % 2 == 0)
      var left = Self.queriesPerRound
      while left > 0 {
        let (text, options) = queries.next()
        let query: Query
        do { query = try Query.parse([text], in: state.workspace.book, options: options) } catch { continue }
        left -= 1
        counts.pairs += 1
        let expected = state.fromFiles(query)
        guard let found = state.fromIndex(query) else { continue }
        counts.indexed += 1
        #expect(found == expected, "seed \(seed), round \(round): \(text) \(options)")
      }
    }
    #expect(counts.indexed * 100 > counts.pairs * 60, "the index answers too few")
    Self.totals.withLock { totals in
      totals.books += 1
      totals.pairs += counts.pairs
      totals.indexed += counts.indexed
      guard totals.books == Self.bookCount else { return }
      print(
        "figure: index against files: \(totals.pairs) pairs of a book and a query, "
          + "\(totals.indexed * 100 / totals.pairs) % answered by the index")
    }
  }

  private static let totals = Mutex((books: 0, pairs: 0, indexed: 0))

  /// What once went wrong: files, a query of them, and the ids that it finds.
  @Test(
    arguments: [
      // A count of none is met by those at which no link arrives.
      (
        ["accounts/a.md": "name: A", "accounts/b.md": "name: B", "leads/l.md": "account: a"], "accounts leads.count:0",
        "b"
      ),
      // Links in values that do not fit the schema.
      (["accounts/a.md": "name: A", "work/tasks/t.md": "deep: [{to: a}]"], "accounts has:tasks", "a"),
      (["leads/l.md": "name: L", "work/tasks/t.md": "parts: {who: l}"], "leads tasks@parts.who.id:t", "l"),
      (["leads/l.md": "name: L", "work/tasks/t.md": "about: x\nabout: l"], "leads no:tasks", "l"),
      // One letter in two forms is two old ids.
      (
        [
          "accounts/a.md": "aliases: [\u{e9}]", "accounts/b.md": "aliases: [e\u{301}]",
          "leads/l.md": "account: e\u{301}",
        ],
        "leads account.id:b", "l"
      ),
      // What a map holds is no element of a list.
      (["leads/l.md": "tags: {a: pricing}", "leads/m.md": "tags: [pricing]"], "leads not:tags:pricing", "l"),
      (["leads/l.md": "tags: [\"a\\0b\"]", "leads/m.md": "tags: [a]"], "leads not:tags:a", "l"),
      // A moment may be two days away from its own date.
      (["leads/l.md": "seen: \"2026-11-18T00:10+23:59\""], "leads seen:2026-11-17", "l"),
      // Years of five digits sort before others.
      (["leads/l.md": "seen: 2026-11-18"], "leads seen:..9999", "l"),
      (["leads/l.md": "name: L\n---\n\n## Log\n\n- 2026-11-18 call: Asked"], "leads log.at:..9999", "l"),
      // Of two records with one id the first by path is meant.
      (
        ["accounts/a.md": "country: NO", "accounts/x/a.md": "country: DE", "leads/l.md": "account: a"],
        "leads not:account.country:DE", "l"
      ),
      // A link to an old id of one of two records with the same name leads to both.
      (
        ["accounts/a.md": "name: A", "accounts/x/a.md": "aliases: [old]", "leads/l.md": "account: old"],
        "accounts has:leads", "a a"
      ),
      (["leads/l.md": "score: 50.00000000000000000000001", "leads/m.md": "score: 50"], "leads not:score:..50", "l"),
      (["deals/d.md": "amount: 5 USD", "deals/e.md": "amount: 5"], "deals not:amount:4..", "d"),
    ] as [([String: String], String, String)])
  func regression(files: [String: String], query: String, ids: String) async throws {
    let trial = TrialOfIndex(files: files.mapValues { "---\n\($0)\n\($0.contains("\n---\n") ? "" : "---\n")" })
    let state = try await trial.open()
    let parsed = try Query.parse([query], in: state.workspace.book)
    let answer = try #require(
      try state.workspace.answer(parsed, by: state.index, state.workspace.context(for: parsed)), "the index is not used"
    )
    #expect(answer.rows.compactMap { $0.record?.id }.joined(separator: " ") == ids)
    #expect(TrialOfIndex.State.text(answer) == state.fromFiles(parsed))
  }

  static let bookCount = 24
  static let rounds = 7
  static let queriesPerRound = 120
}

/// A generated book in a folder, as it stands at the moment.
final class TrialOfIndex {
  let scratch = ScratchFolder("differential")
  private(set) var book: GeneratedBook

  convenience init(_ book: GeneratedBook) { self.init(files: book.files, book) }

  init(files: [String: String], _ book: GeneratedBook = GeneratedBook(seed: 0, count: 0)) {
    self.book = book
    _ = Command.run("git", ["init", "-q"], in: scratch.path)
    _ = Command.run("git", ["config", "user.email", "tom@aria.example"], in: scratch.path)
    scratch.write(GeneratedFields.configuration, to: "libretto.yaml")
    scratch.write(GeneratedFields.agreement, to: "agreement.yaml")
    for (path, text) in GeneratedFields.schemas { scratch.write(text, to: path) }
    for (path, text) in files { scratch.write(text, to: path) }
  }

  /// Edits, renames, removes and adds files.
  func change() {
    for path in book.change() {
      if let text = book.files[path] { scratch.write(text, to: path) } else { unlink("\(scratch.path)/\(path)") }
    }
  }

  func open(withText: Bool = false) async throws -> State {
    var environment = Environment.ofProcess()
    environment.variables = ["LIBRETTO_INDEX": "on"]
    environment.currentFolder = scratch.path
    environment.now = { Instant(rfc3339: "2026-11-18T12:00:00+01:00")! }
    let workspace = try Workspace.open(scratch.path, environment: environment)
    if withText { try await workspace.rebuildIndex(withText: true) }
    guard case .ready(let index) = try await workspace.index() else {
      throw WorkspaceError(.failure, "there is no index")
    }
    let loaded = try await workspace.load()
    return State(workspace: workspace, index: index, source: CatalogSource(loaded.catalog))
  }

  struct State {
    let workspace: Workspace
    let index: BookIndex
    let source: CatalogSource

    func fromFiles(_ query: Query) -> String {
      do { return Self.text(try query.answer(from: source, context: workspace.context(for: query))) } catch {
        return "\(error)"
      }
    }

    /// Nil where the index is not used.
    func fromIndex(_ query: Query) -> String? {
      guard !query.namesUndeclaredFields else { return nil }
      do { return try workspace.answer(query, by: index, workspace.context(for: query)).map { Self.text($0) } } catch {
        return "\(error)"
      }
    }

    static func text(_ answer: Answer) -> String {
      let head = answer.columns.map { "\($0.name)/\($0.title)/\($0.kind)/\($0.isList)" }.joined(separator: " ")
      let rows = answer.rows.map { row in
        "\(row.record?.description ?? "") \(row.path ?? ""): \(row.cells.map { $0?.text() ?? "-" }.joined(separator: "|"))"
      }
      return ([head] + rows + answer.notes).joined(separator: "\n")
    }
  }
}
