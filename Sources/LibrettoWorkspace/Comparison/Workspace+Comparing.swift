import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// Compares two states of the book; `range` nil: the last commit and the files. `names` (records as `jane-doe` or
  /// `leads/jane-doe`, types, files, folders) narrow it down.
  public func comparison(
    _ range: BookComparison.Range?, of names: [String] = []
  ) throws(WorkspaceError) -> BookComparison {
    let repository = try repository()
    do {
      let files = BookComparison.Side(name: "the files", commit: nil)
      guard let range else {
        let head = BookComparison.Side(name: "HEAD", commit: try repository.head().commit)
        return try comparison(head, files, try changes(), names)
      }
      let new = try range.new.map { BookComparison.Side(name: $0, commit: try repository.resolve($0)) }
      var old = BookComparison.Side(name: range.old, commit: try repository.resolve(range.old))
      if range.fromMergeBase, let a = old.commit, let b = new?.commit {
        guard let base = try repository.mergeBase(a, b) else {
          throw WorkspaceError(
            .failure, "\(visible(old.name)) and \(visible(range.new ?? "HEAD")) have no common ancestor",
            help: repository.isShallow
              ? "this clone is shallow: git fetch --unshallow"
              : "to compare them as they are, write two dots: \(old.name)..\(range.new ?? "HEAD")")
        }
        old = BookComparison.Side(name: range.old, commit: base)
      }
      let set = try changes(
        from: old.commit.map(\.description) ?? range.old, to: new?.commit.map(\.description))
      return try comparison(old, new ?? files, set, names)
    } catch { throw Self.wrapped(error) }
  }

  private func comparison(
    _ old: BookComparison.Side, _ new: BookComparison.Side, _ all: ChangeSet, _ names: [String]
  ) throws(WorkspaceError) -> BookComparison {
    let set = try narrowed(all, to: names)
    return BookComparison(
      old: old, new: new, changes: set, titles: try titles(of: Self.linked(set), among: set, old.commit, new.commit))
  }

  /// The changes of what the names mean; a name that means neither a change nor anything in the book is an error.
  private func narrowed(_ set: ChangeSet, to names: [String]) throws(WorkspaceError) -> ChangeSet {
    guard !names.isEmpty else { return set }
    var patterns: [String] = []
    for name in names {
      let full = environment.absolutePath(name)
      patterns.append(path(ofFile: full).flatMap { FileAccess.exists(full) ? $0 : nil } ?? name)
    }
    func isMeant(_ pattern: String, _ paths: [String], _ record: (type: RecordType, ids: [String])?) -> Bool {
      if pattern.isEmpty || paths.contains(where: { $0 == pattern || Self.covers(pattern, $0) }) { return true }
      guard let record else { return false }
      let parts = pattern.split(separator: "/").map(String.init)
      if parts.count == 1 {
        return record.ids.contains(pattern) || pattern == record.type.name || pattern == record.type.plural
      }
      return parts.count == 2 && record.ids.contains(parts[1]) && book.type(named: parts[0]) === record.type
    }
    func isMeant(_ pattern: String, _ change: RecordChange) -> Bool {
      let sides = [change.old, change.new].compactMap(\.self)
      return isMeant(pattern, sides.map(\.path), sides.last.map { ($0.type, sides.map(\.id)) })
    }
    for (name, pattern) in zip(names, patterns) {
      let isFound =
        set.records.contains { isMeant(pattern, $0) } || set.files.contains { isMeant(pattern, [$0.path], nil) }
      if !isFound, book.type(named: pattern) == nil { _ = try scope([name]) }
    }
    return set.filtered { change in
      patterns.contains { isMeant($0, change) }
    } files: { file in
      patterns.contains { isMeant($0, [file.path], nil) }
    }
  }

  /// What the links among the changes point at.
  private static func linked(_ set: ChangeSet) -> Set<RecordReference> {
    var wanted: Set<RecordReference> = []
    for change in set.records {
      for field in change.fields {
        guard let types = BookComparison.linkedTypes(field.field, change) else { continue }
        for text in (field.before?.texts ?? []) + (field.after?.texts ?? []) {
          for type in types { wanted.insert(RecordReference(type: type, id: text.text)) }
        }
      }
    }
    return wanted
  }

  /// The titles of records: of the newer state, else of the older one.
  private func titles(
    of wanted: Set<RecordReference>, among set: ChangeSet, _ old: ObjectID?, _ new: ObjectID?
  ) throws(WorkspaceError) -> [RecordReference: String] {
    guard !wanted.isEmpty else { return [:] }
    var titles: [RecordReference: String] = [:]
    for change in set.records {
      for side in [change.old, change.new].compactMap(\.self) { titles[side.reference] = side.title }
    }
    let ids = Set(wanted.map(\.id))
    func take(_ path: String, _ read: () throws -> [UInt8]) rethrows {
      guard let type = book.type(forPath: path) else { return }
      let reference = RecordReference(type: type.name, id: RecordReading.stem(path))
      guard wanted.contains(reference), titles[reference] == nil else { return }
      titles[reference] = Record(type: type, id: reference.id, path: path, bytes: try read()).title
    }
    do {
      let (repository, prefix) = (try repository(), try prefix())
      if new == nil {
        for path in try RecordFiles(root: root, book: book).paths where ids.contains(RecordReading.stem(path)) {
          take(path) { (try? FileAccess.read("\(root)/\(path)", limit: RecordReading.sizeLimit)) ?? [] }
        }
      }
      let folders = Set(wanted.map(\.type)).compactMap { book.type(named: $0)?.folder }
      for commit in [new, old].compactMap(\.self) where wanted.contains(where: { titles[$0] == nil }) {
        for folder in folders.sorted() {
          for entry in try repository.entries(in: commit, under: "\(prefix)\(folder)/") where entry.mode.isPlainFile {
            guard let path = String(entry.path.utf8.dropFirst(prefix.utf8.count)), book.isRecord(path: path),
              ids.contains(RecordReading.stem(path))
            else { continue }
            try take(path) { try repository.blob(entry.id) }
          }
        }
      }
    } catch { throw Self.wrapped(error) }
    return titles
  }
}
