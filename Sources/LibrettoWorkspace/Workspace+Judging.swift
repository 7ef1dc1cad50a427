import LibrettoMerge
import LibrettoModel
import LibrettoQuery

/// A change of the book from one state to another, such as from HEAD to the files or to what is staged.
struct BookChange {
  /// What changed.
  let set: ChangeSet
  /// The files that changed, from the book's root.
  let paths: Set<String>
  /// The book after the change, and what is wrong with its files.
  let loaded: LoadedRecords

  init(_ set: ChangeSet, paths: Set<String>, loaded: LoadedRecords) {
    (self.set, self.paths, self.loaded) = (set, paths, loaded)
  }

  /// The moves between stages that are not agreed.
  var moves: [Diagnostic] { self.set.records.flatMap { MoveRule.check($0.old, $0.new, in: loaded.catalog.book) } }

  /// The records before the change.
  fileprivate var before: Catalog {
    let kept = loaded.catalog.records.filter { !paths.contains($0.path) }
    return Catalog(book: loaded.catalog.book, records: kept + set.records.compactMap(\.old))
  }
}

extension ChangeSet {
  /// Whether the configuration, the agreement or a schema changed; a saved view says nothing of the records.
  var concernsAllRecords: Bool { files.contains { !SavedView.isView(path: $0.path) } }
}

extension Workspace {
  /// What is wrong after a change and concerns it. Findings of the book's own files are all told.
  func judge(_ change: BookChange, bookFindings: [Diagnostic]) async -> [Diagnostic] {
    let (catalog, loaded) = (change.loaded.catalog, change.loaded)
    var findings = bookFindings
    if change.set.concernsAllRecords {
      findings += loaded.findings
      findings += await judgeRelations(Array(catalog.records.indices), catalog)
    } else {
      let judgement = Judgement(
        change.set.records.map { ($0.old, $0.new) }, before: change.before, after: catalog, context: context(for: nil))
      // What is wrong with a record by itself is the judgement's to tell.
      findings += loaded.findings.filter { $0.record == nil && change.paths.contains($0.path) }
      findings += judgement.new + judgement.known
    }
    findings += change.moves
    return findings.sorted()
  }
}
