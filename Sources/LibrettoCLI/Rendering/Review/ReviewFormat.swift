import ArgumentParser
import LibrettoWorkspace

/// How a review is shown.
enum ReviewFormat: String, CaseIterable, ExpressibleByArgument {
  case full, short, json, sarif, github, gitlab, rdjson
  /// A pull request's comment.
  case md

  /// The format of its findings; nil where they are part of a page.
  var diagnostics: DiagnosticFormat? { DiagnosticFormat(rawValue: rawValue) }
}
