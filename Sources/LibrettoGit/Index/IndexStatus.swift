#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What an entry of the index remembers of its work file, so that a look at the file's status tells whether it changed:
/// each number cut to 32 bits, as Git does. All zero: Git compares the content when it next looks.
struct IndexStatus {
  private var times: [UInt32] = [0, 0, 0, 0]
  private var place: [UInt32] = [0, 0]
  private var owner: [UInt32] = [0, 0, 0]

  init(_ status: stat?) {
    guard let status else { return }
    times = [
      UInt32(truncatingIfNeeded: status.changed.tv_sec), UInt32(truncatingIfNeeded: status.changed.tv_nsec),
      UInt32(truncatingIfNeeded: status.modified.tv_sec), UInt32(truncatingIfNeeded: status.modified.tv_nsec),
    ]
    place = [UInt32(truncatingIfNeeded: status.st_dev), UInt32(truncatingIfNeeded: status.st_ino)]
    owner = [status.st_uid, status.st_gid, UInt32(truncatingIfNeeded: status.st_size)]
  }

  /// The ten words with which an entry begins.
  func words(mode: UInt32) -> [UInt32] { times + place + [mode] + owner }
}
