extension Repository {
  /// The Git directory of the repository in or above the folder at `path`, found by looks at the file system alone:
  /// libgit2 is not loaded and nothing is read. Nil where there is no repository.
  public static func gitDirectory(above path: String) -> String? {
    (try? Discovery.search(from: path))?.gitDirectory
  }
}
