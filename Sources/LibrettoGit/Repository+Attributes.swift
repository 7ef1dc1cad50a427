import Clibgit2

extension Repository {
  /// Lets libgit2 convert the file at `path`, or look for its attributes, with an index that holds that file and the files
  /// `.gitattributes` on its way: it asks the index for no other, and would read all entries for them.
  func withAttributes<Result>(of path: String, _ body: () -> Result) -> Result {
    guard let index = try? attributesIndex(path) else { return body() }
    defer { git_index_free(index) }
    git_repository_set_index(handle, index)
    // The whole one is opened again by whoever asks for it.
    defer { git_repository_set_index(handle, nil) }
    return body()
  }

  private func attributesIndex(_ path: String) throws(GitError) -> OpaquePointer? {
    let image = try image()
    var index: OpaquePointer?
    try check(git_index_new(&index), "cannot make an index in memory")
    var names = [Array(path.utf8), Array(".gitattributes".utf8)]
    for (place, byte) in path.utf8.enumerated() where byte == 0x2F {
      names.append(names[0][...place] + Array(".gitattributes".utf8))
    }
    for name in names {
      var position = image.position(of: name)
      // In a conflict there are several entries.
      while image.has(name, at: position) {
        let entry = image.entry(position)
        var added = git_index_entry()
        added.mode = UInt32(entry.mode.rawValue)
        added.id = entry.id.oid
        added.flags = UInt16(image.stage(position)) << 12
        let code = entry.path.withCString { path in
          added.path = path
          return git_index_add(index, &added)
        }
        guard code >= 0 else {
          git_index_free(index)
          return nil
        }
        position += 1
      }
    }
    return index
  }
}
