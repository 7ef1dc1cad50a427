import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// Tells what the sides disagree about in files that are in conflict, in the words of the book.
struct ConflictReader {
  /// A path in conflict.
  struct Entry {
    /// From the repository's root.
    let path: String
    let stages: PlainTreeMerge.Stages
    /// The work file with its markers; nil where there is none.
    let file: [UInt8]?
  }

  private let repository: Repository
  private let types: BookTypes
  private var sides: ConflictSides

  init(_ repository: Repository, types: BookTypes, sides: ConflictSides) {
    (self.repository, self.types, self.sides) = (repository, types, sides)
  }

  /// The conflicts of these paths, in their order.
  mutating func conflicts(_ entries: [Entry]) throws -> [BookConflict] {
    let apart = try movedApart(entries)
    let hidden = Set(apart.flatMap { [$0.base, $0.ours, $0.theirs].map { PathBytes($0.path) } })
    var found: [BookConflict] = []
    for move in apart { found.append(try conflict(move)) }
    for entry in entries where !hidden.contains(PathBytes(entry.path)) { found += try conflicts(entry) }
    for move in apart {
      found += try regions(of: move.ours, base: move.base.stages.base, theirs: move.theirs.stages.theirs)
    }
    return found
  }

  private mutating func conflicts(_ entry: Entry) throws -> [BookConflict] {
    let stages = entry.stages
    guard let ours = stages.ours, let theirs = stages.theirs else {
      return [
        make(
          entry, .existence, base: stages.base == nil ? nil : "there", ours: try existence(entry, stages.ours),
          theirs: try existence(entry, stages.theirs))
      ]
    }
    guard entry.file != nil, ours.mode.isPlainFile, theirs.mode.isPlainFile else {
      return [make(entry, .file, base: nil, ours: nil, theirs: nil)]
    }
    let regions = try regions(of: entry, base: stages.base, theirs: theirs)
    guard regions.isEmpty else { return regions }
    let isBinary = FileMerge.isBinary(entry.file ?? [])
    return [make(entry, isBinary ? .file : .settled, base: nil, ours: nil, theirs: nil)]
  }

  /// The conflicts between markers of one file.
  private mutating func regions(
    of entry: Entry, base: TreeLeaf?, theirs: TreeLeaf?
  ) throws -> [BookConflict] {
    let file = ConflictedFile(entry.file ?? [])
    let type = types.type(entry.path)
    let leaves: [(TreeLeaf?, ConflictResolution)] = [(base, .base), (entry.stages.ours, .ours), (theirs, .theirs)]
    let versions = try leaves.map { leaf, side in
      try type.flatMap { try Self.version(leaf, of: entry.path, $0, side, repository) }
    }
    var found: [BookConflict] = []
    var (bodies, logs, texts) = (0, 0, 0)
    for region in file.regions {
      func side(_ range: SourceRange?) -> String? {
        range.flatMap { $0.isEmpty ? nil : file.text(of: $0) }
      }
      let (old, own, other) = (side(region.base), side(region.ours), side(region.theirs))
      if type != nil, !region.fields.isEmpty {
        // Where Git made the markers several fields may stand between them, some of which only one side changed.
        let values = region.fields.map { field in (field, versions.map { Self.text($0?.value(at: field)) }) }
        let disputed = values.filter { $0.1[1] != $0.1[2] }
        for (field, sides) in disputed.isEmpty ? values : disputed {
          found.append(make(entry, .field(field), base: sides[0], ours: sides[1], theirs: sides[2], type))
        }
        continue
      }
      var subject = BookConflict.Subject.text(0)
      switch region.subject {
      case .log where type != nil:
        logs += 1
        subject = .log(logs)
      case .body where type != nil:
        bodies += 1
        subject = .body(bodies)
      default:
        texts += 1
        subject = .text(texts)
      }
      found.append(make(entry, subject, base: old, ours: own, theirs: other))
    }
    if let stray = file.strayMarkers.first {
      let line = file.bytes[..<stray.lowerBound].count { $0 == 10 } + 1
      found.append(make(entry, .strayMarker(line), base: nil, ours: nil, theirs: nil))
    }
    return found
  }

  /// The record as a stage has it. Git's own stages may hold conflicts: of a record that both sides renamed, and of a base that
  /// was joined of several; of those it is the side that the stage stands for.
  static func version(
    _ leaf: TreeLeaf?, of path: String, _ type: RecordType, _ side: ConflictResolution, _ repository: Repository
  ) throws -> Record? {
    guard let leaf, leaf.mode.isPlainFile else { return nil }
    var bytes = try repository.blob(leaf.id)
    let file = ConflictedFile(bytes)
    if !file.regions.isEmpty {
      bytes = (try? file.resolving(Dictionary(uniqueKeysWithValues: file.regions.indices.map { ($0, side) }))) ?? bytes
    }
    guard case .record(let record) = RecordReading(type: type, path: path, bytes: bytes) else { return nil }
    return record
  }

  /// What became of a record that one side removed: which of its fields the other changed.
  private func existence(_ entry: Entry, _ leaf: TreeLeaf?) throws -> String {
    guard let leaf else { return "removed" }
    guard let type = types.type(entry.path), let base = entry.stages.base else { return "changed" }
    let versions = try [base, leaf].map { leaf -> Record? in
      guard leaf.mode.isPlainFile,
        case .record(let record) = RecordReading(type: type, path: entry.path, bytes: try repository.blob(leaf.id))
      else { return nil }
      return record
    }
    guard let old = versions[0], let new = versions[1], let change = RecordChange(old: old, new: new) else {
      return "changed"
    }
    var parts = change.fields.map(\.field)
    if !change.addedLog.isEmpty || !change.removedLog.isEmpty { parts.append("log") }
    if change.changesBody { parts.append("text") }
    return parts.isEmpty ? "changed" : "changed \(parts.joined(separator: ", "))"
  }

  /// A value as people read it.
  private static func text(_ value: Value?) -> String? { value.flatMap { $0.isEmpty ? nil : $0.text ?? $0.text() } }

  // MARK: Records that both sides moved

  /// A record that both sides moved, to different places.
  struct MovedApart {
    let base: Entry
    let ours: Entry
    let theirs: Entry
  }

  /// Git gives three paths, each with one stage; which belong together is told by ids, old ids and contents.
  func movedApart(_ entries: [Entry]) throws -> [MovedApart] {
    func only(_ stage: KeyPath<PlainTreeMerge.Stages, TreeLeaf?>) throws -> [(entry: Entry, record: Record)] {
      try entries.compactMap { entry in
        let leaves = [entry.stages.base, entry.stages.ours, entry.stages.theirs].compactMap(\.self)
        guard leaves.count == 1, let leaf = entry.stages[keyPath: stage], leaf.mode.isPlainFile,
          let type = types.type(entry.path),
          case .record(let record) = RecordReading(type: type, path: entry.path, bytes: try repository.blob(leaf.id))
        else { return nil }
        return (entry, record)
      }
    }
    let (bases, ours, theirs) = (try only(\.base), try only(\.ours), try only(\.theirs))
    guard !bases.isEmpty, !ours.isEmpty, !theirs.isEmpty else { return [] }
    func matches(_ side: [(entry: Entry, record: Record)]) -> [PathBytes: Entry] {
      let set = ChangeSet(old: bases.map(\.record), new: side.map(\.record))
      var found: [PathBytes: Entry] = [:]
      for change in set.records {
        guard let old = change.old, let new = change.new else { continue }
        found[PathBytes(old.path)] = side.first { PathBytes($0.record.path) == PathBytes(new.path) }?.entry
      }
      // One alone on each side can only be that.
      if bases.count == 1, side.count == 1 { found[PathBytes(bases[0].entry.path)] = side[0].entry }
      return found
    }
    let (own, other) = (matches(ours), matches(theirs))
    return bases.compactMap { base in
      let path = PathBytes(base.entry.path)
      guard let ours = own[path], let theirs = other[path] else { return nil }
      return MovedApart(base: base.entry, ours: ours, theirs: theirs)
    }
  }

  private mutating func conflict(_ move: MovedApart) throws -> BookConflict {
    let paths = [move.base, move.ours, move.theirs].map { types.own($0.path) ?? $0.path }
    let stems = paths.map(RecordReading.stem)
    let texts = Set(stems).count == 1 ? paths : stems
    let commits = BookConflict.Commits(
      ours: sides.commits(move.ours.path, move.ours.stages).ours,
      theirs: sides.commits(move.theirs.path, move.theirs.stages).theirs)
    return make(move.ours, .place, base: texts[0], ours: texts[1], theirs: texts[2], commits: commits)
  }

  private mutating func make(
    _ entry: Entry, _ subject: BookConflict.Subject, base: String?, ours: String?, theirs: String?,
    _ type: RecordType? = nil, commits: BookConflict.Commits? = nil
  ) -> BookConflict {
    let own = types.own(entry.path) ?? entry.path
    let recordType = types.type(entry.path)
    let stem = RecordReading.stem(own)
    var title: String?
    if let recordType, let leaf = entry.stages.ours ?? entry.stages.theirs ?? entry.stages.base,
      let bytes = try? repository.blob(leaf.id),
      case .record(let record) = RecordReading(type: recordType, path: own, bytes: bytes)
    {
      title = record.title
    }
    var field: String?
    if case .field(let name) = subject { field = name }
    let known = commits ?? sides.commits(entry.path, entry.stages, field: field, type: recordType)
    return BookConflict(
      path: own, record: recordType.map { RecordReference(type: $0.name, id: stem) },
      displayName: recordType.map { "\($0.plural)/\(stem)" } ?? own, title: title, subject: subject, base: base,
      ours: ours, theirs: theirs, commits: commits ?? known)
  }
}
