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
  /// Carries out a plan. Where it brings an error into the book, or moves a record between stages as is not agreed, nothing
  /// is written and the error `findings` tells why, unless it is forced. `progress` is
  /// told now and then how many files are written.
  public func apply(
    _ plan: EditPlan, to catalog: Catalog, options: EditOptions = EditOptions(),
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(WorkspaceError) -> EditOutcome {
    let changes = plan.changeSet
    guard !plan.isEmpty else { return EditOutcome(changes: changes, findings: [], isWritten: false) }
    let findings = (judgement(of: plan, in: catalog).new + MoveRule.check(plan.edits, since: self)).sorted()
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
    try files.commit(progress: progress)
    return EditOutcome(changes: changes, findings: findings, isWritten: true)
  }

  /// What the plan means for the book.
  func judgement(of plan: EditPlan, in catalog: Catalog) -> Judgement {
    Judgement(plan.edits, before: catalog, after: plan.applied(to: catalog), context: context(for: nil))
  }
}

extension EditPlan {
  /// The catalog as it is after the plan.
  func applied(to catalog: Catalog) -> Catalog {
    let gone = Set(edits.compactMap { $0.old.map { PathBytes($0.path) } })
    return Catalog(
      book: catalog.book,
      records: catalog.records.filter { !gone.contains(PathBytes($0.path)) } + edits.compactMap(\.new))
  }

  /// The plan that undoes this one.
  var reversed: EditPlan {
    var plan = EditPlan()
    for (old, new) in edits { plan.add(old: new, new: old) }
    return plan
  }
}
