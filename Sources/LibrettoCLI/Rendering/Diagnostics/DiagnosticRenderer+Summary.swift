public import LibrettoWorkspace

extension DiagnosticRenderer {
  /// `Found 3 errors and 1 warning in 2 files; 1 can be mended with --fix.`, or empty where there are none.
  public static func summary(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    let files = counted(Set(diagnostics.map(\.path)).count, "file")
    let certain = diagnostics.count { $0.fixes.contains(where: \.isCertain) }
    let end = certain == 0 ? "." : "; \(certain) can be mended with --fix."
    return "Found \(counts(diagnostics)) in \(files)\(end)"
  }

  /// `3 errors and 1 warning`; of a kind that is not there, nothing.
  static func counts(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    return [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
      .joined(separator: " and ")
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
