import Clibgit2

/// What a path is in a tree, folders aside: a file, a link or a submodule.
public struct TreeLeaf: Hashable, Sendable {
  /// What it is.
  public var mode: FileMode
  /// The blob, or the commit of a submodule.
  public var id: ObjectID

  /// A leaf of these parts.
  public init(mode: FileMode, id: ObjectID) { (self.mode, self.id) = (mode, id) }
}

/// A path that differs between two trees, whatever it is.
public struct LeafChange: Hashable, Sendable {
  /// The path from the repository's root.
  public let path: String
  /// What it is in the older tree; nil where it is nothing.
  public let old: TreeLeaf?
  /// What it is in the newer tree; nil where it is nothing.
  public let new: TreeLeaf?
}

extension Repository {
  /// All that differs from one tree to another (nil: the empty tree), with modes; folders that are equal are skipped by
  /// their ids.
  /// - Throws: `unsupported` where a path that differs is not UTF-8
  public func leafChanges(fromTree old: ObjectID?, to new: ObjectID?) throws(GitError) -> [LeafChange] {
    try TreeComparison(self, folders: [""]).leafChanges(from: old, to: new, requiresUTF8: true)
  }
}

extension TreeEntry {
  /// What it is, without its path.
  public var leaf: TreeLeaf { TreeLeaf(mode: mode, id: id) }
}

extension Repository {
  /// What `path` is in a tree; nil where it is nothing or a folder.
  public func leaf(at path: String, inTree root: ObjectID?) throws(GitError) -> TreeLeaf? {
    guard let root, let entry = try entry(at: path, inTree: root), entry.mode != .tree else { return nil }
    return TreeLeaf(mode: entry.mode, id: entry.id)
  }

  /// The tree `root` (nil: the empty one) with these paths put or, where nil, removed; only the folders on their paths are
  /// read and written.
  public func tree(_ root: ObjectID?, putting leaves: [(path: String, leaf: TreeLeaf?)]) throws(GitError) -> ObjectID {
    var changes: [TreeUpdate.Change] = []
    for (path, leaf) in leaves {
      changes.append(TreeUpdate.Change(path: try RepositoryPath(path), new: leaf.map { ($0.mode, $0.id) }))
    }
    return try TreeUpdate(repository: self, allowsLinks: true).apply(changes, to: root)
  }

  /// Stores a file's content as it is, unless it is there, and returns its id.
  public func storeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID { try store(bytes, GIT_OBJECT_BLOB) }

  /// Stores a commit of a tree, unsigned, on no branch.
  public func storeCommit(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
  ) throws(GitError) -> ObjectID {
    var text = "tree \(tree)\n"
    for parent in parents { text += "parent \(parent)\n" }
    text += "author \(author.raw)\ncommitter \(committer.raw)\n\n\(message)"
    return try store(Array(text.utf8), GIT_OBJECT_COMMIT)
  }
}

extension Repository {
  /// Stores a commit of a tree on no branch, signed by `git` where the user wants commits signed.
  public func createCommit(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String,
    runner: any GitCommandRunner
  ) async throws(GitError) -> ObjectID {
    guard configuration(bool: "commit.gpgSign") == true else {
      return try storeCommit(tree: tree, parents: parents, author: author, committer: committer, message: message)
    }
    let result = try await GitCommands(repository: self, runner: runner).run(
      ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree.description]
        + parents.flatMap { ["-p", $0.description] } + ["-S", "-F", "-"],
      environment: CommitTransaction.identityEnvironment(author, committer), input: Array(message.utf8))
    guard result.status == 0 else {
      throw GitError(
        .command(arguments: ["commit-tree", "-S"], status: result.status, output: result.message),
        "the commit cannot be signed: \(result.message)",
        help: "look at `git config user.signingKey` and `git config gpg.format`; or sign nothing here: "
          + "git config commit.gpgSign false")
    }
    return try GitCommands.id(result.output)
  }
}
