import Clibgit2

extension IndexFile {
  /// Plain files whose entry was last found equal to a work file modified in that second or later.
  func entries(modifiedSince second: Int) -> [Entry] {
    var found: [Entry] = []
    for position in 0..<count {
      guard let entry = git_index_get_byindex(handle, position)?.pointee, Int(entry.mtime.seconds) >= second,
        entry.file_size != 0, FileMode(raw: entry.mode).isPlainFile
      else { continue }
      found.append(
        Entry(path: String(cString: entry.path), mode: FileMode(raw: entry.mode), id: ObjectID(entry.id)))
    }
    return found
  }

  /// Makes Git compare the content of `path` when it next looks.
  func forgetSize(_ path: String) throws(GitError) {
    guard var entry = git_index_get_bypath(handle, path, 0)?.pointee else { return }
    entry.file_size = 0
    let code = path.withCString { name in
      entry.path = name
      return git_index_add(handle, &entry)
    }
    try check(code, "cannot stage \(path)")
  }

  /// An entry at a folder of `path`, or below `path` as a folder: what a file at `path` would push out.
  func collision(with path: RepositoryPath) -> String? {
    var folder = ""
    for part in path.parts.dropLast() {
      folder += (folder.isEmpty ? "" : "/") + String(decoding: part, as: UTF8.self)
      if entry(folder) != nil { return folder }
    }
    var position = 0
    guard git_index_find_prefix(&position, handle, path.text + "/") == 0,
      let entry = git_index_get_byindex(handle, position)
    else { return nil }
    return String(cString: entry.pointee.path)
  }
}
