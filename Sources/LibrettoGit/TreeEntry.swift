/// What a path is in a commit.
public enum FileMode: UInt16, Sendable {
  /// A plain file.
  case file = 0o100644
  /// A plain file that may be run.
  case executable = 0o100755
  /// A symbolic link; the blob is its target.
  case symbolicLink = 0o120000
  /// A commit of another repository.
  case submodule = 0o160000
  /// A folder.
  case tree = 0o040000

  /// The mode as Git reads it from a tree or an index (old group-writable files count as plain).
  init(raw: UInt32) {
    switch raw & 0o170000 {
    case 0o040000: self = .tree
    case 0o120000: self = .symbolicLink
    case 0o160000: self = .submodule
    default: self = raw & 0o100 != 0 ? .executable : .file
    }
  }

  /// Whether it is a plain file, to be run or not.
  public var isPlainFile: Bool { self == .file || self == .executable }
}

/// A file, link or submodule of a commit.
public struct TreeEntry: Hashable, Sendable {
  /// The path from the repository's root, parts separated by `/`.
  public let path: String
  /// What it is.
  public let mode: FileMode
  /// The blob, tree, or commit of a submodule.
  public let id: ObjectID
}
