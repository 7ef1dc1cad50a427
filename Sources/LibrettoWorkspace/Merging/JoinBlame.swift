import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// Finds the commits of both sides that have a part in a finding which neither side had alone.
struct JoinBlame {
  enum Side { case ours, theirs }

  private let histories: [Side: SideHistory]
  private let changes: [Side: [LeafChange]]
  private let types: BookTypes
  private let repository: Repository

  init(_ work: Workspace.JoinWork, _ repository: Repository) throws {
    self.repository = repository
    types = work.types
    let request = work.request
    // A commit that is taken over alone has its own parent as the base of its side, and none of ours.
    histories = [
      .ours: SideHistory(repository, tip: request.ours, bases: work.bases),
      .theirs: SideHistory(repository, tip: request.theirs, bases: work.bases),
    ]
    changes = [
      .ours: try repository.leafChanges(fromTree: work.baseTree, to: repository.commit(request.ours).tree),
      .theirs: try repository.leafChanges(fromTree: work.baseTree, to: repository.commit(request.theirs).tree),
    ]
  }

  /// The side's commit that brought its part; nil where the side changed nothing that has to do with it.
  func commit(for finding: Diagnostic, _ side: Side) throws -> Commit? {
    guard let history = histories[side], let changes = changes[side] else { return nil }
    guard let change = try part(in: finding, changes) else { return nil }
    let isSame = types.own(change.path).map { PathBytes($0) == PathBytes(finding.path) } ?? false
    return try history.lastChange(
      of: change.path, field: isSame ? finding.field : nil, type: types.type(change.path))
  }

  /// Which of a side's changes has to do with the finding: the file itself; what it names, or links to; what holds the same
  /// value; the configuration.
  private func part(in finding: Diagnostic, _ changes: [LeafChange]) throws -> LeafChange? {
    if let own = changes.first(where: { types.own($0.path).map { PathBytes($0) == PathBytes(finding.path) } ?? false })
    {
      return own
    }
    let text = ([finding.message, finding.label ?? "", finding.help ?? ""]).joined(separator: " ")
    let words = Set(text.split { !($0.isLetter || $0.isNumber || "-_./@".contains($0)) }.map(String.init))
    var linked: LeafChange?
    let record = finding.record
    for change in changes {
      guard let type = types.type(change.path) else { continue }
      let versions = try [change.old, change.new].compactMap { leaf -> Record? in
        guard let leaf, leaf.mode.isPlainFile,
          case .record(let record) = RecordReading(type: type, path: change.path, bytes: try repository.blob(leaf.id))
        else { return nil }
        return record
      }
      let names = Set(versions.flatMap { [$0.id] + $0.aliases })
      let places = Set(names.flatMap { [$0, "\(type.name)/\($0)", "\(type.plural)/\($0)"] } + [change.path])
      if !places.isDisjoint(with: words) { return change }
      if let record, versions.contains(where: { $0.fieldLinks.contains { $0.id == record.id } }) {
        linked = linked ?? change
      }
    }
    if let linked { return linked }
    if let wide = changes.first(where: { types.own($0.path).map(Book.isConfiguration(path:)) ?? false }) { return wide }
    // What the finding's record links to is seen by gates.
    return changes.count == 1 ? changes[0] : try seen(by: finding, changes)
  }

  /// A changed record that the finding's record links to.
  private func seen(by finding: Diagnostic, _ changes: [LeafChange]) throws -> LeafChange? {
    guard let record = finding.record else { return nil }
    for side in self.changes.values {
      for change in side where types.own(change.path).map({ PathBytes($0) == PathBytes(finding.path) }) ?? false {
        guard let type = types.type(change.path), let leaf = change.new,
          case .record(let version) = RecordReading(
            type: type, path: change.path, bytes: try repository.blob(leaf.id)), version.reference == record
        else { continue }
        let ids = Set(version.fieldLinks.map(\.id))
        return changes.first { ids.contains(RecordReading.stem($0.path)) }
      }
    }
    return nil
  }
}
