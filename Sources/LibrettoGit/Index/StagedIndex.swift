/// The user's index with changes to be written: what is not changed is copied byte for byte, so that a change costs no
/// more than one pass over the file.
final class StagedIndex {
  /// What becomes of one path's entry.
  enum Edit {
    case put(mode: FileMode, id: ObjectID, status: IndexStatus)
    /// The entries of a conflict.
    case conflict(PlainTreeMerge.Stages)
    case remove
    /// The entry without its size: Git compares the content when it next looks.
    case forgetSize
  }

  let image: IndexImage
  private(set) var edits: [PathBytes: Edit] = [:]

  init(_ image: IndexImage) { self.image = image }

  /// Reads the index at `path`; a missing file is an empty index.
  convenience init(path: String) throws(GitError) {
    self.init(try IndexImage(FileSystem.read(path) ?? IndexImage.empty, path: path))
  }

  var hasConflicts: Bool { image.hasConflicts }

  /// The paths that stand there with a merge conflict.
  var conflicts: [String] {
    guard hasConflicts else { return [] }
    var paths: [String] = []
    for position in 0..<image.count where image.stage(position) > 0 {
      let path = image.entry(position).path
      if paths.last.map(PathBytes.init) != PathBytes(path) { paths.append(path) }
    }
    return paths
  }

  /// The entry at `path` without conflict, as it will be; nil where there is none.
  func entry(_ path: String) -> IndexFile.Entry? {
    switch edits[PathBytes(path)] {
    case .put(let mode, let id, _): return IndexFile.Entry(path: path, mode: mode, id: id)
    case .remove, .conflict: return nil
    case .forgetSize, nil:
      let name = Array(path.utf8)
      let position = image.position(of: name)
      guard image.has(name, at: position), image.stage(position) == 0 else { return nil }
      return image.entry(position)
    }
  }

  /// An entry at a folder of `path`, or below `path` as a folder: what a file at `path` would push out.
  func collision(with path: RepositoryPath) -> String? {
    var folder = ""
    for part in path.parts.dropLast() {
      folder += (folder.isEmpty ? "" : "/") + String(decoding: part, as: UTF8.self)
      if entry(folder) != nil { return folder }
    }
    let below = Array(path.text.utf8) + [0x2F]
    let position = image.position(of: below)
    guard position < image.count, image.withName(position, { $0.starts(with: below) }) else { return nil }
    return image.entry(position).path
  }

  /// Puts a plain file; without `status` Git looks at the work file when it next needs to.
  func put(_ path: String, _ mode: FileMode, _ id: ObjectID, _ status: IndexStatus) {
    edits[PathBytes(path)] = .put(mode: mode, id: id, status: status)
  }

  /// Puts the stages of a conflict in the place of what stands at `path`.
  func putConflict(_ path: String, _ stages: PlainTreeMerge.Stages) { edits[PathBytes(path)] = .conflict(stages) }

  func remove(_ path: String) { edits[PathBytes(path)] = .remove }

  /// Makes Git compare the content of `path` when it next looks.
  func forgetSize(_ path: String) { if edits[PathBytes(path)] == nil { edits[PathBytes(path)] = .forgetSize } }

  /// Plain files whose entry was last found equal to a work file modified in that second or later.
  func entries(modifiedSince second: Int) -> [IndexFile.Entry] {
    let second = UInt32(clamping: second)
    return (0..<image.count).compactMap { position in
      guard image.word(.modifiedSeconds, position) >= second, image.word(.size, position) != 0,
        FileMode(raw: image.word(.mode, position)).isPlainFile
      else { return nil }
      return image.entry(position)
    }
  }
}
