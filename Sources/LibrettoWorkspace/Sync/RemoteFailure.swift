import LibrettoGit
import LibrettoModel

/// Why the remote could not be asked, or said no, told from what `git` printed in the C locale.
struct RemoteFailure {
  /// The kinds of trouble that want different remedies.
  enum Kind: Equatable {
    /// The remote has no branch of that name.
    case noSuchBranch
    /// Someone pushed meanwhile.
    case overtaken
    /// The remote does not take the commits: its reason.
    case refused(String)
    /// The remote does not know who asks, or does not allow it.
    case notAllowed
    /// There is no repository at the address.
    case noRepository
    /// Nobody answers.
    case unreachable
    /// The connection ended in the middle.
    case brokenOff
    /// A hook of this repository said no.
    case ownHook
    /// Something else.
    case other
  }

  let kind: Kind
  /// What the remote and `git` said, without what only belongs to the protocol.
  let words: [String]

  /// Reads what a `git fetch` or `git push --porcelain` that failed printed.
  init(_ result: GitCommandResult) {
    let lines = result.message.split { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.map {
      Self.withoutPassword(String($0))
    }
    let status = String(decoding: result.output, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("!\t") }
    let reason = status.flatMap(Self.reason)
    kind = reason.map { Self.kind(refusal: $0) } ?? Self.kind(lines.joined(separator: "\n").lowercased())
    words = Self.worthTelling(lines)
  }

  /// The reason in `!\tREF:REF\t[remote rejected] (pre-receive hook declined)`, brackets and all.
  private static func reason(_ status: Substring) -> String? {
    let parts = status.split(separator: "\t", omittingEmptySubsequences: false)
    return parts.count >= 3 ? String(parts[2]) : nil
  }

  private static func kind(refusal reason: String) -> Kind {
    // What a push meets where another was a moment faster: seen by this `git`, or by the remote's as it locks the branch.
    let races = [
      "fetch first", "non-fast-forward", "stale info", "cannot lock ref", "failed to lock", "failed to update ref",
      "incorrect old value provided", "remote ref updated since checkout",
    ]
    if races.contains(where: { reason.contains($0) }) { return .overtaken }
    if reason.contains("remote failure") || reason.contains("unable to migrate objects") { return .brokenOff }
    let inner = reason.firstIndex(of: "(").map { reason[reason.index(after: $0)...].prefix { $0 != ")" } }
    return .refused(inner.map(String.init) ?? reason)
  }

  private static func kind(_ text: String) -> Kind {
    func says(_ parts: String...) -> Bool { parts.contains { text.contains($0) } }
    if says("couldn't find remote ref") { return .noSuchBranch }
    if says(
      "authentication failed", "permission denied (", "could not read username", "could not read password",
      "terminal prompts disabled", "invalid credentials", "error: 403", "error: 401", "access denied",
      "host key verification failed",
      "denied to")
    {
      return .notAllowed
    }
    if says(
      "could not resolve host", "connection refused", "connection timed out", "network is unreachable",
      "no route to host",
      "failed to connect", "couldn't connect", "temporary failure in name resolution", "name or service not known",
      "operation timed out", "proxy connect", "resolve proxy", "ssl connect", "ssl certificate", "certificate verif")
    {
      return .unreachable
    }
    if says(
      "does not appear to be a git repository", "repository not found", "not found", "no such device or address",
      "is not a git command", "unable to find remote helper", "does not exist")
    {
      return .noRepository
    }
    if says(
      "hung up", "early eof", "unexpected disconnect", "broken pipe", "connection reset", "connection closed",
      "remote end", "rpc failed", "the remote helper", "died of signal", "unpack failed", "send-pack")
    {
      return .brokenOff
    }
    if says("failed to push some refs") { return .ownHook }
    return .other
  }

  /// Git's own advice (`hint:`) is for people who work with `git push`; the rest is what the remote wants told.
  private static func worthTelling(_ lines: [String]) -> [String] {
    lines.filter { line in
      let text = line.drop { $0 == " " }
      return !text.isEmpty && !text.hasPrefix("hint:") && !text.hasPrefix("To ") && !text.hasPrefix("From ")
        && !text.hasPrefix("error: failed to push some refs") && !isProgress(text)
        && text.filter { !$0.isWhitespace } != "remote:"
        && !text.hasPrefix("Please make sure you have the correct access rights")
        && text != "and the repository exists."
    }.map { line in
      var text = visible(String(line))
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  private static func isProgress(_ line: Substring) -> Bool {
    let text = line.hasPrefix("remote: ") ? line.dropFirst(8) : line
    let works = [
      "Enumerating objects", "Counting objects", "Compressing objects", "Writing objects", "Receiving objects",
      "Resolving deltas", "Unpacking objects", "Delta compression", "Total ",
    ]
    return works.contains { text.hasPrefix($0) }
  }

  /// A line without the passwords that may stand in its addresses, as in `https://tom:secret@host/`.
  private static func withoutPassword(_ line: String) -> String {
    line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let start = word.firstRange(of: "://")?.upperBound ?? word.startIndex
      let authority = word[start...].prefix { $0 != "/" }
      guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else { return word }
      return word[..<colon] + word[at...]
    }.joined(separator: " ")
  }
}

extension RemoteFailure {
  /// The error that a person reads.
  func error(_ doing: String, _ target: SyncTarget) -> WorkspaceError {
    let remote = target.upstream.remote
    let (message, help): (String, String) =
      switch kind {
      case .noSuchBranch: ("\(remote) has no branch \(target.upstream.shortName)", "look at what it has: git branch -r")
      case .overtaken:
        (
          "\(target.displayName) moved again and again while the push was made",
          "nothing was changed; try again in a moment: libretto sync"
        )
      case .refused(let reason):
        ("\(remote) does not take the commits: \(visible(reason))", Self.help(reason, target))
      case .notAllowed:
        (
          "\(remote) does not let you in",
          "check your key or password for it: git ls-remote \(remote); nothing was changed"
        )
      case .noRepository:
        (
          "there is no repository at the address of \(remote), or you may not see it",
          "look at it: git remote -v; change it: git remote set-url \(remote) URL"
        )
      case .unreachable:
        ("\(remote) cannot be reached", "work on, and sync when the network is there again; nothing was changed")
      case .brokenOff:
        (
          "the connection to \(remote) ended in the middle",
          "nothing was changed here; sync again, which sees what arrived: libretto sync"
        )
      case .ownHook: ("a hook of this repository refused the push", "nothing was changed; see .git/hooks/pre-push")
      case .other:
        ("cannot \(doing) \(remote)", "see it at work: git \(doing == "fetch from" ? "fetch" : "push") \(remote)")
      }
    // A hook says the worst first, and at the end what it comes to.
    var shown = words
    if shown.count > 40 {
      shown.replaceSubrange(30..<shown.count - 9, with: ["… \(shown.count - 39) lines more: git push"])
    }
    let said = shown.map { "\n  " + $0 }.joined()
    return WorkspaceError(.failure, message + said, help: help)
  }

  private static func help(_ reason: String, _ target: SyncTarget) -> String {
    if reason.contains("branch is currently checked out") {
      return "nothing was changed; a repository to push to is bare: git clone --bare"
    }
    if reason.contains("shallow") { return "nothing was changed; get the whole history first: git fetch --unshallow" }
    let branch = target.branch
    return "nothing was changed here; where \(target.upstream.shortName) takes changes by pull request only: "
      + "git push \(target.upstream.remote) \(branch):refs/heads/NEW-NAME"
  }
}
