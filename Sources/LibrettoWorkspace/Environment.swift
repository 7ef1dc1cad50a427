public import LibrettoModel

/// All that comes from outside: clock, variables, folders, chance. A test sets what it needs.
public struct Environment: Sendable {
  /// The moment.
  public var now: @Sendable () -> Instant
  /// The process's environment variables.
  public var variables: [String: String]
  /// The folder in which the program was started, an absolute path.
  public var currentFolder: String
  /// The rules (RFC 8536, TZif) of an IANA zone; nil where the system does not know it.
  public var zoneRules: @Sendable (_ name: String) -> [UInt8]?
  /// 64 random bits, for ids that name nobody.
  public var randomBits: @Sendable () -> UInt64
  /// The program's own file, which runs statements of SQL in a process of its own; nil where there is none.
  public var program: String?

  /// Makes an environment of these parts.
  public init(
    now: @escaping @Sendable () -> Instant, variables: [String: String], currentFolder: String,
    zoneRules: @escaping @Sendable (String) -> [UInt8]?, randomBits: @escaping @Sendable () -> UInt64,
    program: String? = nil
  ) {
    self.now = now
    self.variables = variables
    self.currentFolder = currentFolder
    self.zoneRules = zoneRules
    self.randomBits = randomBits
    self.program = program
  }

  /// An absolute path for one that may be relative to the current folder, without `.`, `..` and doubled slashes.
  public func absolutePath(_ path: String) -> String {
    let full = path.hasPrefix("/") ? path : "\(currentFolder)/\(path)"
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
