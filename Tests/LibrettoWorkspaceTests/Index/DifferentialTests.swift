import JSONSchema
import LibrettoModel
import LibrettoQuery
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
  @Test(arguments: [3, 7, 13, 16, 20, 21])
  func indexAnswersAsTheFilesDo(seed: Int) async throws {
    let trial = TrialOfIndex(GeneratedBook(seed: UInt64(seed)))
    var queries = GeneratedQuery(seed: UInt64(seed) &* 7919)
    var counts = (pairs: 0, indexed: 0, refused: 0)
    for round in 0..<Self.rounds {
      if round > 0 { trial.change() }
      let state = try await trial.open()
      var left = Self.queriesPerRound
      while left > 0 {
        let (text, options) = queries.next()
        let query: Query
        do { query = try Query.parse([text], in: state.workspace.book, options: options) } catch {
          counts.refused += 1
          continue
        }
        left -= 1
        counts.pairs += 1
        let expected = state.fromFiles(query)
        guard let found = state.fromIndex(query) else { continue }
        counts.indexed += 1
        #expect(found == expected, "seed \(seed), round \(round): \(text) \(options)")
      }
    }
    let share = counts.indexed * 100 / counts.pairs
    print("figure: differential of book \(seed): \(counts.pairs) pairs, \(share) % by the index, \(counts.refused) refused")
    #expect(share > 60)
  }

  static let bookCount = 24
  static let rounds = 4
  static let queriesPerRound = 120
}

/// A generated book in a folder, as it stands at the moment.
final class TrialOfIndex {
  let scratch = ScratchFolder("differential")
  private(set) var book: GeneratedBook

  init(_ book: GeneratedBook) {
    self.book = book
    _ = Command.run("git", ["init", "-q"], in: scratch.path)
    _ = Command.run("git", ["config", "user.email", "tom@aria.example"], in: scratch.path)
    scratch.write(GeneratedFields.configuration, to: "libretto.yaml")
    scratch.write(GeneratedFields.agreement, to: "agreement.yaml")
    for (path, text) in GeneratedFields.schemas { scratch.write(text, to: path) }
    for (path, text) in book.files { scratch.write(text, to: path) }
  }

  /// Edits, renames, removes and adds files.
  func change() {
    for path in book.change() {
      if let text = book.files[path] { scratch.write(text, to: path) } else { unlink("\(scratch.path)/\(path)") }
    }
  }

  func open() async throws -> State {
    var environment = Environment.ofProcess()
    environment.variables = ["LIBRETTO_INDEX": "on"]
    environment.currentFolder = scratch.path
    environment.now = { Instant(rfc3339: "2026-11-18T12:00:00+01:00")! }
    let workspace = try Workspace.open(scratch.path, environment: environment)
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
      do { return try workspace.answer(query, by: index).map { Self.text($0) } } catch { return "\(error)" }
    }

    private static func text(_ answer: Answer) -> String {
      let head = answer.columns.map { "\($0.name)/\($0.title)/\($0.kind)/\($0.isList)" }.joined(separator: " ")
      let rows = answer.rows.map { row in
        "\(row.record?.description ?? "") \(row.path ?? ""): \(row.cells.map { $0?.text() ?? "-" }.joined(separator: "|"))"
      }
      return ([head] + rows + answer.notes).joined(separator: "\n")
    }
  }
}
