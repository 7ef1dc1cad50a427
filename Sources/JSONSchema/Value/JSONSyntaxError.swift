/// Why a text is not JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte where it goes wrong.
  public let offset: Int
  /// What is wrong, in plain words.
  public let message: String

  /// An error at a byte.
  public init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }

  /// The offset and the message.
  public var description: String { "byte \(offset): \(message)" }
}
