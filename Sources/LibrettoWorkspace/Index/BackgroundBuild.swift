#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Workspace {
  /// The fewest records of a book for which an index is built unasked.
  static let indexedRecordCount = 2000

  /// Starts a build of the index in the background, in a process of its own that outlives this one, where the book has so
  /// many records that an index helps; as `git gc --auto` does. For a command that answered from the files because
  /// there was no index.
  ///
  /// With `withText` also the texts are indexed, which an index that is there lacks.
  ///
  /// - Returns: whether one was started.
  @discardableResult
  func buildIndexInBackground(recordCount: Int, withText: Bool = false) -> Bool {
    guard recordCount >= Self.indexedRecordCount, environment.variables["LIBRETTO_INDEX"] != "off",
      let place = IndexPlace(root: root), withText || place.database == nil, let program = Self.program
    else { return false }
    // Where one runs already, or nothing can be written, none is started.
    guard let lock = try? place.lock(waiting: 0) else { return false }
    withExtendedLifetime(lock) {}
    return Self.spawn([program, "index", "rebuild", "--book", place.root] + (withText ? ["--text"] : []))
  }

  /// The file of this program; nil where it is another one that uses the library.
  private static var program: String? {
    #if canImport(Glibc)
      let path = FileAccess.realPath("/proc/self/exe")
    #else
      var size = UInt32(PATH_MAX)
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      let path = FileAccess.realPath(buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
    #endif
    return path?.hasSuffix("/libretto") == true ? path : nil
  }

  /// Starts a program in a session of its own, with nothing to read and nowhere to write.
  private static func spawn(_ words: [String]) -> Bool {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for stream in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    #if canImport(Glibc)
      // POSIX_SPAWN_SETSID, which glibc's header shows only to GNU programs.
      let ownSession: Int16 = 0x80
    #else
      let ownSession = Int16(POSIX_SPAWN_SETSID)
    #endif
    posix_spawnattr_setflags(&attributes, ownSession)
    var arguments = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    return posix_spawn(&process, words[0], &actions, &attributes, arguments, environ) == 0
  }
}
