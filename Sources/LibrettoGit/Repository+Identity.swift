#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Repository {
  /// The author of a commit made now, by Git's rules but for its guesses from the host's name; nil where
  /// unset.
  public func identity() -> Signature? { try? author() }

  /// The author of a commit made now; `noIdentity` where neither configuration nor environment says.
  public func author() throws(GitError) -> Signature { try identity("author") }

  /// The committer of a commit made now; `noIdentity` where neither configuration nor environment says.
  public func committer() throws(GitError) -> Signature { try identity("committer") }

  private func identity(_ role: String) throws(GitError) -> Signature {
    let prefix = "GIT_\(role.uppercased())_"
    let name =
      environment(prefix + "NAME") ?? configuration(string: "\(role).name")
      ?? configuration(string: "user.name")
    var email =
      environment(prefix + "EMAIL") ?? configuration(string: "\(role).email")
      ?? configuration(string: "user.email")
    if email == nil && configuration(bool: "user.useConfigOnly") != true { email = environment("EMAIL") }
    let missing = [(name, "user.name", "\"Your Name\""), (email, "user.email", "you@example.org")]
      .filter { Signature.clean($0.0 ?? "").isEmpty }
    guard missing.isEmpty, let name, let email else {
      throw GitError(
        .noIdentity, "Git does not know who you are: \(missing.map(\.1).joined(separator: " and ")) not set",
        help: "run " + missing.map { "`git config --global \($0.1) \($0.2)`" }.joined(separator: " and "))
    }
    let (seconds, offset) = try Self.moment(environment(prefix + "DATE"))
    return Signature(
      name: Signature.clean(name), email: Signature.clean(email), seconds: seconds, offsetMinutes: offset)
  }

  /// The moment that a `GIT_…_DATE` names, or now in local time.
  static func moment(_ text: String?) throws(GitError) -> (seconds: Int, offsetMinutes: Int) {
    if let text, !text.isEmpty {
      guard let parsed = DateText.parse(text) else {
        throw GitError(
          .invalid(text), "the date \"\(text)\" in the environment is not understood",
          help: "write it as `2026-01-31T12:30:00+0100` or as seconds since 1970 and zone")
      }
      return parsed
    }
    let now = time(nil)
    return (now, localOffset(at: now))
  }

  /// How far local time is ahead of UTC at `seconds`, in minutes.
  static func localOffset(at seconds: Int) -> Int {
    var moment = time_t(seconds)
    var parts = tm()
    localtime_r(&moment, &parts)
    return Int(parts.tm_gmtoff) / 60
  }
}
