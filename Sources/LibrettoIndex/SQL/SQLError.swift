/// Why a statement has no answer.
public struct SQLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Code: UInt8, Sendable {
    /// The statement cannot be read, or names what does not exist.
    case statement
    /// It asks for what is not allowed.
    case denied
    /// It took more time, memory or room than it may.
    case limit
    /// The index cannot be read: to be made anew.
    case damaged
    /// The process that was to run it could not do so.
    case failure
  }

  /// The kind of trouble.
  public let code: Code
  /// What is wrong, without a full stop.
  public let message: String
  /// What to do.
  public let help: String?
  /// The bytes of the statement at fault; nil where the whole is meant.
  public let range: Range<Int>?

  init(_ code: Code, _ message: String, help: String? = nil, range: Range<Int>? = nil) {
    self.code = code
    self.message = message
    self.help = help
    self.range = range
  }

  /// Message and help.
  public var description: String { help.map { "\(message)\nhelp: \($0)" } ?? message }
}
