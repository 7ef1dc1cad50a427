import Clibgit2

extension Repository {
  /// Lets libgit2 look for attributes with an index that holds the files `.gitattributes` and no other: for those that the
  /// work tree lacks it looks into the index, and would read all entries for it.
  func withAttributes<Result>(_ body: () -> Result) -> Result {
    if attributesIndex == nil { attributesIndex = try? makeAttributesIndex() }
    guard let attributesIndex else { return body() }
    git_repository_set_index(handle, attributesIndex)
    // The whole one is opened again by whoever asks for it.
    defer { git_repository_set_index(handle, nil) }
    return body()
  }

  private func makeAttributesIndex() throws(GitError) -> OpaquePointer {
    let image = try image()
    var index: OpaquePointer?
    try check(git_index_new(&index), "cannot make an index in memory")
    let name = Array(".gitattributes".utf8)
    for position in 0..<image.count {
      let isWanted = image.withName(position) { path in
        path.count >= name.count && path[(path.count - name.count)...].elementsEqual(name)
          && (path.count == name.count || path[path.count - name.count - 1] == 0x2F)
      }
      guard isWanted, image.stage(position) == 0 else { continue }
      let entry = image.entry(position)
      let code = entry.path.withCString { path in
        var added = git_index_entry()
        added.mode = UInt32(entry.mode.rawValue)
        added.id = entry.id.oid
        added.path = path
        return git_index_add(index, &added)
      }
      try check(code, "cannot note \(entry.path)")
    }
    return index!
  }
}
