import LibrettoGit
import LibrettoModel

/// The two sides of a merge, rebase, cherry-pick or stash, as far as Git tells them.
struct ConflictSides {
  /// What is under way; nil where Git does not say, as after `git stash pop`.
  let operation: Operation?
  private let ours: SideHistory?
  private let theirs: SideHistory?
  private var known: [String: BookConflict.Commits] = [:]

  /// The sides of a join.
  init(_ work: Workspace.JoinWork, _ repository: Repository) {
    operation = .merge
    ours = SideHistory(repository, tip: work.request.ours, bases: work.bases)
    theirs = SideHistory(repository, tip: work.request.theirs, bases: work.bases)
  }

  /// The sides of what is under way in the work tree.
  init(_ repository: Repository) {
    operation = repository.operation
    let name: String? =
      switch operation {
      case .merge: "MERGE_HEAD"
      case .cherryPick: "CHERRY_PICK_HEAD"
      case .revert: "REVERT_HEAD"
      case .rebase: "REBASE_HEAD"
      case .bisect, .am, nil: nil
      }
    guard let name, let head = (try? repository.head())?.commit, let other = try? repository.resolve(name) else {
      (ours, theirs) = (nil, nil)
      return
    }
    let bases = (try? repository.mergeBases(head, other)) ?? []
    let parents = (try? repository.commit(other).parents) ?? []
    ours = SideHistory(repository, tip: head, bases: bases)
    theirs = SideHistory(repository, tip: other, bases: operation == .merge ? bases : parents)
  }

  /// Who changed a file last on both sides, and where a field is asked for, that field.
  mutating func commits(
    _ path: String, _ stages: PlainTreeMerge.Stages, field: String? = nil, type: RecordType? = nil
  ) -> BookConflict.Commits {
    let key = "\(path)\n\(field ?? "")"
    if let found = known[key] { return found }
    let found = BookConflict.Commits(
      ours: Self.commit(ours, path, stages.ours, field, type),
      theirs: Self.commit(theirs, path, stages.theirs, field, type))
    known[key] = found
    return found
  }

  private static func commit(
    _ side: SideHistory?, _ path: String, _ leaf: TreeLeaf?, _ field: String?, _ type: RecordType?
  ) -> Commit? {
    if let found = try? side?.lastChange(of: path, field: field, type: type) { return found }
    // The side has it under another name.
    return leaf.flatMap { try? side?.commit(bringing: $0.id) }
  }
}

extension ConflictSides {
  /// No sides: who changed what is not asked.
  static var none: ConflictSides { ConflictSides() }

  private init() { (operation, ours, theirs) = (nil, nil, nil) }
}
