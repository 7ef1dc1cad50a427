/// How findings are shown.
public enum DiagnosticFormat: String, CaseIterable, Sendable {
  /// With the marked source, for people.
  case full
  /// One line a finding, as editors read it.
  case short
  /// An array of objects, described by `docs/schemas/diagnostics.schema.json`.
  case json
  /// SARIF 2.1.0 (OASIS), as code scanning services read it.
  case sarif
  /// Workflow commands that GitHub Actions shows as annotations.
  case github
  /// GitLab's code quality report.
  case gitlab
  /// Reviewdog's diagnostic format.
  case rdjson

  /// Whether it goes to standard output, for a program to read; the others go to standard error, for people.
  public var isForMachines: Bool {
    switch self {
    case .full, .short: false
    case .json, .sarif, .github, .gitlab, .rdjson: true
    }
  }
}
