#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Goes through the entries of a folder's object without making anything of them: `mode SP name NUL id`.
struct TreeCursor {
  private let base: UnsafeRawPointer
  private let end: Int
  /// Where the entry begins.
  private(set) var offset = 0
  /// Where its name ends.
  private var nul = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    // An empty buffer may have no address; its cursor is at its end and reads nothing.
    base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!
    end = bytes.count
    find()
  }

  var isAtEnd: Bool { offset >= end }

  private mutating func find() {
    guard offset < end, let found = memchr(base + offset, 0, end - offset) else {
      offset = end
      return
    }
    nul = UnsafeRawPointer(found) - base
    if nul + 21 > end { offset = end }
  }

  mutating func advance() {
    offset = nul + 21
    find()
  }

  /// Whether both are at the same name, mode and id.
  func isEqual(to other: TreeCursor) -> Bool {
    let count = nul + 21 - offset
    return count == other.nul + 21 - other.offset && memcmp(base + offset, other.base + other.offset, count) == 0
  }

  /// Mode, name and id.
  var entry: (mode: UInt32, name: UnsafeRawBufferPointer, id: ObjectID) {
    var mode: UInt32 = 0
    var place = offset
    while place < nul, case let byte = base.load(fromByteOffset: place, as: UInt8.self), byte != 0x20 {
      mode = mode << 3 | UInt32(byte &- 0x30)
      place += 1
    }
    let name = min(place + 1, nul)
    return (mode, UnsafeRawBufferPointer(start: base + name, count: nul - name), ObjectID(raw: base + nul + 1))
  }

  /// Git's order of two entries: by bytes, a folder as if its name ended in `/`.
  static func precedes(
    _ a: (mode: UInt32, name: UnsafeRawBufferPointer, id: ObjectID),
    _ b: (mode: UInt32, name: UnsafeRawBufferPointer, id: ObjectID)
  ) -> Bool {
    let count = min(a.name.count, b.name.count)
    if count > 0 {
      let order = memcmp(a.name.baseAddress!, b.name.baseAddress!, count)
      if order != 0 { return order < 0 }
    }
    func next(_ mode: UInt32, _ name: UnsafeRawBufferPointer) -> UInt8 {
      name.count > count ? name[count] : mode & 0o170000 == 0o040000 ? 0x2F : 0
    }
    return next(a.mode, a.name) < next(b.mode, b.name)
  }

  /// Whether a folder's entries are in Git's order, none has the name of another, be that one a folder, and all can be
  /// names of files.
  static func isSorted(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var cursor = TreeCursor(bytes)
    var last: (mode: UInt32, name: UnsafeRawBufferPointer, id: ObjectID)?
    var folders: Set<[UInt8]> = []
    while !cursor.isAtEnd {
      let entry = cursor.entry
      if entry.name.isEmpty || entry.name.contains(0x2F) { return false }
      if let last, !precedes(last, entry) { return false }
      if entry.mode & 0o170000 == 0o040000 { folders.insert(Array(entry.name)) }
      last = entry
      cursor.advance()
    }
    guard cursor.offset == bytes.count else { return false }
    // A file and a folder of one name may stand apart, with other names between them.
    guard !folders.isEmpty else { return true }
    cursor = TreeCursor(bytes)
    while !cursor.isAtEnd {
      let entry = cursor.entry
      if entry.mode & 0o170000 != 0o040000, folders.contains(Array(entry.name)) { return false }
      cursor.advance()
    }
    return true
  }
}
