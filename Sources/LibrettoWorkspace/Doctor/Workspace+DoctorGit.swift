import LibrettoGit
import LibrettoModel

extension Workspace {
  /// The oldest Git that runs hooks as commits here need it (`git hook run`).
  private static let neededGit = (2, 36)

  func gitCheck() async -> DoctorReport.Check {
    let help = "install Git \(Self.neededGit.0).\(Self.neededGit.1) or newer"
    guard let result = try? await SubprocessGit().run(["--version"], in: root, environment: [:], input: []),
      result.status == 0
    else { return .init(.fail, "git", "no git in PATH", help: help) }
    let text = String(decoding: result.output.prefix { $0 != 10 }, as: UTF8.self)
    let version = text.split(separator: " ").dropFirst(2).first.map(String.init) ?? text
    let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard numbers.count == 2 else {
      return .init(.warn, "git", "the version \(visible(text)) is not understood", help: help)
    }
    let isRecent = (numbers[0], numbers[1]) >= Self.neededGit
    return .init(isRecent ? .ok : .fail, "git", visible(version), help: isRecent ? nil : help)
  }

  func repositoryCheck(_ repository: Repository) -> DoctorReport.Check {
    if let operation = repository.operation {
      return .init(
        .warn, "repository", "a \(operation.command) is in progress: no commits until it is done", help: operation.help)
    }
    do {
      let conflicts = try repository.conflictedPaths()
      if let first = conflicts.first {
        return .init(
          .warn, "repository",
          "\(visible(first))\(conflicts.count > 1 ? " and \(conflicts.count - 1) more have" : " has") conflicts",
          help: "mend the files and run: git add")
      }
      let head = try repository.head()
      guard head.commit != nil else {
        return .init(.warn, "repository", "there is no commit yet", help: "make the first: libretto commit")
      }
      let place = head.branchName.map { "branch \($0)" } ?? "on no branch (detached)"
      return .init(.ok, "repository", place + (repository.isShallow ? ", shallow: old history is missing" : ""))
    } catch { return .init(.fail, "repository", error.message, help: error.help) }
  }

  /// Finishes what an interrupted commit left, and tells of locks that are not ours.
  func lockCheck(_ repository: Repository) -> DoctorReport.Check {
    do {
      let report = try repository.recover()
      let lock = repository.gitDirectory + "/index.lock"
      if FileAccess.exists(lock) {
        return .init(
          .warn, "locks", "\(lock) exists: another program is at work, or left it",
          help: "if no Git program is running, remove that file")
      }
      if let commit = report.finished {
        return .init(.ok, "locks", "finished the interrupted commit \(commit.abbreviated)")
      }
      if report.dropped { return .init(.ok, "locks", "cleared away a commit that was interrupted before it was made") }
      return .init(.ok, "locks", "no interrupted commit, no stale lock")
    } catch { return .init(.fail, "locks", error.message, help: error.help) }
  }

  func identityCheck(_ repository: Repository) -> DoctorReport.Check {
    guard let identity = repository.identity() else {
      return .init(
        .fail, "identity", "Git does not know who you are, so you cannot commit",
        help: "git config --global user.name \"Your Name\" and git config --global user.email you@example.com")
    }
    guard let member = people.person(identity).member else {
      return .init(
        .warn, "identity", "\(visible(identity.email)) is no member's address, so @me means nobody",
        help: "add yourself to members: in libretto.yaml")
    }
    if let team = member.team, !book.configuration.teams.contains(where: { $0.name == team }) {
      return .init(
        .warn, "identity",
        "\(visible(member.fullName)), @\(member.name), is of the team \(visible(team)), which does not exist",
        help: nearest(to: team, among: book.configuration.teams.map(\.name)).map { "did you mean \"\($0)\"?" }
          ?? "add it to teams: in libretto.yaml")
    }
    return .init(.ok, "identity", "\(member.fullName), @\(member.name)" + (member.team.map { " of \($0)" } ?? ""))
  }

  func ignoredChecks(_ repository: Repository) -> [DoctorReport.Check] {
    guard let prefix = try? prefix() else { return [] }
    return book.types.filter { repository.isIgnored("\(prefix)\($0.folder)/x.md") }.map { type in
      .init(
        .fail, "ignored", "\(type.folder)/ is ignored by Git, so its records are never committed",
        help: "find the rule with: git check-ignore -v \(type.folder)/x.md")
    }
  }

  func attributesCheck(_ repository: Repository) -> DoctorReport.Check {
    let places = ["\(root)/.gitattributes", "\(repository.workTree)/.gitattributes"]
    guard places.contains(where: FileAccess.exists) else {
      return .init(
        .warn, "line ends", "there is no .gitattributes, so line ends are left to each computer's Git",
        help: "write one with the line: *.md text=auto diff=markdown")
    }
    return .init(.ok, "line ends", "settled by .gitattributes")
  }
}
