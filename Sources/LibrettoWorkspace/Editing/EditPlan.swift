public import LibrettoMerge
public import LibrettoModel

/// Changes of records that are made all or not at all.
public struct EditPlan: Sendable {
  /// The records as they were read, and as they shall be; nil where one comes or goes.
  public private(set) var edits: [(old: Record?, new: Record?)] = []

  /// Nothing to do.
  public init() {}

  /// Plans a change of a record; the same bytes at the same place are no change.
  public mutating func add(old: Record?, new: Record?) {
    guard old?.path != new?.path || old?.document.bytes != new?.document.bytes else { return }
    edits.append((old, new))
  }

  /// Whether nothing would change.
  public var isEmpty: Bool { edits.isEmpty }

  /// What would change, record by record and field by field.
  public var changeSet: ChangeSet { ChangeSet(old: edits.compactMap(\.old), new: edits.compactMap(\.new)) }
}

/// What a change of records came to.
public struct EditOutcome: Sendable {
  /// What changed, or would.
  public let changes: ChangeSet
  /// What is wrong with the changed records and was not wrong before.
  public let findings: [Diagnostic]
  /// Whether the files were written.
  public let isWritten: Bool
}

/// How a plan is carried out.
public struct EditOptions: Sendable {
  /// Only tell what would change.
  public var isDryRun = false
  /// Write also where it brings errors into the book.
  public var isForced = false

  /// Carries the plan out, with care.
  public init(isDryRun: Bool = false, isForced: Bool = false) {
    self.isDryRun = isDryRun
    self.isForced = isForced
  }
}

extension Workspace {
  /// Carries out a plan. Where a changed record, or one that links to it, gets an error that it did not have before, nothing
  /// is written and the error `findings` tells why, unless it is forced.
  public func apply(
    _ plan: EditPlan, to catalog: Catalog, options: EditOptions = EditOptions()
  ) throws(WorkspaceError) -> EditOutcome {
    let changes = plan.changeSet
    guard !plan.isEmpty else { return EditOutcome(changes: changes, findings: [], isWritten: false) }
    let findings = newFindings(plan, catalog)
    let errors = findings.filter { $0.severity == .error }
    if !errors.isEmpty, !options.isForced, !options.isDryRun {
      let count = errors.count == 1 ? "an error" : "\(errors.count) errors"
      throw WorkspaceError(
        .findings(findings), "this would bring \(count) into the book",
        help: "nothing was written; mend it in the same command, or write it all the same with --force")
    }
    guard !options.isDryRun else { return EditOutcome(changes: changes, findings: findings, isWritten: false) }
    var files = FileTransaction(root: root)
    for (old, new) in plan.edits {
      if let old, let new, old.path == new.path {
        files.plan(new.path, from: old.document.bytes, to: new.document.bytes)
      } else {
        if let new { files.plan(new.path, from: nil, to: new.document.bytes) }
        if let old { files.plan(old.path, from: old.document.bytes, to: nil) }
      }
    }
    try files.commit()
    return EditOutcome(changes: changes, findings: findings, isWritten: true)
  }

  /// What is wrong after the plan with what it touches, and was not wrong before.
  private func newFindings(_ plan: EditPlan, _ catalog: Catalog) -> [Diagnostic] {
    let gone = Set(plan.edits.compactMap(\.old?.path))
    let come = plan.edits.compactMap(\.new)
    let after = Catalog(book: book, records: catalog.records.filter { !gone.contains($0.path) } + come)
    let touched = Set(come.map(\.path))
    let names = Set(plan.edits.compactMap(\.old?.id) + come.map(\.id) + come.flatMap(\.aliases))
    func key(_ finding: Diagnostic) -> String { "\(finding.code.rawValue) \(finding.path) \(finding.message)" }
    let known = Set(judge(catalog, touching: names, paths: gone.union(touched)).map(key))
    return judge(after, touching: names, paths: touched).filter { !known.contains(key($0)) }.sorted()
  }

  /// What is wrong with the records at `paths`, and with the links of others to the ids in `names`.
  private func judge(_ catalog: Catalog, touching names: Set<String>, paths: Set<String>) -> [Diagnostic] {
    var scope: [Int] = []
    var findings: [Diagnostic] = []
    for (index, record) in catalog.records.enumerated() {
      if paths.contains(record.path) {
        scope.append(index)
        findings += Rules.check(record, in: book)
      } else if record.fieldLinks.contains(where: { names.contains($0.id) }) {
        scope.append(index)
      }
    }
    findings += Rules.check(catalog, scope: scope)
    return findings + gateFindings(scope.filter { paths.contains(catalog.records[$0].path) }, catalog)
  }
}
