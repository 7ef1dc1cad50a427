import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Outputs kept as files below `Tests/Fixtures/rendering`; with `LIBRETTO_RECORD` set they are written anew instead.
enum Golden {
  static let folder = Project.folder + "/Tests/Fixtures/rendering"

  static func expect(
    _ output: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = folder + "/" + name
    if getenv("LIBRETTO_RECORD") != nil {
      let file = try #require(fopen(path, "wb"), sourceLocation: sourceLocation)
      fputs(output, file)
      fclose(file)
      return
    }
    let bytes = try #require(
      readFile(path), "no \(name); record with LIBRETTO_RECORD=1", sourceLocation: sourceLocation)
    #expect(output == String(decoding: bytes, as: UTF8.self), sourceLocation: sourceLocation)
  }
}
