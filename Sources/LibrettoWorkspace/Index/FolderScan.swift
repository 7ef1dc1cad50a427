import LibrettoIndex
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One folder of records, listed with how each file stands. It is made of the names as the folder lists them and calls
/// `fstatat` for each: nothing is made for a file, so that a look at an unchanged folder costs what the system takes.
struct FolderScan: Sendable {
  /// The folder, from the book's root.
  let path: String
  /// The entries as they are now; nil where they are as they were kept.
  private(set) var entries: [UInt8]?
  /// The folders in it, from the book's root.
  private(set) var folders: [String] = []
  /// How many files are records by their names.
  private(set) var recordCount = 0
  /// Whether something lies there that is neither record nor folder nor of no interest, or the folder cannot be listed.
  private(set) var isUnusual = false
  /// Whether the folder was listed: else the entries have the names that were kept, in the same places.
  private(set) var isListed = false
  /// Whether there is such a folder.
  private(set) var exists = true

  /// Lists the folder at `path` below `root`. `buffer` is used for the entries and can be used again.
  init(_ path: String, root: String, kept: KeptFolders, look: IndexLook, buffer: inout [UInt8]) {
    self.path = path
    buffer.removeAll(keepingCapacity: true)
    guard let folder = opendir("\(root)/\(path)") else {
      exists = false
      isUnusual = FileAccess.Problem(errno: errno) != .missing
      return
    }
    defer { closedir(folder) }
    let descriptor = dirfd(folder)
    var own = stat()
    guard fstat(descriptor, &own) == 0 else {
      isUnusual = true
      return
    }
    let stamp = FolderEntries.Stamp(own)
    if let count = kept.withEntries(of: path, { Self.restamp($0, descriptor, stamp, look, into: &buffer) }) {
      recordCount = count
      folders = kept.folders(in: path)
      if !buffer.isEmpty { entries = buffer }
      return
    }
    buffer.removeAll(keepingCapacity: true)
    isListed = true
    let isSettled = !stamp.isRacy(at: FolderEntries.Stamp.now())
    FolderEntries.append(isSettled ? stamp : .unsettled(digest: 0), name: Self.noName, to: &buffer)
    while let entry = readdir(folder) {
      let name = UnsafeRawPointer(entry).advanced(by: Self.nameOffset).assumingMemoryBound(to: CChar.self)
      guard name[0] != CChar(UInt8(ascii: ".")) else { continue }
      let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
      let isRecord = Self.isRecord(bytes)
      var kind = Int32(entry.pointee.d_type)
      var status = stat()
      if kind == Int32(DT_UNKNOWN) || kind == Int32(DT_REG) && isRecord {
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
        kind = Self.kind(status)
      }
      switch kind {
      case Int32(DT_REG) where isRecord:
        recordCount += 1
        FolderEntries.append(FolderEntries.Stamp(status), name: bytes, to: &buffer)
      case Int32(DT_REG): break
      case Int32(DT_DIR) where !isRecord: folders.append("\(path)/\(String(cString: name))")
      case Int32(DT_DIR), Int32(DT_LNK): isUnusual = true
      default: isUnusual = isUnusual || isRecord
      }
    }
    // What is unusual is to be told each time.
    if isUnusual { FolderEntries.replace(at: 0, by: .unsettled(digest: 0), in: &buffer) }
    let isSame = kept.withEntries(of: path) { old in
      buffer.withUnsafeBytes { new in
        new.count == old.count && (new.isEmpty || memcmp(new.baseAddress!, old.baseAddress!, new.count) == 0)
      }
    }
    if !isSame { entries = buffer }
  }

  private static var noName: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  /// How many files there are, where the folder is as it was kept and all its files still are files; else nil. The folder is
  /// not listed for it. Where files changed, `buffer` holds the entries with their new stamps, else nothing.
  private static func restamp(
    _ entries: UnsafeRawBufferPointer, _ descriptor: Int32, _ stamp: FolderEntries.Stamp, _ look: IndexLook,
    into buffer: inout [UInt8]
  ) -> Int? {
    withUnsafeTemporaryAllocation(byteCount: Int(NAME_MAX) + 1, alignment: 1) { name -> Int? in
      var count = -1
      var isSame = true
      FolderEntries.forEach(entries) { offset, kept, bytes in
        guard isSame else { return }
        count += 1
        guard count > 0 else {
          isSame = bytes.isEmpty && kept == stamp
          return
        }
        guard look == .files || kept.digest != nil else { return }
        guard bytes.count < name.count else { return isSame = false }
        name.copyMemory(from: bytes)
        name[bytes.count] = 0
        var status = stat()
        let path = name.baseAddress!.assumingMemoryBound(to: CChar.self)
        isSame = fstatat(descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFREG
        let now = FolderEntries.Stamp(status)
        guard isSame, now != kept else { return }
        if buffer.isEmpty { buffer.append(contentsOf: entries) }
        FolderEntries.replace(at: offset, by: now, in: &buffer)
      }
      return isSame && count >= 0 ? count : nil
    }
  }

  private static let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name)!

  /// As `Book.isRecord(name:)`, over bytes.
  private static func isRecord(_ name: UnsafeRawBufferPointer) -> Bool {
    let count = name.count
    guard count >= 3, name[count - 1] == UInt8(ascii: "d"), name[count - 2] == UInt8(ascii: "m"),
      name[count - 3] == UInt8(ascii: ".")
    else { return false }
    return count != 9 || !name.elementsEqual("README.md".utf8)
  }

  private static func kind(_ status: stat) -> Int32 {
    switch status.st_mode & S_IFMT {
    case S_IFREG: Int32(DT_REG)
    case S_IFDIR: Int32(DT_DIR)
    case S_IFLNK: Int32(DT_LNK)
    default: Int32(DT_SOCK)
    }
  }
}

extension FolderEntries.Stamp {
  init(_ status: stat) {
    #if canImport(Glibc)
      let (changed, inodeChanged) = (status.st_mtim, status.st_ctim)
    #else
      let (changed, inodeChanged) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    self.init(
      size: Int64(status.st_size), changed: Self.nanoseconds(changed), inodeChanged: Self.nanoseconds(inodeChanged),
      inode: UInt64(status.st_ino))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// The clock's moment, in nanoseconds since 1970.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  /// Whether a file that stands so when the clock shows `moment` may still change without a sign: within the clock's tick.
  func isRacy(at moment: Int64) -> Bool { max(changed, inodeChanged) > moment - 20_000_000 }
}
