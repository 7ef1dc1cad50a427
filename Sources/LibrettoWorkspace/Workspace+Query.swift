public import LibrettoModel
public import LibrettoQuery
import LibrettoReport

extension Workspace {
  /// Moment, zone, person and currency in whose light a query is read. Who asks is found out from Git only where the query
  /// says `@me`.
  public func context(for query: Query?) -> QueryContext {
    let me = query?.usesMe == true ? currentMember()?.name : nil
    return QueryContext(now: environment.now(), zone: timeZone, me: me, book: book)
  }

  /// The same, with the history of the fields that the query asks for.
  func contextWithHistory(for query: Query) async throws(WorkspaceError) -> QueryContext {
    var context = context(for: query)
    let fields = query.historyFields
    if !fields.isEmpty {
      // Of a past state it is that of the present one, up to that moment.
      context.history = try await (present ?? self).history(of: fields, byFormerIDs: revision != nil)
      context.historyEnd = revision?.moment
    }
    return context
  }

  /// Reads a query; what is wrong with it is a usage error that shows the place.
  public func query(_ words: [String], options: QueryOptions = QueryOptions()) throws(WorkspaceError) -> Query {
    do { return try Query.parse(words, in: book, options: options) } catch { throw WorkspaceError(error) }
  }

  /// Answers a query from the files as they are: by the index where that leaves few of them to read, else reading the
  /// types that it needs.
  public func answer(_ query: Query) async throws(WorkspaceError) -> Answer {
    if revision == nil, let answer = try await indexedAnswer(query) { return answer }
    let context = try await contextWithHistory(for: query)
    let type = book.types.first { $0.name == query.type }
    let filter = type.flatMap { LiteralFilter($0, query.requiredLiterals(me: context.me)) }
    let loaded = try await load(types: query.types(in: book), filter: filter)
    do {
      let answer = try query.answer(from: CatalogSource(loaded.catalog), context: context)
      // The next one need not read so much.
      if revision == nil { buildIndexInBackground(recordCount: loaded.fileCount) }
      return answer
    } catch { throw WorkspaceError(error) }
  }

  /// The records that a query finds. A query that begins with no type is asked of every type of which it makes sense.
  public func records(where text: String, in catalog: Catalog) throws(WorkspaceError) -> [Record] {
    var queries: [Query]
    do { queries = [try Query.parse([text], in: book)] } catch {
      // A blank text would mean every record of every type, which nobody means to change.
      if text.utf8.allSatisfy({ $0 == 0x20 || 0x09...0x0D ~= $0 }) { throw WorkspaceError(error) }
      queries = book.types.compactMap { type in try? Query.parse([type.name, text], in: book) }
      guard !queries.isEmpty else { throw WorkspaceError(error) }
    }
    var records: [Record] = []
    for query in queries {
      do {
        let answer = try query.answer(from: CatalogSource(catalog), context: context(for: query))
        records += answer.rows.compactMap { $0.record.flatMap { catalog[$0] } }
      } catch { throw WorkspaceError(error) }
    }
    return records
  }

  /// The names of the saved views, sorted.
  public var viewNames: [String] {
    configurationFiles.keys.filter(SavedView.isView).map { String($0.dropFirst("views/".count).prefix { $0 != "." }) }
      .sorted()
  }

  /// A saved view of `views/`, by its name.
  public func view(named name: String) throws(WorkspaceError) -> SavedView {
    let names = viewNames
    guard names.contains(name),
      let path = configurationFiles.keys.first(where: { SavedView.isView(path: $0) && $0.hasPrefix("views/\(name).") })
    else {
      let error = WorkspaceError.unknown("view", name, among: names)
      let known = names.isEmpty ? "there is no view in views/" : "the views are \(names.joined(separator: ", "))"
      throw WorkspaceError(.usage, error.message, help: [error.help, known].compactMap(\.self).joined(separator: "; "))
    }
    let (view, findings) = SavedView.read(path: path, bytes: configurationFiles[path] ?? [], in: book)
    guard let view else {
      throw WorkspaceError(.findings(findings), "the view \(name) cannot be used", help: "mend \(path)")
    }
    return view
  }

  /// What the gates of the agreement find in the records at these positions of the catalog.
  func gateFindings(_ scope: [Int], _ catalog: Catalog) -> [Diagnostic] {
    let gates = Gates(source: CatalogSource(catalog), context: context(for: nil))
    return gates.findings + scope.filter { catalog.records[$0].isReadable }.flatMap { gates.check(catalog.records[$0]) }
  }

  /// What is wrong with the agreement's conditions and terms and with the saved views themselves.
  func conditionFindings() -> [Diagnostic] { Self.conditionFindings(book, configurationFiles) }

  /// The same of a book whose files are at hand.
  static func conditionFindings(_ book: Book, _ files: [String: [UInt8]]) -> [Diagnostic] {
    GateRule.checkAgreement(book) + AgreementTerms(book).findings
      + files.filter { SavedView.isView(path: $0.key) }
      .flatMap { SavedView.read(path: $0.key, bytes: $0.value, in: book).findings }
  }
}

extension WorkspaceError {
  /// A query that cannot be read, with the place marked.
  init(_ error: QueryError) {
    let lines = error.rendered().split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    let place = lines.prefix { !$0.hasPrefix("help:") }.joined(separator: "\n")
    self.init(.usage, error.message + "\n" + place, help: error.help, cause: error)
  }
}
