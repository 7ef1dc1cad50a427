import LibrettoMerge
public import LibrettoModel

extension Workspace {
  /// Finds records without reading all, where there is an index.
  func recordLookup(_ look: IndexLook = .files) async throws(WorkspaceError) -> IndexLookup? {
    guard case .ready(let index) = try await index(look: look) else { return nil }
    return IndexLookup(index, root: root)
  }

  /// Plans a change of records that are named, and gathers the records by which it is to be judged.
  ///
  /// With an index only these are read. Where that is not enough, or anything new is found, all records are, so that what
  /// is told is the same; the plan is made again by them then.
  /// - Parameters:
  ///   - names: the records that change.
  ///   - mentions: texts of the change that may name further records.
  ///   - make: makes the plan by a catalog, of which is told whether it holds only some of the records.
  public func planning(
    _ names: [String], mentions: [String] = [],
    _ make: (_ catalog: Catalog, _ records: [Record], _ isPartial: Bool) throws -> EditPlan
  ) async throws -> (plan: EditPlan, catalog: Catalog) {
    // What concerns the changed records alone needs no look at all the others.
    if let lookup = try await recordLookup(.folders), let planned = try? planning(names, mentions, lookup, make),
      SeenFields(book)?.areUntouched(by: planned.plan.edits) ?? false
    {
      return planned
    }
    if let lookup = try await recordLookup(), let planned = try? planning(names, mentions, lookup, make) {
      return planned
    }
    let catalog = try await load().catalog
    return (try make(catalog, try distinctRecords(names, in: catalog), false), catalog)
  }

  func planning(
    _ names: [String], _ mentions: [String], _ lookup: any RecordLookup,
    _ make: (Catalog, [Record], Bool) throws -> EditPlan
  ) throws -> (plan: EditPlan, catalog: Catalog)? {
    guard names.count <= Neighbourhood.limit else { return nil }
    var known: [PathBytes: Record] = [:]
    for name in names + mentions {
      for record in try lookup.records(named: RecordReading.stem(name)) { known[PathBytes(record.path)] = record }
    }
    let catalog = Catalog(book: book, records: Array(known.values))
    let plan = try make(catalog, try distinctRecords(names, in: catalog), true)
    let edits = plan.edits
    let around = try Neighbourhood(of: edits, current: edits.compactMap(\.old), book: book, lookup: lookup).catalog
    return judgement(of: plan, in: around).new.isEmpty ? (plan, around) : nil
  }

  /// The records that names mean, each once.
  public func distinctRecords(_ names: [String], in catalog: Catalog) throws(WorkspaceError) -> [Record] {
    var paths: Set<PathBytes> = []
    var records: [Record] = []
    for name in names {
      let record = try record(name, in: catalog)
      if paths.insert(PathBytes(record.path)).inserted { records.append(record) }
    }
    return records
  }

  /// What is wrong with changed records, by their neighbourhood; nil where only all records tell.
  func judgeNearby(
    _ set: ChangeSet, bookFindings: [Diagnostic], lookup: any RecordLookup
  ) -> [Diagnostic]? {
    guard !set.concernsAllRecords, !set.files.contains(where: { $0.problem != nil }) else { return nil }
    let changes = set.records.map { (old: $0.old, new: $0.new) }
    guard
      let after = try? Neighbourhood(of: changes, current: changes.compactMap(\.new), book: book, lookup: lookup)
        .catalog
    else { return nil }
    let paths = Set(changes.flatMap { [$0.old, $0.new].compactMap { $0.map { PathBytes($0.path) } } })
    let kept = after.records.filter { !paths.contains(PathBytes($0.path)) }
    let before = Catalog(book: book, records: kept + changes.compactMap(\.old))
    let judgement = Judgement(changes, before: before, after: after, context: context(for: nil))
    // A guess at what a broken link means is made among all records.
    let guesses: Set<Diagnostic.Code> = [.brokenLink, .brokenWikiLink]
    guard judgement.new.isEmpty, !judgement.known.contains(where: { guesses.contains($0.code) }) else { return nil }
    let moves = changes.flatMap { MoveRule.check($0.old, $0.new, in: book) }
    return (bookFindings + judgement.known + moves).sorted()
  }
}
