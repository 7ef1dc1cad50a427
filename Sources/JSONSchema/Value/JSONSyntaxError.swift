/// Why a text is not JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte where it goes wrong.
  public let offset: Int
  /// What is wrong, in plain words.
  public let message: String

  /// The offset and the message.
  public var description: String { "byte \(offset): \(message)" }
}
