import LibrettoWorkspace

extension DiagnosticRenderer {
  /// Reviewdog's diagnostic format (`DiagnosticResult` of its protocol); columns count bytes of UTF-8 from 1.
  func rdjson(_ diagnostics: [Diagnostic], _ lines: inout SourceLines) -> String {
    var items: [JSONValue] = []
    for diagnostic in diagnostics {
      // A suggestion is offered on its own, so only a fix that is one edit of this very file can be one.
      var suggestions: [JSONValue] = []
      for fix in diagnostic.fixes where fix.edits.count == 1 && fix.edits[0].path == diagnostic.path {
        guard let range = byteRange(fix.edits[0].edit.range, in: diagnostic.path, &lines) else { continue }
        suggestions.append(["range": range, "text": .text(fix.edits[0].edit.text)])
      }
      let range = diagnostic.range.flatMap { byteRange($0, in: diagnostic.path, &lines) }
      items.append(
        .members([
          ("message", .text(diagnostic.statement)),
          ("location", .members([("path", .text(diagnostic.path)), ("range", range)])),
          ("severity", diagnostic.severity == .error ? "ERROR" : "WARNING"),
          (
            "code",
            .members([
              ("value", .text(diagnostic.code.rawValue)),
              ("url", options.helpURI(diagnostic.code).map { .text($0) }),
            ])
          ),
          ("suggestions", suggestions.isEmpty ? nil : .list(suggestions)),
        ]))
    }
    let result: JSONValue = ["source": ["name": "libretto"], "diagnostics": .list(items)]
    return result.text() + "\n"
  }

  private func byteRange(_ range: SourceRange, in path: String, _ lines: inout SourceLines) -> JSONValue? {
    guard let file = lines.file(path), let span = lines.span(of: range, in: path) else { return nil }
    func place(_ position: SourcePosition) -> JSONValue {
      let start = file.index.range(ofLine: position.line).lowerBound
      return ["line": .integer(position.line), "column": .integer(position.byte - start + 1)]
    }
    return ["start": place(span.start), "end": place(span.end)]
  }
}
