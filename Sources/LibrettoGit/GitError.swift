/// What went wrong with a repository, for a program (`code`) and for a person (`message`, `help`).
public struct GitError: Error, Sendable, CustomStringConvertible {
  /// The kind of failure, with what a program needs to answer it.
  public enum Code: Sendable, Equatable {
    /// Neither the folder nor one above it is a repository.
    case notARepository
    /// The repository has no work tree.
    case bareRepository
    /// The repository belongs to another user and is not in `safe.directory`.
    case foreignOwner(String)
    /// A merge, rebase and so on has to be finished first.
    case inProgress(Operation)
    /// A feature of the repository that cannot be handled rightly; named.
    case unsupported(String)
    /// A lock file stayed held by another program.
    case lockHeld(String)
    /// The branch moved and the change no longer fits.
    case refMoved
    /// A hook said no; its name and all it printed.
    case hookRefused(hook: String, output: String)
    /// Neither configuration nor environment says who commits.
    case noIdentity
    /// A revision, object or path does not exist.
    case notFound
    /// Paths with conflicts or with changes that would be lost.
    case conflict([String])
    /// A symbolic link, submodule, folder or special file where a plain file must be, or a path that leaves
    /// the work tree.
    case notAPlainFile(String)
    /// A name that Git or this program does not allow.
    case invalid(String)
    /// The caller's validation refused what a hook made of the commit; see `cause`.
    case invalidAfterHook
    /// A system call failed with this `errno`.
    case io(Int32)
    /// libgit2 failed: its error class and return code.
    case libgit2(class: Int32, code: Int32)
    /// `git` ended with this status: the arguments and what it printed on standard error.
    case command(arguments: [String], status: Int32, output: String)
  }

  /// The kind of failure.
  public let code: Code
  /// One sentence for a person, without a full stop.
  public let message: String
  /// What the person can do about it.
  public let help: String?
  /// The error of the caller's own closure, where that was the reason.
  public let cause: (any Error)?

  /// An error of this kind.
  public init(_ code: Code, _ message: String, help: String? = nil, cause: (any Error)? = nil) {
    (self.code, self.message, self.help, self.cause) = (code, message, help, cause)
  }

  /// The message, and the help on a line of its own.
  public var description: String { help.map { "\(message)\nhelp: \($0)" } ?? message }
}
