#if canImport(Glibc)
  import Glibc

  /// Waits for changes of files in folders, by inotify(7).
  final class FolderWatch {
    /// What was seen.
    enum Change: Hashable {
      /// Something happened to the file or folder of this absolute path.
      case path(String)
      /// More happened than the kernel keeps: anything may have changed.
      case anything
    }

    private let queue: Int32
    private var folders: [Int32: String] = [:]
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    init() throws(WorkspaceError) {
      queue = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      guard queue >= 0 else { throw Self.failure(errno) }
    }

    deinit { close(queue) }

    /// Watches a folder itself, not what lies in the folders in it; one that is missing is left out.
    func add(_ folder: String) throws(WorkspaceError) {
      let mask = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
      let watch = inotify_add_watch(queue, folder, UInt32(mask | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK))
      if watch >= 0 {
        folders[watch] = folder
      } else if errno != ENOENT && errno != ENOTDIR && errno != ELOOP {
        throw Self.failure(errno)
      }
    }

    /// What happened since the last call, after at most so many milliseconds; -1 waits for ever.
    func next(milliseconds: Int32) -> Set<Change> {
      var changes: Set<Change> = []
      var wait = pollfd(fd: queue, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, milliseconds) > 0 else { return changes }
      while true {
        let count = buffer.withUnsafeMutableBytes { read(queue, $0.baseAddress!, $0.count) }
        guard count > 0 else { return changes }
        buffer.withUnsafeBytes { bytes in
          var offset = 0
          while offset < count {
            let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let start = offset + MemoryLayout<inotify_event>.size
            offset = start + Int(event.len)
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
              changes.insert(.anything)
            } else if event.mask & UInt32(IN_IGNORED) != 0 {
              folders[event.wd] = nil
            } else if let folder = folders[event.wd] {
              let name = bytes[start..<offset].prefix { $0 != 0 }
              changes.insert(.path(folder + "/" + String(decoding: name, as: UTF8.self)))
            }
          }
        }
      }
    }

    private static func failure(_ code: Int32) -> WorkspaceError {
      let isLimit = code == ENOSPC || code == EMFILE
      return WorkspaceError(
        .failure, "cannot watch the book's folders: \(FileAccess.reason(code))",
        help: isLimit ? "allow more with: sudo sysctl fs.inotify.max_user_watches=1048576" : nil)
    }
  }
#else
  import Darwin

  /// Looks every second whether anything changed: this system tells of it only through libraries that are not used here.
  final class FolderWatch {
    enum Change: Hashable { case path(String), anything }

    init() throws(WorkspaceError) {}

    func add(_ folder: String) throws(WorkspaceError) {}

    func next(milliseconds: Int32) -> Set<Change> {
      usleep(milliseconds < 0 ? 1_000_000 : UInt32(milliseconds) * 1000)
      return milliseconds < 0 ? [.anything] : []
    }
  }
#endif
