import LibrettoWorkspace

extension DiagnosticRenderer {
  /// `path:line:column: error: message [LB203]`; a finding about the whole file stands at its first character.
  func short(_ diagnostics: [Diagnostic], _ lines: inout SourceLines) -> String {
    let style = ANSIStyle(isOn: options.colour)
    var output = ""
    for diagnostic in diagnostics {
      let start = lines.span(of: diagnostic.range, in: diagnostic.path)?.start
      let place = "\(visible(diagnostic.path)):\(start?.line ?? 1):\(start?.column ?? 1)"
      let severity = style(diagnostic.severity.rawValue, diagnostic.severity.rendition)
      output +=
        "\(style(place, .bold)): \(severity): \(visible(diagnostic.message)) [\(diagnostic.code.rawValue)]\n"
    }
    return output
  }
}
