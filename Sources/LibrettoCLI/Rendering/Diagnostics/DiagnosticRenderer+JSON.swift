import LibrettoWorkspace

extension DiagnosticRenderer {
  /// An array with one object a line, as `docs/schemas/diagnostics.schema.json` describes it.
  func json(_ diagnostics: [Diagnostic], _ lines: inout SourceLines) -> String {
    var objects: [JSONValue] = []
    for diagnostic in diagnostics { objects.append(object(diagnostic, &lines)) }
    return JSONValue.lines(objects)
  }

  private func object(_ diagnostic: Diagnostic, _ lines: inout SourceLines) -> JSONValue {
    var fixes: [JSONValue] = []
    for fix in diagnostic.fixes {
      var edits: [JSONValue] = []
      for edit in fix.edits {
        let range = range(lines.span(of: edit.edit.range, in: edit.path))
        edits.append(["path": .text(edit.path), "range": range, "text": .text(edit.edit.text)])
      }
      fixes.append(["title": .text(fix.title), "edits": .list(edits)])
    }
    return .members([
      ("code", .text(diagnostic.code.rawValue)), ("severity", .text(diagnostic.severity.rawValue)),
      ("message", .text(diagnostic.message)), ("path", .text(diagnostic.path)),
      ("range", range(lines.span(of: diagnostic.range, in: diagnostic.path))),
      ("record", diagnostic.record.map { ["type": .text($0.type), "id": .text($0.id)] } ?? nil as JSONValue),
      ("field", .text(diagnostic.field)), ("help", .text(diagnostic.help)), ("fixes", .list(fixes)),
      ("commit", diagnostic.origin.map { .text($0.commit) }), ("author", diagnostic.origin.map { .text($0.author) }),
    ])
  }

  private func range(_ span: SourceLines.Span?) -> JSONValue {
    guard let span else { return nil }
    return ["start": position(span.start), "end": position(span.end)]
  }

  private func position(_ position: SourcePosition) -> JSONValue {
    [
      "line": .integer(position.line), "column": .integer(position.column), "utf16": .integer(position.utf16),
      "byte": .integer(position.byte),
    ]
  }
}
