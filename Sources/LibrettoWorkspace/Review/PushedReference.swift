public import LibrettoGit

/// A reference that a push moves, as Git tells its hooks (githooks(5)).
public struct PushedReference: Sendable {
  /// Where it was; zero where it is new.
  public let old: ObjectID
  /// Where it is to be; zero where it is deleted.
  public let new: ObjectID
  /// Its full name: `refs/heads/main`.
  public let name: String

  /// A reference that moves so.
  public init(old: ObjectID, new: ObjectID, name: String) { (self.old, self.new, self.name) = (old, new, name) }

  /// Reads the lines that `pre-receive` has on its standard input: `OLD NEW NAME`.
  public static func lines(_ input: [UInt8]) throws(WorkspaceError) -> [PushedReference] {
    var references: [PushedReference] = []
    for line in input.split(separator: 0x0A) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count == 3, let reference = PushedReference(old: parts[0], new: parts[1], name: parts[2]) else {
        throw WorkspaceError(
          .usage, "standard input has no lines as a pre-receive hook gets them: OLD NEW REFERENCE",
          help: "as an update hook: libretto review --hook \"$@\"")
      }
      references.append(reference)
    }
    return references
  }

  /// Reads the arguments of an `update` hook: `NAME OLD NEW`.
  public init(arguments: [String]) throws(WorkspaceError) {
    guard arguments.count == 3, let found = PushedReference(old: arguments[1], new: arguments[2], name: arguments[0])
    else {
      throw WorkspaceError(
        .usage, "an update hook gets three arguments: REFERENCE OLD NEW",
        help: "as an update hook: libretto review --hook \"$@\"; as pre-receive: libretto review --hook")
    }
    self = found
  }

  private init?(old: String, new: String, name: String) {
    guard let before = ObjectID(hex: old), let after = ObjectID(hex: new), name.hasPrefix("refs/") else { return nil }
    self.init(old: before, new: after, name: name)
  }
}
