#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The zone that this computer is set to.
enum SystemTimeZone {
  /// The IANA name by `TZ`, else by the link `/etc/localtime`, else `UTC`; only one whose rules the system knows.
  static func name(_ environment: Environment, localTime: String = "/etc/localtime") -> String {
    for candidate in [environment.variables["TZ"], target(of: localTime)].compactMap(\.self) {
      var name = candidate.hasPrefix(":") ? String(candidate.dropFirst()) : candidate
      if let folder = name.range(of: "/zoneinfo/") { name = String(name[folder.upperBound...]) }
      if name == "UTC" || environment.zoneRules(name) != nil { return name == "Etc/UTC" ? "UTC" : name }
    }
    return "UTC"
  }

  private static func target(of link: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension String {
  /// Where `text` stands first.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
