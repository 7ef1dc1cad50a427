import LibrettoWorkspace

extension DiagnosticRenderer {
  /// One workflow command a finding, as GitHub Actions documents them: `::error file=…,line=…::message`.
  func github(_ diagnostics: [Diagnostic], _ lines: inout SourceLines) -> String {
    var output = ""
    for diagnostic in diagnostics {
      var properties = [("file", repositoryPath(diagnostic.path))]
      if let span = lines.span(of: diagnostic.range, in: diagnostic.path) {
        properties.append(("line", "\(span.start.line)"))
        // Columns are read only where the range lies on one line.
        if span.start.line == span.end.line {
          properties += [("col", "\(span.start.column)"), ("endLine", "\(span.end.line)")]
          properties.append(("endColumn", "\(max(span.end.column, span.start.column + 1))"))
        } else {
          properties.append(("endLine", "\(span.end.line)"))
        }
      }
      properties.append(("title", diagnostic.code.rawValue))
      let list = properties.map { "\($0)=\(Self.escapedProperty($1))" }.joined(separator: ",")
      let texts = [diagnostic.statement, diagnostic.help.map { "help: " + $0 }].compactMap { $0 }
      let message = texts.map { visible($0) }.joined(separator: "\n")
      output += "::\(diagnostic.severity.rawValue) \(list)::\(Self.escapedData(message))\n"
    }
    return output
  }

  /// A message, escaped as the Actions runner unescapes it.
  static func escapedData(_ text: String) -> String { escaped(text, also: []) }

  /// A property's value, escaped as the Actions runner unescapes it.
  static func escapedProperty(_ text: String) -> String { escaped(text, also: [":", ","]) }

  private static func escaped(_ text: String, also more: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "\r" || scalar == "\n" || more.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: ("%" + (digits.count == 1 ? "0" : "") + digits).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
