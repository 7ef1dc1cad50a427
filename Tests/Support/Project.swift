#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the tests find the project's own files and, if present, the data that lies beside it.
public enum Project {
  /// The package's folder.
  public static let folder: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// The folder of real data beside the project (`LIBRETTO_SHARED_DATA` names another place), or nil where it is missing.
  public static let sharedData: String? = {
    let path = getenv("LIBRETTO_SHARED_DATA").map { String(cString: $0) } ?? folder + "/../shared/data"
    return access(path, R_OK) == 0 ? path : nil
  }()

  /// The folder of the built programs: that of the test bundle.
  public static let products: String = {
    var path = CommandLine.arguments[0]
    if let bundle = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) { path = bundle }
    var buffer = [CChar](repeating: 0, count: 4096)
    #if canImport(Glibc)
      let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
      if count > 0, !path.hasSuffix(".xctest") {
        path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    #endif
    guard let slash = path.lastIndex(of: "/") else { return folder + "/.build/debug" }
    return String(path[..<slash])
  }()

  /// Whether tests write what they find in place of comparing it: `LIBRETTO_RECORD=1`.
  public static let isRecording = getenv("LIBRETTO_RECORD") != nil
}
