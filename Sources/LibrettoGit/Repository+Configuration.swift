import Clibgit2

extension Repository {
  /// The value of `key` (`user.name`) as Git has it, with its environment; nil where it is not set.
  public func configuration(string key: String) -> String? {
    if let value = overrides[ConfigurationOverrides.normal(key)] { return value }
    return withConfiguration { config in
      var buffer = git_buf()
      guard git_config_get_string_buf(&buffer, config, key) == 0 else { return nil }
      defer { git_buf_dispose(&buffer) }
      return buffer.ptr.map { String(cString: $0) } ?? ""
    }
  }

  /// The value of `key` as a truth value; nil where it is not set or is none.
  public func configuration(bool key: String) -> Bool? {
    if let value = overrides[ConfigurationOverrides.normal(key)] {
      var result: Int32 = 0
      return git_config_parse_bool(&result, value) == 0 ? result != 0 : nil
    }
    return withConfiguration { config in
      var result: Int32 = 0
      return git_config_get_bool(&result, config, key) == 0 ? result != 0 : nil
    }
  }

  /// Whether a key that matches the regular expression is set in any file.
  func hasConfiguration(matching pattern: String) -> Bool {
    let found: Bool? = withConfiguration { config in
      var iterator: OpaquePointer?
      guard git_config_iterator_glob_new(&iterator, config, pattern) == 0 else { return nil }
      defer { git_config_iterator_free(iterator) }
      var entry: UnsafeMutablePointer<git_config_entry>?
      return git_config_next(&entry, iterator) == 0
    }
    return found ?? false
  }

  /// Whether `path` (from the repository's root) is ignored and not tracked.
  public func isIgnored(_ path: String) -> Bool {
    var ignored: Int32 = 0
    guard git_ignore_path_is_ignored(&ignored, handle, path) == 0, ignored != 0 else { return false }
    guard let index = try? IndexFile(reading: self) else { return true }
    return index.entry(path) == nil
  }

  private func withConfiguration<Result>(_ body: (OpaquePointer) -> Result?) -> Result? {
    var config: OpaquePointer?
    guard git_repository_config(&config, handle) == 0, let config else { return nil }
    defer { git_config_free(config) }
    return body(config)
  }
}
