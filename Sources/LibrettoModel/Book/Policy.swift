/// Who may change what both teams agreed, and how commits must be made: `policy:` of `libretto.yaml`, as `libretto review`
/// holds a change to it.
public struct Policy: Sendable {
  /// Members who may change `agreement.yaml`; nil where any member may.
  public var agreement: [String]?
  /// Members who may change what lies in `schema/`; nil where any member may.
  public var schemas: [String]?
  /// Members who may change `libretto.yaml` and the files that say how Git and the hosting service treat the book; nil
  /// where any member may.
  public var configuration: [String]?
  /// Members who may change the workflows of the hosting service; nil where any member may.
  public var workflows: [String]?
  /// Whether each commit must be signed by its author.
  public var requiresSignatures = false
  /// The file with the signers' keys, in the form of `ssh-keygen`'s allowed signers, from the book's root.
  public var signersPath: String?
  /// The branches that the hook protects beside the default branch; `*` stands for any text but a slash.
  public var branches: [String] = []
  /// Whether a protected branch may be rewritten and deleted.
  public var allowsRewriting = false

  /// Anything may be changed by any member.
  public init() {}
}

extension Policy {
  /// Whether the hook protects the branch of this short name, beside the default branch.
  public func protects(branch: String) -> Bool {
    branches.contains { Self.matches(Array($0.utf8)[...], Array(branch.utf8)[...]) }
  }

  /// Whether the name fits the pattern. A pattern has few stars, and a name is short.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    guard first == UInt8(ascii: "*") else {
      return name.first == first && matches(pattern.dropFirst(), name.dropFirst())
    }
    let rest = pattern.drop { $0 == UInt8(ascii: "*") }
    var name = name
    while true {
      if matches(rest, name) { return true }
      guard let next = name.first, next != UInt8(ascii: "/") else { return false }
      name = name.dropFirst()
    }
  }
}
