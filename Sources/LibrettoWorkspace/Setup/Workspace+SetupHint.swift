import LibrettoGit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Workspace {
  /// Tells, once in a clone, that Git joins its records line by line: only where there is someone to join with (a
  /// remote) and the drivers are not set up. Nil where there is nothing to tell, or it was told before.
  public func setupHint() -> String? {
    guard let repository = try? repository(), repository.configuration(string: "remote.origin.url") != nil,
      repository.configuration(string: "merge.libretto.driver") == nil
    else { return nil }
    let folder = "\(repository.gitDirectory)/libretto"
    mkdir(folder, 0o777)
    guard FileAccess.makeOnce("\(folder)/told-of-setup") else { return nil }
    return "in this clone git joins records line by line; to join them field by field: libretto setup"
  }
}
