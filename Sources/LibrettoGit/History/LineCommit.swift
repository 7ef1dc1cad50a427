import Clibgit2

/// A commit of a first-parent line: what is needed to tell who changed what and when, read from the object's own bytes.
public struct LineCommit: Sendable {
  /// Its name.
  public let id: ObjectID
  /// Its root folder.
  public let tree: ObjectID
  /// Its parents, the first being the branch it was made on.
  public let parents: [ObjectID]
  /// Who wrote the change.
  public let author: Signature
  /// When the commit was made, in seconds since 1970 in UTC.
  public let committedSeconds: Int
  /// The message's first paragraph on one line.
  public let subject: String

  /// Reads the headers `tree`, `parent`, `author` and `committer` and the message (git, Documentation: commit objects); nil
  /// for what is no commit.
  init?(_ id: ObjectID, _ bytes: UnsafeRawBufferPointer) {
    var (tree, author, committed): (ObjectID?, Signature?, Int?) = (nil, nil, nil)
    var parents: [ObjectID] = []
    var offset = 0
    while offset < bytes.count, bytes[offset] != 0x0A {
      let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
      let line = UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
      switch line.first {
      case UInt8(ascii: "t") where tree == nil: tree = Self.id(in: line, after: 5)
      case UInt8(ascii: "p") where tree != nil && author == nil: Self.id(in: line, after: 7).map { parents.append($0) }
      case UInt8(ascii: "a") where author == nil: author = Self.signature(line.dropFirst(7))
      case UInt8(ascii: "c") where committed == nil: committed = Self.signature(line.dropFirst(10))?.seconds
      default: break
      }
      offset = end + 1
    }
    guard let tree, let author, let committed else { return nil }
    self.id = id
    self.tree = tree
    self.parents = parents
    self.author = author
    committedSeconds = committed
    subject = Self.subject(UnsafeRawBufferPointer(rebasing: bytes[min(offset + 1, bytes.count)...]))
  }

  private static func id(in line: UnsafeRawBufferPointer, after start: Int) -> ObjectID? {
    line.count < start ? nil : ObjectID(hex: String(decoding: line[start...], as: UTF8.self))
  }

  /// `Name <address> seconds offset`.
  private static func signature(_ line: Slice<UnsafeRawBufferPointer>) -> Signature? {
    guard let close = line.lastIndex(of: UInt8(ascii: ">")),
      let open = line[..<close].firstIndex(of: UInt8(ascii: "<"))
    else { return nil }
    var name = line[..<open]
    while name.last == 0x20 { name.removeLast() }
    let parts = line[(close + 1)...].split(separator: 0x20)
    guard let first = parts.first, let seconds = Int(String(decoding: first, as: UTF8.self)) else { return nil }
    let zone = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 : 0
    return Signature(
      name: String(decoding: name, as: UTF8.self), email: String(decoding: line[(open + 1)..<close], as: UTF8.self),
      seconds: seconds, offsetMinutes: zone / 100 * 60 + zone % 100)
  }

  private static func subject(_ message: UnsafeRawBufferPointer) -> String {
    var words: [UInt8] = []
    for line in message.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if isBlank, !words.isEmpty { break }
      if isBlank { continue }
      if !words.isEmpty { words.append(0x20) }
      words += line
    }
    while words.last == 0x0D || words.last == 0x20 { words.removeLast() }
    return String(decoding: words, as: UTF8.self)
  }
}

extension Repository {
  /// The commit `id`, read without a handle; about 8 µs. Fails with `notFound` where it is not in this clone.
  public func lineCommit(_ id: ObjectID) throws(GitError) -> LineCommit {
    guard let commit = try withObject(id, GIT_OBJECT_COMMIT, { LineCommit(id, $0) }) else {
      throw GitError(.notFound, "commit \(id) is damaged", help: "run `git fsck`")
    }
    return commit
  }

  /// Whether the object is in this clone. Nothing is fetched.
  public func has(_ id: ObjectID) -> Bool {
    guard let database = try? database() else { return false }
    var (object, oid): (OpaquePointer?, git_oid) = (nil, id.oid)
    guard git_odb_read(&object, database, &oid) == 0 else { return false }
    git_odb_object_free(object)
    return true
  }

  /// The value of the reference `name` (`refs/heads/main`); symbolic ones are followed. Nil where there is none.
  public func tip(of name: String) throws(GitError) -> ObjectID? { try reference(name) }

  /// The name of the reference that the symbolic reference `name` names (`refs/remotes/origin/HEAD`); nil where it is none.
  public func symbolicTarget(of name: String) -> String? {
    var reference: OpaquePointer?
    guard git_reference_lookup(&reference, handle, name) == 0 else { return nil }
    defer { git_reference_free(reference) }
    return git_reference_symbolic_target(reference).map { String(cString: $0) }
  }
}
