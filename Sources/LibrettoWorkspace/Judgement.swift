import LibrettoMerge
import LibrettoModel
import LibrettoQuery

/// What a change of records means for the book: the findings that concern it, before and after.
///
/// Looked at are the changed records, what links to them by an id or an old id, and what they linked to before or link to
/// now, as far as the gates of the agreement reach; and, in all records, what must not stand twice.
struct Judgement {
  /// What is wrong after the change and was not before.
  let new: [Diagnostic]
  /// What was wrong before the change and is not any more.
  let gone: [Diagnostic]
  /// What was and is wrong with the changed records.
  let known: [Diagnostic]

  /// Judges the change that leads from one catalog to the other.
  init(_ changes: [(old: Record?, new: Record?)], before: Catalog, after: Catalog, context: QueryContext) {
    let scope = Scope(changes, reach: Self.reach(in: after.book))
    let old = Self.check(before, scope, context)
    let current = Self.check(after, scope, context)
    // A finding is the same where the record, its rule and its words are: not its file, which may have moved.
    var renamed: [RecordReference: RecordReference] = [:]
    for case (let old?, let new?) in changes { renamed[old.reference] = new.reference }
    var counts: [Key: Int] = [:]
    for finding in old { counts[Key(finding, renamed), default: 0] += 1 }
    var (new, known): ([Diagnostic], [Diagnostic]) = ([], [])
    for finding in current.sorted() {
      let key = Key(finding, [:])
      if let count = counts[key], count > 0 {
        counts[key] = count - 1
        if scope.paths.contains(finding.path) { known.append(finding) }
      } else {
        new.append(finding)
      }
    }
    self.new = new
    self.known = known
    gone = old.sorted().filter { finding in
      let key = Key(finding, renamed)
      guard let count = counts[key], count > 0 else { return false }
      counts[key] = count - 1
      return true
    }
  }

  private struct Key: Hashable {
    let subject: String
    let code: Diagnostic.Code
    let field: String?
    let message: String

    init(_ finding: Diagnostic, _ renamed: [RecordReference: RecordReference]) {
      subject = finding.record.map { (renamed[$0] ?? $0).description } ?? finding.path
      (code, field, message) = (finding.code, finding.field, finding.message)
    }
  }

  /// All findings that concern the records in the scope of one of the two catalogs.
  private static func check(_ catalog: Catalog, _ scope: Scope, _ context: QueryContext) -> [Diagnostic] {
    let positions = scope.positions(in: catalog)
    var findings = Rules.checkLinks(catalog, scope: positions)
    // Who holds the same value or name is found among all records anyway.
    findings += Rules.checkIdentities(catalog, scope: Array(catalog.records.indices))
    let gates = Gates(source: CatalogSource(catalog), context: context)
    findings += gates.findings
    for record in positions.lazy.map({ catalog.records[$0] }) {
      if scope.paths.contains(record.path) { findings += Rules.check(record, in: catalog.book) }
      if record.isReadable { findings += gates.check(record) }
    }
    return findings
  }

  /// How many links away from a record its gates look; at least one, for the links themselves.
  private static func reach(in book: Book) -> Int {
    var reach = 1
    for lifecycle in book.agreement.lifecycles {
      guard let type = book.type(named: lifecycle.type) else { continue }
      for written in lifecycle.stages.flatMap(\.gate) {
        let condition = try? Query.parseCondition(written.text, of: type, in: book, bareFieldMeansPresent: true)
        reach = max(reach, condition.map { depth(of: $0.root) } ?? 1)
      }
    }
    return reach
  }

  /// How many links a condition leads over.
  static func depth(of node: Condition.Node) -> Int {
    switch node {
    case .all(let nodes), .any(let nodes): nodes.map(depth).max() ?? 0
    case .not(let inner): depth(of: inner)
    case .present(let path), .matches(let path, _), .contains(let path, _): depth(of: path)
    case .linked(let path, let inner), .logLine(let path, let inner): depth(of: path) + depth(of: inner)
    }
  }

  private static func depth(of path: FieldPath) -> Int {
    switch path.leaf {
    case .records, .count(.records): path.hops.count + 1
    default: path.hops.count
    }
  }
}

/// The records that a change concerns.
private struct Scope {
  /// The files that change.
  let paths: Set<String>
  private let names: Set<String>
  private let linked: Set<String>
  private let reach: Int

  init(_ changes: [(old: Record?, new: Record?)], reach: Int) {
    let versions = changes.flatMap { [$0.old, $0.new].compactMap(\.self) }
    paths = Set(versions.map(\.path))
    names = Set(versions.flatMap { [$0.id] + $0.aliases })
    linked = Set(versions.flatMap { $0.fieldLinks.map(\.id) })
    self.reach = reach
  }

  /// Where these records stand in the catalog: ring by ring around those that change.
  func positions(in catalog: Catalog) -> [Int] {
    var inScope = Set(catalog.records.indices.filter { paths.contains(catalog.records[$0].path) })
    var (names, linked) = (names, linked)
    for ring in 1...reach {
      let (near, far) = (names, linked)
      for (index, record) in catalog.records.enumerated() where !inScope.contains(index) {
        let links = record.fieldLinks
        guard
          far.contains(record.id) || record.aliases.contains(where: far.contains)
            || (links + record.wikiLinks(in: catalog.book)).contains(where: { near.contains($0.id) })
        else { continue }
        inScope.insert(index)
        guard ring < reach else { continue }
        names.formUnion([record.id] + record.aliases)
        linked.formUnion(links.map(\.id))
      }
    }
    return inScope.sorted()
  }
}
