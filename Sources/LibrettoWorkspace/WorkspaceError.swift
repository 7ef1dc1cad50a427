public import LibrettoGit
public import LibrettoModel

/// Why a command could not do what it was asked to.
public struct WorkspaceError: Error, Sendable, CustomStringConvertible {
  /// What kind of trouble it is, which decides on the exit code.
  public enum Code: Sendable {
    /// The arguments name what does not exist or make no sense: 64.
    case usage
    /// Findings stand in the way: 1.
    case findings([Diagnostic])
    /// Git, disk or network failed: 2.
    case failure
  }

  /// The kind of trouble.
  public let code: Code
  /// What happened, without a full stop.
  public let message: String
  /// What to do.
  public let help: String?
  /// The error behind it.
  public let cause: (any Error)?

  /// Makes an error.
  public init(_ code: Code, _ message: String, help: String? = nil, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.help = help
    self.cause = cause
  }

  /// Arguments that name what does not exist, with the nearest that does.
  /// Where none is near: `otherwise`.
  public static func unknown(
    _ what: String, _ name: String, among known: some Sequence<String>, otherwise: String? = nil
  ) -> WorkspaceError {
    let help = nearest(to: name, among: Array(known)).map { "did you mean \"\($0)\"?" } ?? otherwise
    return WorkspaceError(.usage, "unknown \(what) \"\(visible(name))\"", help: help)
  }

  /// Message and help.
  public var description: String { help.map { "\(message)\nhelp: \($0)" } ?? message }
}

extension WorkspaceError {
  /// What Git could not do.
  public init(_ error: GitError) {
    self.init(.failure, error.message, help: error.help, cause: error)
  }
}
