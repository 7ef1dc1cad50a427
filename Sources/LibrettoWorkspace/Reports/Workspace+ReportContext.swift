import LibrettoIndex
import LibrettoModel
import LibrettoQuery
public import LibrettoReport

extension Workspace {
  /// All that figures are computed from, as of now, or of the moment of this past state of the book.
  ///
  /// With an index, records and history come out of it; without one, and for a past state, the records are read.
  ///
  /// - Parameter text: a revision or a date, see ``revision(_:)``; nil for the state that this workspace is of
  /// - Throws: where there is no history, and what reading throws
  public func reportContext(at text: String? = nil) async throws(WorkspaceError) -> ReportContext {
    if let text { return try await at(text).reportContext() }
    let store = try await (present ?? self).history()
    let facts: any FactSource
    let last: String?
    do throws(any Error) {
      let snapshot = try store.snapshot()
      let history = try StoredHistory(snapshot, byFormerIDs: revision != nil)
      last = try revision?.commit.id.description ?? store.state()?.last
      if revision == nil, case .file(let database) = snapshot {
        facts = try IndexFacts(root: root, book: book, zone: timeZone, database: database, history: history)
        if let findings = openedIndex?.findings.filter({ $0.severity == .error }), !findings.isEmpty {
          onLeftOut?(findings)
        }
      } else {
        facts = CatalogFacts(try await load().catalog, history: history, zone: timeZone)
      }
    } catch { throw Self.wrapped(error) }
    return ReportContext(
      book: book, terms: AgreementTerms(book), facts: facts, zone: timeZone, asOf: environment.now(), commit: last)
  }

  /// Refuses to compute where a part of the agreement that a figure needs is broken.
  ///
  /// - Parameter parts: the keys that lead to each part, such as `["service_levels", "first-response"]`
  public func requireTerms(_ parts: [[String]], _ context: ReportContext) throws(WorkspaceError) {
    let broken = context.terms.findings.filter { finding in
      parts.contains { book.agreement.covers($0, finding.range) }
    }
    guard !broken.isEmpty else { return }
    throw WorkspaceError(
      .findings(broken), "the agreement cannot be kept as it is written",
      help: "mend what is named above, then try again")
  }
}

extension Agreement {
  /// Whether a place in `agreement.yaml` lies in the part to which the keys lead; a finding without a place may be of any.
  fileprivate func covers(_ keys: [String], _ range: Range<Int>?) -> Bool {
    guard let range else { return true }
    var value = root
    for (index, key) in keys.enumerated() {
      guard let member = value?.members?.first(where: { $0.key == key }) else { return false }
      // The name itself is marked where something lacks.
      if index == keys.count - 1, let name = member.keyRange, name.contains(range.lowerBound) { return true }
      value = member.value
    }
    return value?.range.map { $0.contains(range.lowerBound) } ?? false
  }
}
