import Clibgit2

/// A plain file that differs between two trees.
public struct BlobChange: Sendable {
  /// The path from the repository's root.
  public let path: String
  /// The content in the older tree; nil where there was no plain file.
  public let old: ObjectID?
  /// The content in the newer tree; nil where there is no plain file.
  public let new: ObjectID?
}

/// Compares trees one after another, as along a line of commits: folders that are equal are skipped by their ids, and those
/// that were read are kept, since the older side of a comparison is the newer side of another.
public final class TreeComparison {
  private let repository: Repository
  private let folders: [[[UInt8]]]
  private var kept: [ObjectID: [UInt8]] = [:]
  private var keptSize = 0
  /// Whether folders are checked before they are compared.
  private var isStrict = false
  /// The most that is kept, in bytes.
  private static let limit = 48 << 20

  /// Compares what lies below these folders (from the repository's root, without a slash at the end; an empty one: all).
  public init(_ repository: Repository, folders: [String]) {
    self.repository = repository
    self.folders = folders.map { $0.utf8.split(separator: 0x2F).map { Array($0) } }
  }

  /// The plain files that differ, in the order of their paths; nil: the empty tree.
  public func changes(from old: ObjectID?, to new: ObjectID?) throws(GitError) -> [BlobChange] {
    var found: [BlobChange] = []
    try compare(old, new, folder: [], wanted: folders[...], depth: 0) { path, old, new in
      guard old?.blob != new?.blob else { return }
      found.append(BlobChange(path: String(decoding: path, as: UTF8.self), old: old?.blob, new: new?.blob))
    }
    return found
  }

  /// All that differs but folders: links, submodules and the modes of files too, in the order of their paths.
  ///
  /// - Parameter requiresUTF8: whether a path that differs and is not UTF-8 is an error; else it is read as best it can be
  /// - Throws: also where a folder's object is out of order or has a name twice, which Git programs read differently
  public func leafChanges(
    from old: ObjectID?, to new: ObjectID?, requiresUTF8: Bool = false
  ) throws(GitError) -> [LeafChange] {
    isStrict = true
    var found: [LeafChange] = []
    var unreadable: String?
    try compare(old, new, folder: [], wanted: folders[...], depth: 0) { path, old, new in
      func leaf(_ side: Side?) -> TreeLeaf? {
        side.flatMap { $0.tree == nil ? TreeLeaf(mode: FileMode(raw: $0.mode), id: $0.id) : nil }
      }
      let (before, after) = (leaf(old), leaf(new))
      guard before != after else { return }
      let text = String(decoding: path, as: UTF8.self)
      if requiresUTF8, !text.utf8.elementsEqual(path) { unreadable = unreadable ?? text }
      found.append(LeafChange(path: text, old: before, new: after))
    }
    if let unreadable {
      throw GitError(
        .unsupported("a path that is not UTF-8"), "\(unreadable) is not UTF-8", help: "rename it, or use `git merge`")
    }
    return found
  }

  private func compare(
    _ old: ObjectID?, _ new: ObjectID?, folder: [UInt8], wanted: ArraySlice<[[UInt8]]>, depth: Int,
    _ body: (_ path: [UInt8], _ old: Side?, _ new: Side?) -> Void
  ) throws(GitError) {
    if old == new { return }
    let (a, b) = (try bytes(old), try bytes(new))
    for difference in Self.differences(a, b) {
      // What is wanted as a whole, or leads to what is.
      let within = wanted.filter { $0.count <= depth || $0[depth] == difference.name }
      guard !within.isEmpty else { continue }
      let path = folder + difference.name
      let (oldTree, newTree) = (difference.old?.tree, difference.new?.tree)
      if oldTree != nil || newTree != nil {
        try compare(oldTree, newTree, folder: path + [0x2F], wanted: within[...], depth: depth + 1, body)
      }
      guard within.contains(where: { $0.count <= depth + 1 }) else { continue }
      body(path, difference.old, difference.new)
    }
  }

  private struct Side {
    let mode: UInt32
    let id: ObjectID
    var tree: ObjectID? { mode & 0o170000 == 0o040000 ? id : nil }
    var blob: ObjectID? { mode & 0o170000 == 0o100000 ? id : nil }
  }

  private static func differences(
    _ old: [UInt8], _ new: [UInt8]
  ) -> [(name: [UInt8], old: Side?, new: Side?)] {
    old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        var found: [(name: [UInt8], old: Side?, new: Side?)] = []
        var (a, b) = (TreeCursor(old), TreeCursor(new))
        while !a.isAtEnd || !b.isAtEnd {
          if !a.isAtEnd, !b.isAtEnd, a.isEqual(to: b) {
            a.advance()
            b.advance()
            continue
          }
          let one = a.isAtEnd ? nil : a.entry
          let two = b.isAtEnd ? nil : b.entry
          let isOld = one.map { one in two.map { TreeCursor.precedes(one, $0) } ?? true } ?? false
          let isNew = two.map { two in one.map { TreeCursor.precedes(two, $0) } ?? true } ?? false
          let oldSide = isNew ? nil : one
          let newSide = isOld ? nil : two
          found.append(
            (
              Array((oldSide ?? newSide)!.name), oldSide.map { Side(mode: $0.mode, id: $0.id) },
              newSide.map { Side(mode: $0.mode, id: $0.id) }
            ))
          if oldSide != nil { a.advance() }
          if newSide != nil { b.advance() }
        }
        return found
      }
    }
  }

  private func bytes(_ id: ObjectID?) throws(GitError) -> [UInt8] {
    guard let id else { return [] }
    if let bytes = kept[id] { return bytes }
    let bytes = try repository.withObject(id, GIT_OBJECT_TREE) { Array($0) }
    if isStrict, !bytes.withUnsafeBytes(TreeCursor.isSorted) {
      throw GitError(
        .notFound, "tree \(id) is damaged: its names are out of order or not unique", help: "run `git fsck`")
    }
    if keptSize > Self.limit {
      kept.removeAll(keepingCapacity: true)
      keptSize = 0
    }
    kept[id] = bytes
    keptSize += bytes.count
    return bytes
  }
}
