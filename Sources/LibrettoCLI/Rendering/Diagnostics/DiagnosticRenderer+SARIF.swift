import LibrettoWorkspace

extension DiagnosticRenderer {
  /// A SARIF 2.1.0 log of one run; regions count UTF-16 code units.
  func sarif(_ diagnostics: [Diagnostic], _ lines: inout SourceLines) -> String {
    let codes = Set(diagnostics.map(\.code)).sorted()
    let ruleIndex = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var fingerprints = DiagnosticFingerprints()
    var results: [JSONValue] = []
    for diagnostic in diagnostics {
      var fixes: [JSONValue] = []
      for fix in diagnostic.fixes {
        if let fix = sarifFix(fix, &lines) { fixes.append(fix) }
      }
      let text = [diagnostic.statement, diagnostic.help].compactMap { $0 }.joined(separator: "\n")
      results.append(
        .members([
          ("ruleId", .text(diagnostic.code.rawValue)),
          ("ruleIndex", ruleIndex[diagnostic.code].map { .integer($0) }),
          ("level", .text(diagnostic.severity.rawValue)), ("message", ["text": .text(text)]),
          ("locations", .list([sarifLocation(diagnostic, &lines)])),
          ("partialFingerprints", ["libretto/v1": .text(fingerprints.next(of: diagnostic))]),
          ("fixes", fixes.isEmpty ? nil : .list(fixes)),
        ]))
    }
    let rules = codes.map { code in
      JSONValue.members([
        ("id", .text(code.rawValue)), ("helpUri", options.helpURI(code).map { .text($0) }),
      ])
    }
    let driver: JSONValue = [
      "name": "Libretto", "version": .text(options.toolVersion), "rules": .list(rules),
    ]
    let log: JSONValue = [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        ["tool": ["driver": driver], "columnKind": "utf16CodeUnits", "results": .list(results)]
      ],
    ]
    return log.text(pretty: true) + "\n"
  }

  private func sarifLocation(_ diagnostic: Diagnostic, _ lines: inout SourceLines) -> JSONValue {
    let region = diagnostic.range.flatMap { sarifRegion($0, in: diagnostic.path, &lines) }
    let logical = diagnostic.record.map { record -> JSONValue in
      let name = record.description + (diagnostic.field.map { "/" + $0 } ?? "")
      return .list([["name": .text(record.id), "fullyQualifiedName": .text(name)]])
    }
    let place = JSONValue.members([("artifactLocation", sarifArtifact(diagnostic.path)), ("region", region)])
    return .members([("physicalLocation", place), ("logicalLocations", logical)])
  }

  private func sarifArtifact(_ path: String) -> JSONValue {
    ["uri": .text(Self.percentEncoded(repositoryPath(path))), "uriBaseId": "%SRCROOT%"]
  }

  private func sarifRegion(_ range: SourceRange, in path: String, _ lines: inout SourceLines) -> JSONValue? {
    guard let span = lines.span(of: range, in: path) else { return nil }
    return [
      "startLine": .integer(span.start.line), "startColumn": .integer(span.start.utf16),
      "endLine": .integer(span.end.line), "endColumn": .integer(span.end.utf16),
    ]
  }

  /// The edits file by file; nil where a file cannot be read, as half a fix would be a wrong one.
  private func sarifFix(_ fix: FixIt, _ lines: inout SourceLines) -> JSONValue? {
    var paths: [String] = []
    for edit in fix.edits where !paths.contains(edit.path) { paths.append(edit.path) }
    var changes: [JSONValue] = []
    for path in paths {
      var replacements: [JSONValue] = []
      for edit in fix.edits where edit.path == path {
        guard let region = sarifRegion(edit.edit.range, in: path, &lines) else { return nil }
        replacements.append(["deletedRegion": region, "insertedContent": ["text": .text(edit.edit.text)]])
      }
      changes.append(["artifactLocation": sarifArtifact(path), "replacements": .list(replacements)])
    }
    return changes.isEmpty
      ? nil : ["description": ["text": .text(fix.title)], "artifactChanges": .list(changes)]
  }

  /// A path as a relative reference (RFC 3986): every byte but unreserved ones and `/` percent-encoded.
  static func percentEncoded(_ path: String) -> String {
    let hex = Array("0123456789ABCDEF".unicodeScalars)
    var result = String.UnicodeScalarView()
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        result.append(Unicode.Scalar(byte))
      default: result.append(contentsOf: ["%", hex[Int(byte >> 4)], hex[Int(byte & 15)]])
      }
    }
    return String(result)
  }
}
