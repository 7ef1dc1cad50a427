import Clibgit2

/// The conversions between a work file and its blob that `.gitattributes` and the configuration ask for.
struct Filters {
  let repository: Repository

  /// Whether the path's content can only be converted by `git`: a `filter` driver (LFS) or
  /// `working-tree-encoding`.
  func needsGit(_ path: String) -> Bool {
    repository.withAttributes(of: path) {
      ["filter", "working-tree-encoding"].contains { name in
        var value: UnsafePointer<CChar>?
        guard git_attr_get(&value, repository.handle, 0, path, name) == 0 else { return false }
        // An unset driver name means nothing, a set one may be required.
        return git_attr_value(value) == GIT_ATTR_VALUE_STRING
      }
    }
  }

  /// Converts by libgit2: end-of-line and ident, exactly as Git does.
  func convert(_ bytes: [UInt8], _ path: String, toWorkTree: Bool) throws(GitError) -> [UInt8] {
    var output = git_buf()
    defer { git_buf_dispose(&output) }
    var isConverted = false
    let code = repository.withAttributes(of: path) {
      var list: OpaquePointer?
      let code = git_filter_list_load(
        &list, repository.handle, nil, path, toWorkTree ? GIT_FILTER_TO_WORKTREE : GIT_FILTER_TO_ODB,
        GIT_FILTER_ALLOW_UNSAFE.rawValue)
      guard code >= 0, let list else { return code }
      defer { git_filter_list_free(list) }
      isConverted = true
      return bytes.withUnsafeBytes { input in
        git_filter_list_apply_to_buffer(
          &output, list, input.bindMemory(to: CChar.self).baseAddress, input.count)
      }
    }
    try check(code, "cannot convert \(path)")
    return isConverted ? Array(UnsafeRawBufferPointer(start: output.ptr, count: output.size)) : bytes
  }
}
