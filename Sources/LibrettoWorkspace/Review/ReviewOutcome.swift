public import LibrettoGit
public import LibrettoMerge
public import LibrettoModel

/// What the review of a change came to.
public struct ReviewOutcome: Sendable {
  /// What the change may not do, the worst first.
  public let findings: [Diagnostic]
  /// What differs from the base, record by record.
  public let changes: ChangeSet
  /// Fields that hold personal data, by type: what they hold is not for a summary.
  public let personalFields: [String: Set<String>]
  /// The base, as it was asked for or found: `origin/main`.
  public let baseName: String
  /// The commit that the rules were taken from.
  public let base: ObjectID
  /// The newest commit of the change.
  public let head: ObjectID
  /// How many commits were judged.
  public let commitCount: Int
  /// The book's folder from the repository's root: empty, or with a slash at the end.
  public let prefix: String
  /// What could not be judged, in sentences without a full stop.
  public let notes: [String]
  /// Reads one of the book's files at the newest commit, by its path from the book's root.
  public let sources: @Sendable (_ path: String) -> [UInt8]?

  /// Whether an error was found.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

extension ReviewOutcome {
  /// Puts the worst first: what forges, then what takes rules or fields, then what is merely wrong.
  static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    let order: [Diagnostic.Code] = [
      .rewrittenBranch, .foreignSignature, .missingSignature, .protectedFile, .unknownAuthor, .foreignField,
      .moveNotAgreed, .gateNotMet,
    ]
    func rank(_ finding: Diagnostic) -> Int {
      (finding.severity == .error ? 0 : 100) + (order.firstIndex(of: finding.code) ?? order.count)
    }
    return findings.enumerated().sorted { a, b in
      let (x, y) = (rank(a.element), rank(b.element))
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
  }
}
