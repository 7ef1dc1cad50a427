import LibrettoIndex
import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// Answers a query by the index, if there is one and it leaves few files to read; nil where the files must be read in any
  /// case, or will tell better what is wrong with the query.
  func indexedAnswer(_ query: Query) async throws(WorkspaceError) -> Answer? {
    guard !query.namesUndeclaredFields else { return nil }
    let types = query.types(in: book)
    guard case .ready(let index) = try await index(types: types) else { return nil }
    let context = try await contextWithHistory(for: query)
    let answer: Answer
    do {
      guard let found = try self.answer(query, by: index, context) else { return nil }
      answer = found
    } catch {
      // What is damaged is built anew; what is wrong with the query, the files will tell better.
      if (error as? IndexError)?.code == .damaged { discardIndex() }
      return nil
    }
    let leftOut = index.findings.filter { finding in
      finding.severity == .error && types.contains { $0 === book.type(forPath: finding.path) }
    }
    if !leftOut.isEmpty { onLeftOut?(leftOut) }
    return answer
  }

  /// Answers a query by an index; nil where it cannot tell which few files to read.
  func answer(_ query: Query, by index: BookIndex, _ context: QueryContext) throws -> Answer? {
    let limit = max(500, (try index.connection.integer("SELECT count(*) FROM libretto_record") ?? 0) / 10)
    let found = try index.connection.candidates(
      for: query.condition, layout: index.layout, context: context, limit: limit)
    guard case .files(let candidates) = found else {
      if case .wantsText = found { buildIndexInBackground(recordCount: 10 * limit, withText: true) }
      return nil
    }
    let source = try IndexSource(root: root, book: book, database: index.connection.path, candidates: candidates)
    let answer = try query.answer(from: source, context: context)
    if let failure = source.failure { throw failure }
    return answer
  }
}
