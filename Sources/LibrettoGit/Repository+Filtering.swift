extension Repository {
  /// The bytes of a blob as Git would write them to the file at `path`, with the line ends that the attributes and the
  /// configuration ask for.
  ///
  /// - Throws: `unsupported` where only a filter program could convert them
  public func workTreeContent(_ bytes: [UInt8], at path: String) throws(GitError) -> [UInt8] {
    let filters = Filters(repository: self)
    guard !filters.needsGit(path) else {
      throw GitError(
        .unsupported("a filter program"), "\(path) goes through a filter program of its own",
        help: "get the file with `git restore --source REV -- \(path)`")
    }
    return try filters.convert(bytes, path, toWorkTree: true)
  }
}
