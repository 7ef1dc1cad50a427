import LibrettoWorkspace

extension DiagnosticRenderer {
  /// Each finding with the marked source, a blank line after each, and a closing summary.
  func full(_ diagnostics: [Diagnostic], _ lines: inout SourceLines) -> String {
    var output = ""
    for diagnostic in diagnostics { output += full(diagnostic, &lines) + "\n" }
    return diagnostics.isEmpty ? "" : output + Self.summary(diagnostics) + "\n"
  }

  private func full(_ diagnostic: Diagnostic, _ lines: inout SourceLines) -> String {
    let style = ANSIStyle(isOn: options.colour)
    let head = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
    var output = style(head, diagnostic.severity.rendition)
    output += style(": " + visible(diagnostic.message), .bold) + "\n"
    let path = visible(diagnostic.path)
    if let range = diagnostic.range, let file = lines.file(diagnostic.path) {
      let snippet = SourceSnippet(file, range: range)
      let gutter = String(repeating: " ", count: snippet.gutterWidth)
      output += gutter + style("-->", .blue) + " \(path):\(snippet.start.line):\(snippet.start.column)\n"
      output += snippet.render(
        label: diagnostic.label, width: options.width, style: style, mark: diagnostic.severity.rendition)
    } else {
      output += " " + style("-->", .blue) + " \(path)\n"
      if let label = diagnostic.label { output += style("note", .cyan) + ": " + visible(label) + "\n" }
    }
    return output + advice(diagnostic, style)
  }

  /// `help: did you mean "x"?  fix: libretto validate --fix leads/jane-doe.md`.
  private func advice(_ diagnostic: Diagnostic, _ style: ANSIStyle) -> String {
    var parts: [String] = []
    if let help = diagnostic.help { parts.append(style("help", .cyan) + ": " + Prose.shown(help)) }
    if diagnostic.fixes.contains(where: \.isCertain) {
      let command = "libretto validate --fix " + shellQuoted(diagnostic.path)
      parts.append(style("fix", .cyan) + ": " + visible(command))
    } else if diagnostic.help == nil, let fix = diagnostic.fixes.first {
      parts.append(style("help", .cyan) + ": " + visible(fix.title))
    }
    return parts.isEmpty ? "" : parts.joined(separator: "  ") + "\n"
  }
}

/// `text` as one word of a POSIX shell, quoted only where it must be.
func shellQuoted(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
      default: "-_./:,@%+=".utf8.contains(byte)
      }
    }
  return isPlain
    ? text
    : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
