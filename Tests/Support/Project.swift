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
}
