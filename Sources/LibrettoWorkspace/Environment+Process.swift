#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import LibrettoModel

extension Environment {
  /// The environment of this process. `LIBRETTO_NOW`, a moment of RFC 3339, sets the clock: for transcripts that come out
  /// the same on every day.
  public static func ofProcess() -> Environment {
    let variables = processVariables()
    let fixed = variables["LIBRETTO_NOW"].flatMap { Instant(rfc3339: $0) }
    return Environment(
      now: { fixed ?? Instant(secondsSinceEpoch: Int(time(nil))) },
      variables: variables,
      currentFolder: getcwd(nil, 0).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      } ?? "/",
      zoneRules: zoneRules,
      randomBits: { UInt64.random(in: .min ... .max) }, program: ownProgram())
  }

  private static func ownProgram() -> String? {
    #if canImport(Glibc)
      // Stays right where the file is replaced while the program runs.
      return "/proc/self/exe"
    #else
      var size: UInt32 = 4096
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
    #endif
  }

  private static func processVariables() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }

  @Sendable private static func zoneRules(_ name: String) -> [UInt8]? {
    guard TimeZoneName.isValid(name) else { return nil }
    for folder in ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"] {
      if let bytes = try? FileAccess.read("\(folder)/\(name)", limit: 1 << 20) { return bytes }
    }
    return nil
  }
}
