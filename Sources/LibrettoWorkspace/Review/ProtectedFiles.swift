import LibrettoModel

/// The files that say how the book is judged, and who may change them by the base's policy.
struct ProtectedFiles {
  private let policy: Policy
  private let prefix: String
  private let signers: String?

  /// - Parameter prefix: the book's folder from the repository's root: empty, or with a slash at the end
  init(_ policy: Policy, prefix: String) {
    self.policy = policy
    self.prefix = prefix
    signers = policy.signersPath.map {
      Self.key(prefix + $0.split(separator: "/").filter { $0 != "." }.joined(separator: "/"))
    }
  }

  /// What a file is to the book, and who may change it; nil where it is no such file.
  ///
  /// Names are compared as file systems do that fold case and normalise: there `Agreement.yaml` is `agreement.yaml`.
  func rule(for path: String) -> (members: [String]?, isConfiguration: Bool)? {
    let name = Self.key(path)
    let folder = Self.key(prefix)
    if name.hasPrefix(folder) {
      let own = name.dropFirst(folder.count)
      if own == "agreement.yaml" { return (policy.agreement, true) }
      if own == "libretto.yaml" { return (policy.configuration, true) }
      if own == "schema" || own.hasPrefix("schema/") { return (policy.schemas, true) }
    }
    if name == signers { return (policy.configuration, true) }
    let last = name.split(separator: "/").last.map(String.init) ?? name
    // Attributes and modules act on what lies below them, so those above the book and in it count.
    let above = name.dropLast(last.count)
    if last == ".gitattributes" || last == ".gitmodules" {
      return folder.hasPrefix(above) || above.hasPrefix(folder) ? (policy.configuration, true) : nil
    }
    if name == ".mailmap" { return (policy.configuration, true) }
    if ["codeowners", ".github/codeowners", ".gitlab/codeowners", "docs/codeowners"].contains(name) {
      return (policy.configuration, true)
    }
    let workflows = [
      ".github/workflows", ".github/actions", ".gitlab-ci.yml", ".gitlab/ci", ".forgejo/workflows", ".gitea/workflows",
      ".circleci", "bitbucket-pipelines.yml", "azure-pipelines.yml", ".woodpecker", ".woodpecker.yml",
    ]
    if workflows.contains(where: { name == $0 || name.hasPrefix($0 + "/") }) { return (policy.workflows, false) }
    return nil
  }

  /// A path as case-folding file systems compare it, without the characters that HFS+ passes over, and without the dots and
  /// blanks that Windows drops at the end of a name.
  private static func key(_ path: String) -> String {
    guard path.utf8.contains(where: { $0 >= 0x80 || (0x41...0x5A).contains($0) || $0 == 0x20 || $0 == 0x2E }) else {
      return path
    }
    var kept = String.UnicodeScalarView()
    for scalar in path.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint { kept.append(scalar) }
    return caseFolded(String(kept)).split(separator: "/", omittingEmptySubsequences: false).map { part in
      var part = part
      while part.count > 1, part.last == "." || part.last == " " { part.removeLast() }
      return String(part)
    }.joined(separator: "/")
  }
}
