import LibrettoIndex
import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// Answers a query by the index, if there is one and it leaves few files to read; nil where the files must be read in any
  /// case, or will tell better what is wrong with the query.
  func indexedAnswer(_ query: Query) async throws(WorkspaceError) -> Answer? {
    guard !query.namesUndeclaredFields, case .ready(let index) = try await index(),
      let answer = try? self.answer(query, by: index)
    else { return nil }
    let types = query.types(in: book)
    let leftOut = index.findings.filter { finding in
      finding.severity == .error && types.contains { $0 === book.type(forPath: finding.path) }
    }
    if !leftOut.isEmpty { onLeftOut?(leftOut) }
    return answer
  }

  /// Answers a query by an index; nil where it cannot tell which few files to read.
  func answer(_ query: Query, by index: BookIndex) throws -> Answer? {
    let context = context(for: query)
    let limit = max(500, (try index.connection.integer("SELECT count(*) FROM libretto_record") ?? 0) / 10)
    let found = try index.connection.candidates(
      for: query.condition, layout: index.layout, context: context, limit: limit)
    guard case .files(let candidates) = found else {
      if case .wantsText = found { buildIndexInBackground(recordCount: 10 * limit, withText: true) }
      return nil
    }
    let source = try IndexSource(root: root, book: book, database: index.connection.path, candidates: candidates)
    let answer = try query.answer(from: source, context: context)
    return source.failure == nil ? answer : nil
  }
}
