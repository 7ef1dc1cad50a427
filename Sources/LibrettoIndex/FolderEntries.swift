/// How the files of one folder stood when they were read: the value of `libretto_folder.entries`. The entries lie in the
/// order in which the folder lists them, so that an unchanged folder gives the same bytes. The first is the folder's own and
/// has no name: while that stands, nothing came, went or was renamed, and the folder need not be listed.
///
/// An entry: size, time of change, time of change of the inode (both in nanoseconds since 1970), inode, each 8 bytes, the
/// name's length in 2, the name.
public enum FolderEntries {
  /// By what a change of a file is noticed without reading it.
  public struct Stamp: Hashable, Sendable {
    /// In bytes.
    public var size: Int64
    /// When the content was changed, in nanoseconds since 1970.
    public var changed: Int64
    /// When content, name or rights were changed, in nanoseconds since 1970.
    public var inodeChanged: Int64
    /// The inode's number.
    public var inode: UInt64

    /// How a file stands.
    public init(size: Int64, changed: Int64, inodeChanged: Int64, inode: UInt64) {
      (self.size, self.changed, self.inodeChanged, self.inode) = (size, changed, inodeChanged, inode)
    }

    /// A stamp that no file has, of one that must be read again: it may still change within the clock's tick, or is no
    /// record. `digest` is of what was read.
    public static func unsettled(digest: UInt64) -> Stamp {
      Stamp(size: 0, changed: Int64(bitPattern: digest), inodeChanged: 0, inode: 0)
    }

    /// The digest of what was read last, of a file that must be read again; nil for any other.
    public var digest: UInt64? { inode == 0 ? UInt64(bitPattern: changed) : nil }
  }

  /// The bytes of a stamp.
  static let stampSize = 32
  /// The bytes of an entry before its name.
  static let headSize = 34

  /// Appends an entry.
  @inline(__always)
  public static func append(_ stamp: Stamp, name: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: (stamp.size, stamp.changed, stamp.inodeChanged, stamp.inode)) {
      bytes.append(contentsOf: $0)
    }
    bytes.append(UInt8(truncatingIfNeeded: name.count))
    bytes.append(UInt8(truncatingIfNeeded: name.count >> 8))
    bytes.append(contentsOf: name)
  }

  /// Calls `body` for every entry with its offset. Bytes that are no entries end it.
  public static func forEach(
    _ bytes: UnsafeRawBufferPointer, _ body: (_ offset: Int, _ stamp: Stamp, _ name: UnsafeRawBufferPointer) -> Void
  ) {
    var offset = 0
    while offset + headSize <= bytes.count {
      let count = Int(bytes[offset + 32]) | Int(bytes[offset + 33]) << 8
      guard offset + headSize + count <= bytes.count else { return }
      body(
        offset, stamp(at: offset, in: bytes),
        UnsafeRawBufferPointer(rebasing: bytes[offset + headSize..<offset + headSize + count]))
      offset += headSize + count
    }
  }

  /// The stamp of the entry at an offset.
  public static func stamp(at offset: Int, in bytes: UnsafeRawBufferPointer) -> Stamp {
    func number(_ place: Int) -> Int64 { bytes.loadUnaligned(fromByteOffset: offset + place, as: Int64.self) }
    return Stamp(size: number(0), changed: number(8), inodeChanged: number(16), inode: UInt64(bitPattern: number(24)))
  }

  /// Puts another stamp in the entry at an offset.
  public static func replace(at offset: Int, by stamp: Stamp, in bytes: inout [UInt8]) {
    withUnsafeBytes(of: (stamp.size, stamp.changed, stamp.inodeChanged, stamp.inode)) { new in
      for index in 0..<stampSize { bytes[offset + index] = new[index] }
    }
  }
}

/// The entries of all folders, as they were kept.
public struct KeptFolders: Sendable {
  private var bytes: [UInt8] = []
  private var ranges: [String: Range<Int>] = [:]
  private var children: [String: [String]] = [:]

  /// No folders.
  public init() {}

  /// The paths of the folders.
  public var paths: some Collection<String> { ranges.keys }

  /// Lends the entries of a folder: none where it is not known.
  public func withEntries<R>(of path: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[ranges[path] ?? 0..<0])) }
  }

  /// The paths of the folders in a folder.
  public func folders(in path: String) -> [String] { children[path] ?? [] }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func add(_ path: String, _ entries: UnsafeRawBufferPointer) {
    let start = bytes.count
    bytes.append(contentsOf: entries)
    ranges[path] = start..<bytes.count
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      children[String(path[..<slash]), default: []].append(path)
    }
  }
}

extension IndexConnection {
  /// Reads the entries of all folders.
  public func keptFolders() throws(IndexError) -> KeptFolders {
    var folders = KeptFolders()
    // Made as large as it gets at once: growing would need twice the memory for a moment.
    folders.reserve(try integer("SELECT sum(length(entries)) FROM libretto_folder") ?? 0)
    let statement = try prepare("SELECT path, entries FROM libretto_folder")
    while try statement.step() {
      guard let path = statement.text(0) else { continue }
      statement.withBytes(1) { folders.add(path, $0) }
    }
    return folders
  }

  /// Keeps the entries of folders; nil takes a folder away.
  public func keep(_ folders: [(path: String, entries: [UInt8]?)]) throws(IndexError) {
    guard !folders.isEmpty else { return }
    let removal = try prepare("DELETE FROM libretto_folder WHERE path = ?1")
    let keeping = try prepare("INSERT OR REPLACE INTO libretto_folder VALUES (?1, ?2)")
    for (path, entries) in folders {
      let statement = entries == nil ? removal : keeping
      statement.bind(1, path)
      if let entries { statement.bind(2, entries) }
      try statement.run()
    }
  }

  /// Keeps new stamps of some entries of a folder, whose names are as they were kept: only the pages of the database that hold
  /// these are written.
  public func restamp(_ path: String, _ entries: [UInt8], at offsets: [Int]) throws(IndexError) {
    let search = try prepare("SELECT rowid FROM libretto_folder WHERE path = ?1")
    search.bind(1, path)
    guard try search.step() else { throw IndexError(.refused, "the index does not know the folder \(path)") }
    let row = search.integer(0)
    search.reset()
    try writeBlob("libretto_folder", "entries", row: row, entries, at: offsets, count: FolderEntries.stampSize)
  }
}
