/// What to set up.
public struct SetupRequest: Sendable {
  /// A service that hosts repositories.
  public enum Hosting: String, Sendable { case github, gitlab }

  /// Whether to set up the hooks of the clone.
  public var hooks: Bool
  /// The services whose files are wanted in the repository.
  public var hosting: [Hosting]
  /// Whether to take away what was set up.
  public var isUndo: Bool
  /// Whether to say only what would be done.
  public var isDryRun: Bool

  /// A request for these things.
  public init(hooks: Bool = false, hosting: [Hosting] = [], isUndo: Bool = false, isDryRun: Bool = false) {
    (self.hooks, self.hosting, self.isUndo, self.isDryRun) = (hooks, hosting, isUndo, isDryRun)
  }
}

/// What setting up came to.
public struct SetupOutcome: Sendable {
  /// One thing that was looked after.
  public struct Step: Sendable {
    /// What became of it.
    public enum State: String, Sendable {
      /// A file or a part of one was written.
      case wrote
      /// A setting of the clone was set.
      case set
      /// It was taken away.
      case removed
      /// It was as it should be.
      case unchanged
      /// Nothing was done: someone else's work stands there, or something is missing.
      case left
    }

    /// What became of it.
    public let state: State
    /// The file, from the repository's root, or the setting.
    public let place: String
    /// What it is for, or why it was left.
    public let message: String
    /// What to do by hand.
    public let help: String?
    /// A file's new content, where it is written.
    public let content: String?

    init(_ state: State, _ place: String, _ message: String, help: String? = nil, content: String? = nil) {
      (self.state, self.place, self.message) = (state, place, message)
      (self.help, self.content) = (help, content)
    }
  }

  /// What was looked after, in order.
  public let steps: [Step]

  /// Whether anything was changed, or would be.
  public var hasChanges: Bool { steps.contains { [.wrote, .set, .removed].contains($0.state) } }
  /// Whether a file of the repository was changed, which then waits for a commit.
  public var changesRepository: Bool {
    steps.contains { ($0.state == .wrote || $0.state == .removed) && !$0.place.hasPrefix(".git/") && $0.isFile }
  }
}

extension SetupOutcome.Step {
  /// Whether it is a file, and no setting.
  var isFile: Bool { !["merge.libretto", "diff.libretto", "refs/"].contains(where: place.hasPrefix) }
}
