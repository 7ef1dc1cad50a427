import LibrettoWorkspace

extension DiagnosticRenderer {
  /// GitLab's code quality report: an array of issues.
  func gitlab(_ diagnostics: [Diagnostic], _ lines: inout SourceLines) -> String {
    var fingerprints = DiagnosticFingerprints()
    var issues: [JSONValue] = []
    for diagnostic in diagnostics {
      let span = lines.span(of: diagnostic.range, in: diagnostic.path)
      let begin = span?.start.line ?? 1
      let place: JSONValue = ["begin": .integer(begin), "end": .integer(span?.end.line ?? begin)]
      issues.append([
        "description": .text(diagnostic.statement), "check_name": .text(diagnostic.code.rawValue),
        "fingerprint": .text(fingerprints.next(of: diagnostic)),
        "severity": diagnostic.severity == .error ? "major" : "minor",
        "location": ["path": .text(repositoryPath(diagnostic.path)), "lines": place],
      ])
    }
    return JSONValue.lines(issues)
  }
}

/// Names findings so that the same one keeps its name from run to run, wherever its line has moved to.
struct DiagnosticFingerprints {
  private var seen: [UInt128: Int] = [:]

  /// 32 hexadecimal digits of the file, the code and the message, and of how often the three came before.
  mutating func next(of diagnostic: Diagnostic) -> String {
    let parts = [diagnostic.path, diagnostic.code.rawValue, diagnostic.field ?? "", diagnostic.message]
    let hash = Self.fnv1a(parts.joined(separator: "\0").utf8)
    let count = seen[hash, default: 0]
    seen[hash] = count + 1
    let name = count == 0 ? hash : Self.fnv1a("\(hash)\0\(count)".utf8)
    let digits = String(name, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  /// FNV-1a of 128 bits (Fowler, Noll and Vo; RFC 9923): short, and the same on every machine.
  private static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt128 {
    var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
    for byte in bytes { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B }
    return hash
  }
}
