import Clibgit2

/// One folder of a commit, parsed from the object's own bytes: no handle, one allocation a name.
struct RawTree {
  struct Entry {
    var name: [UInt8]
    var mode: UInt32
    var id: ObjectID

    var kind: FileMode { FileMode(raw: mode) }
    var isTree: Bool { mode & 0o170000 == 0o040000 }
  }

  var entries: [Entry]

  /// Reads `mode SP name NUL id` until the end (git, Documentation/technical: tree objects).
  init?(_ bytes: UnsafeRawBufferPointer) {
    entries = []
    var offset = 0
    while offset < bytes.count {
      var mode: UInt32 = 0
      while offset < bytes.count, bytes[offset] != 0x20 {
        guard (0x30...0x37).contains(bytes[offset]) else { return nil }
        mode = mode << 3 | UInt32(bytes[offset] - 0x30)
        offset += 1
      }
      offset += 1
      let start = offset
      while offset < bytes.count, bytes[offset] != 0 { offset += 1 }
      guard offset + 21 <= bytes.count else { return nil }
      entries.append(
        Entry(
          name: Array(bytes[start..<offset]), mode: mode, id: ObjectID(raw: bytes.baseAddress! + offset + 1)))
      offset += 21
    }
  }

  init(entries: [Entry]) { self.entries = entries }

  /// The object's bytes, entries in Git's order: by bytes, a folder as if its name ended in `/`.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries.sorted(by: { Self.precedes($0, $1) }) {
      bytes += Array(String(entry.mode, radix: 8).utf8)
      bytes.append(0x20)
      bytes += entry.name
      bytes.append(0)
      bytes += entry.id.bytes
    }
    return bytes
  }

  /// Git's order of two entries of a folder.
  static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    let count = min(a.name.count, b.name.count)
    for index in 0..<count where a.name[index] != b.name[index] { return a.name[index] < b.name[index] }
    let nextA = a.name.count > count ? a.name[count] : a.isTree ? 0x2F : 0
    let nextB = b.name.count > count ? b.name[count] : b.isTree ? 0x2F : 0
    return nextA < nextB
  }
}

extension Repository {
  /// The folder `id`.
  func tree(_ id: ObjectID) throws(GitError) -> RawTree {
    guard let tree = try withObject(id, GIT_OBJECT_TREE, { RawTree($0) }) else {
      throw GitError(.notFound, "tree \(id) is damaged", help: "run `git fsck`")
    }
    return tree
  }
}
