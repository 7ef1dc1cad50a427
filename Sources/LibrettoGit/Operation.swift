/// What is under way in a repository and has to be finished or given up before a commit.
public enum Operation: String, Sendable {
  case merge, rebase, cherryPick, revert, bisect, am

  /// Git's subcommand.
  public var command: String { self == .cherryPick ? "cherry-pick" : rawValue }

  /// What the user does about it.
  public var help: String {
    switch self {
    case .merge:
      "finish it with `git commit` or `git merge --continue`, or give it up with `git merge --abort`"
    case .bisect: "end it with `git bisect reset`"
    default: "finish it with `git \(command) --continue`, or give it up with `git \(command) --abort`"
    }
  }
}
