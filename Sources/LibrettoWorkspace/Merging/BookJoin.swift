import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// Three trees of a book joined: records field by field, whatever else by Git's own merge of text.
///
/// The cost is that of what differs. Paths are from the repository's root; what is told is relative to our tree.
struct BookJoin {
  /// A path that could not be joined.
  struct Conflict {
    /// Where it stands in index and work tree.
    let path: String
    /// The stages for the index.
    let stages: PlainTreeMerge.Stages
    /// What the work file shall have, as Git stores it; nil: it stays as it is.
    var file: [UInt8]?
    /// The work file's mode.
    var mode: FileMode = .file
  }

  /// What the markers call the sides.
  struct Names {
    var ours: String
    var base: String
    var theirs: String
  }

  /// The paths that change in our tree; nil: the path goes.
  private(set) var leaves: [PathBytes: TreeLeaf?] = [:]
  /// What could not be joined.
  private(set) var conflicts: [Conflict] = []
  /// The records that both sides changed and that were joined field by field.
  private(set) var joinedRecords: [String] = []
  /// The records of which a side cannot be read, so that they were joined line by line.
  private(set) var joinedAsText: [(path: String, side: UnmergeableSide.Side)] = []

  let repository: Repository
  let names: Names
  /// Whether the result is only the base of another join: conflicts fall back to what was before both.
  let isVirtual: Bool
  private let type: (String) -> RecordType?
  private var claimed: Set<PathBytes> = []
  private var ourChanges: [PathBytes: LeafChange] = [:]

  /// Joins the trees (nil: the empty one).
  /// - Parameter type: the type of the record at a path from the repository's root; nil for what is no record.
  init(
    _ repository: Repository, base: ObjectID?, ours: ObjectID?, theirs: ObjectID?, names: Names,
    isVirtual: Bool = false, type: @escaping (String) -> RecordType?
  ) throws {
    (self.repository, self.names, self.isVirtual, self.type) = (repository, names, isVirtual, type)
    let theirs = try repository.leafChanges(fromTree: base, to: theirs)
    guard !theirs.isEmpty else { return }
    let ours = try repository.leafChanges(fromTree: base, to: ours)
    for change in ours { ourChanges[PathBytes(change.path)] = change }
    try joinFiles(ours.filter { type($0.path) == nil }, theirs.filter { type($0.path) == nil })
    let records = theirs.filter { type($0.path) != nil }
    if !records.isEmpty { try joinRecords(ours.filter { type($0.path) != nil }, records) }
    conflicts.sort { PathBytes($0.path) < PathBytes($1.path) }
  }

  // MARK: Files that are no records

  private mutating func joinFiles(_ ours: [LeafChange], _ theirs: [LeafChange]) throws {
    guard !theirs.isEmpty else { return }
    var states: [PathBytes: (base: TreeLeaf?, ours: TreeLeaf?, theirs: TreeLeaf?)] = [:]
    for change in ours { states[PathBytes(change.path)] = (change.old, change.new, change.old) }
    for change in theirs {
      let known = states[PathBytes(change.path)]
      states[PathBytes(change.path)] = (change.old, known == nil ? change.old : known!.ours, change.new)
    }
    func state(_ side: KeyPath<(base: TreeLeaf?, ours: TreeLeaf?, theirs: TreeLeaf?), TreeLeaf?>) -> [(
      path: String, leaf: TreeLeaf
    )] {
      states.compactMap { path, state in state[keyPath: side].map { (path.text, $0) } }
    }
    let merge = try PlainTreeMerge(repository, base: state(\.base), ours: state(\.ours), theirs: state(\.theirs))
    var gone = states.filter { $0.value.ours != nil }
    for (path, leaf) in merge.leaves {
      let ours = gone.removeValue(forKey: PathBytes(path))?.ours
      if ours != leaf { leaves[PathBytes(path)] = leaf }
    }
    for (path, stages) in merge.conflicts {
      let ours = gone.removeValue(forKey: PathBytes(path))?.ours
      if isVirtual {
        if ours != stages.base { leaves[PathBytes(path)] = .some(stages.base) }
        continue
      }
      conflicts.append(try conflict(path, stages))
    }
    for path in gone.keys { leaves[path] = .some(nil) }
  }

  /// A conflict whose work file is made by lines, or holds the one side that there is.
  private func conflict(_ path: String, _ stages: PlainTreeMerge.Stages) throws -> Conflict {
    var conflict = Conflict(path: path, stages: stages)
    let (ours, theirs) = (stages.ours, stages.theirs)
    if let ours, let theirs, ours.mode.isPlainFile, theirs.mode.isPlainFile {
      conflict.mode = ours.mode
      conflict.file = try byLines(stages.base, ours, theirs)?.bytes
    } else if ours == nil, let theirs, theirs.mode.isPlainFile {
      (conflict.file, conflict.mode) = (try repository.blob(theirs.id), theirs.mode)
    }
    return conflict
  }

  private func byLines(_ base: TreeLeaf?, _ ours: TreeLeaf, _ theirs: TreeLeaf) throws -> FileMerge? {
    let old = try base.flatMap { $0.mode.isPlainFile ? try repository.blob($0.id) : nil }
    return try FileMerge(
      base: old, ours: repository.blob(ours.id), theirs: repository.blob(theirs.id),
      names: (names.ours, names.base, names.theirs))
  }

  // MARK: Records

  /// A record of one side: where it lies, and its content.
  private struct Placed {
    let path: String
    let leaf: TreeLeaf
  }

  private mutating func joinRecords(_ ours: [LeafChange], _ theirs: [LeafChange]) throws {
    let (ourMoves, theirMoves) = (try moves(ours), try moves(theirs))
    let theirTargets = Set(theirMoves.values.map { PathBytes($0.path) })
    for change in theirs {
      let path = PathBytes(change.path)
      guard let old = change.old else {
        guard !theirTargets.contains(path), let leaf = change.new else { continue }
        try place(leaf, at: change.path, base: nil, from: nil)
        continue
      }
      let base = Placed(path: change.path, leaf: old)
      let own = ourChanges[path]
      let ourSide =
        own.map { $0.new.map { Placed(path: change.path, leaf: $0) } ?? ourMoves[path] } ?? base
      let theirSide = change.new.map { Placed(path: change.path, leaf: $0) } ?? theirMoves[path]
      try join(base, ourSide, theirSide)
    }
  }

  private mutating func join(_ base: Placed, _ ours: Placed?, _ theirs: Placed?) throws {
    switch (ours, theirs) {
    case (nil, nil): return
    case (let ours?, nil):
      if ours.leaf == base.leaf, ours.path == base.path {
        leaves[PathBytes(base.path)] = .some(nil)
      } else {
        try dispute(ours.path, PlainTreeMerge.Stages(base: base.leaf, ours: ours.leaf), base)
      }
    case (nil, let theirs?):
      if theirs.leaf == base.leaf, theirs.path == base.path { return }
      try dispute(theirs.path, PlainTreeMerge.Stages(base: base.leaf, theirs: theirs.leaf), base)
    case (let ours?, let theirs?):
      let (a, b) = (PathBytes(ours.path), PathBytes(theirs.path))
      let start = PathBytes(base.path)
      let content = try content(base.leaf, ours.leaf, theirs.leaf, at: a == start ? theirs.path : ours.path)
      if a == b || b == start {
        try settle(content, at: ours.path, base.leaf, ours, theirs)
      } else if a == start {
        leaves[a] = .some(nil)
        try settle(content, at: theirs.path, base.leaf, ours, theirs)
      } else {
        try movedApart(content, base, ours, theirs)
      }
    }
  }

  /// One side removed what the other changed.
  private mutating func dispute(_ path: String, _ stages: PlainTreeMerge.Stages, _ base: Placed) throws {
    guard isVirtual else {
      try claim(path)
      conflicts.append(try conflict(path, stages))
      return
    }
    if stages.ours != nil, path != base.path { leaves[PathBytes(path)] = .some(nil) }
    leaves[PathBytes(base.path)] = base.leaf
  }

  /// Both sides moved the record, to different places: as Git has it, both places hold it until one is chosen.
  private mutating func movedApart(_ content: Content, _ base: Placed, _ ours: Placed, _ theirs: Placed) throws {
    guard !isVirtual else {
      leaves[PathBytes(ours.path)] = .some(nil)
      leaves[PathBytes(base.path)] = base.leaf
      return
    }
    let (file, mode): ([UInt8]?, FileMode)
    switch content {
    case .leaf(let leaf): (file, mode) = (try repository.blob(leaf.id), leaf.mode)
    case .file(let bytes, let own): (file, mode) = (bytes, own)
    case .whole: (file, mode) = (try repository.blob(theirs.leaf.id), theirs.leaf.mode)
    }
    for path in [base.path, ours.path, theirs.path] { try claim(path) }
    conflicts.append(Conflict(path: base.path, stages: PlainTreeMerge.Stages(base: base.leaf)))
    conflicts.append(
      Conflict(path: ours.path, stages: PlainTreeMerge.Stages(ours: ours.leaf), file: file, mode: mode))
    conflicts.append(
      Conflict(path: theirs.path, stages: PlainTreeMerge.Stages(theirs: theirs.leaf), file: file, mode: mode))
  }

  private mutating func settle(
    _ content: Content, at path: String, _ base: TreeLeaf, _ ours: Placed, _ theirs: Placed
  ) throws {
    switch content {
    case .leaf(let leaf):
      try place(leaf, at: path, base: base, from: ours.path)
      return
    case .file, .whole: break
    }
    guard !isVirtual else {
      try place(base, at: path, base: base, from: ours.path)
      return
    }
    try claim(path)
    let stages = PlainTreeMerge.Stages(base: base, ours: ours.leaf, theirs: theirs.leaf)
    if case .file(let bytes, let mode) = content {
      conflicts.append(Conflict(path: path, stages: stages, file: bytes, mode: mode))
    } else {
      conflicts.append(Conflict(path: path, stages: stages))
    }
  }

  /// Puts a joined record, unless ours has another one there: then both were added and are joined.
  private mutating func place(_ leaf: TreeLeaf, at path: String, base: TreeLeaf?, from source: String?) throws {
    let known = ourChanges[PathBytes(path)]
    let isOther = source.map { PathBytes($0) != PathBytes(path) } ?? true
    if isOther, let own = known?.new {
      try claim(path)
      switch try content(nil, own, leaf, at: path) {
      case .leaf(let joined): if joined != own { leaves[PathBytes(path)] = joined }
      case .file(let bytes, let mode):
        if isVirtual { return leaves[PathBytes(path)] = .some(nil) }
        let stages = PlainTreeMerge.Stages(ours: own, theirs: leaf)
        conflicts.append(Conflict(path: path, stages: stages, file: bytes, mode: mode))
      case .whole:
        if isVirtual { return leaves[PathBytes(path)] = .some(nil) }
        conflicts.append(Conflict(path: path, stages: PlainTreeMerge.Stages(ours: own, theirs: leaf)))
      }
      return
    }
    try claim(path)
    let ours = isOther ? nil : known == nil ? base : known?.new
    if ours != leaf { leaves[PathBytes(path)] = leaf }
  }

  /// A path holds one record.
  private mutating func claim(_ path: String) throws {
    guard claimed.insert(PathBytes(path)).inserted else {
      throw WorkspaceError(
        .failure, "both sides moved records so that two meet at \(path)",
        help: "move one of them on one side first, or use `git merge`")
    }
  }

  // MARK: The content of one record

  private enum Content {
    /// Joined.
    case leaf(TreeLeaf)
    /// Not joined: the file with markers.
    case file([UInt8], FileMode)
    /// Not to be joined by lines: a link, or binary.
    case whole
  }

  private mutating func content(
    _ base: TreeLeaf?, _ ours: TreeLeaf, _ theirs: TreeLeaf, at path: String
  ) throws -> Content {
    if ours == theirs || base == theirs { return .leaf(ours) }
    if base == ours { return .leaf(theirs) }
    guard ours.mode.isPlainFile, theirs.mode.isPlainFile, base?.mode.isPlainFile ?? true else { return .whole }
    let mode = ours.mode == theirs.mode || theirs.mode == base?.mode ? ours.mode : theirs.mode
    if ours.id == theirs.id || base?.id == theirs.id { return .leaf(TreeLeaf(mode: mode, id: ours.id)) }
    if base?.id == ours.id { return .leaf(TreeLeaf(mode: mode, id: theirs.id)) }
    let merged: MergeResult
    do {
      let old = try base.map { try repository.blob($0.id) }
      let (ours, theirs) = (try repository.blob(ours.id), try repository.blob(theirs.id))
      let largest = max(old?.count ?? 0, ours.count, theirs.count)
      guard largest <= RecordReading.sizeLimit else { return try lines(base, ours: ours, theirs: theirs, mode) }
      let labels = ConflictLabels(ours: names.ours, base: names.base, theirs: names.theirs)
      merged = try RecordMerge.merge(base: old, ours: ours, theirs: theirs, type: type(path), labels: labels)
    } catch let error as UnmergeableSide {
      if !isVirtual { joinedAsText.append((path, error.side)) }
      return try lines(
        base, ours: repository.blob(ours.id), theirs: repository.blob(theirs.id), mode)
    }
    guard merged.conflicts.isEmpty else { return .file(merged.bytes, mode) }
    if !isVirtual { joinedRecords.append(path) }
    return .leaf(TreeLeaf(mode: mode, id: try repository.storeBlob(merged.bytes)))
  }

  private func lines(_ base: TreeLeaf?, ours: [UInt8], theirs: [UInt8], _ mode: FileMode) throws -> Content {
    let old = try base.map { try repository.blob($0.id) }
    guard
      let merged = try FileMerge(
        base: old, ours: ours, theirs: theirs, names: (names.ours, names.base, names.theirs))
    else { return .whole }
    guard merged.isClean else { return .file(merged.bytes, mode) }
    return .leaf(TreeLeaf(mode: mode, id: try repository.storeBlob(merged.bytes)))
  }

  // MARK: Moves

  /// Which record that is gone from a path is which that came at another, by id, old id or content.
  private func moves(_ changes: [LeafChange]) throws -> [PathBytes: Placed] {
    let gone = changes.filter { $0.new == nil }
    let come = changes.filter { $0.old == nil }
    guard !gone.isEmpty, !come.isEmpty else { return [:] }
    func records(_ changes: [LeafChange], _ leaf: (LeafChange) -> TreeLeaf?) throws -> [Record] {
      try changes.compactMap { change in
        guard let leaf = leaf(change), leaf.mode.isPlainFile, let type = type(change.path),
          case .record(let record) = RecordReading(
            type: type, path: change.path, bytes: try repository.blob(leaf.id))
        else { return nil }
        return record
      }
    }
    let leaves = Dictionary(
      come.compactMap { change in change.new.map { (PathBytes(change.path), $0) } }, uniquingKeysWith: { $1 })
    var moves: [PathBytes: Placed] = [:]
    let set = ChangeSet(old: try records(gone, \.old), new: try records(come, \.new))
    var (lost, found): ([Record], [Record]) = ([], [])
    for change in set.records {
      switch (change.old, change.new) {
      case (let old?, let new?):
        if let leaf = leaves[PathBytes(new.path)] { moves[PathBytes(old.path)] = Placed(path: new.path, leaf: leaf) }
      case (let old?, nil): lost.append(old)
      case (nil, let new?): found.append(new)
      case (nil, nil): break
      }
    }
    for (old, new) in RecordLikeness.pairs(lost, found) {
      if let leaf = leaves[PathBytes(new.path)] { moves[PathBytes(old.path)] = Placed(path: new.path, leaf: leaf) }
    }
    return moves
  }
}
