import LibrettoWorkspace

/// Text of records within Markdown that a hosting service renders: it can neither mark up, nor call anyone, nor lead
/// anywhere. Services rewrite plain text after Markdown is done: `@tom` calls a person, `#12` and addresses become
/// links.
enum HostedMarkdown {
  /// Breaks a word for the service and for nobody else; written after the character that would set it off.
  private static let breaker = "\u{200B}"

  /// A value as code, in which nothing is rewritten; of a value with a pipe, which tables do not agree about in code,
  /// plain text. Longer ones are cut at `limit` characters.
  static func code(_ text: String, limit: Int = 300) -> String {
    var shown = visible(text)
    if shown.unicodeScalars.count > limit {
      shown = String(String.UnicodeScalarView(shown.unicodeScalars.prefix(limit))) + "…"
    }
    guard !shown.contains("|") else { return plain(shown) }
    var (run, longest) = (0, 0)
    for character in shown.unicodeScalars {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // One blank on both sides is taken away again.
    let isPadded = shown.hasPrefix("`") || shown.hasSuffix("`") || shown.hasPrefix(" ") || shown.hasSuffix(" ")
    return isPadded ? "\(fence) \(shown) \(fence)" : fence + shown + fence
  }

  /// Text as text, with all that Markdown, HTML or the service would read as anything else escaped.
  static func plain(_ text: String) -> String {
    var result = ""
    var last: [Unicode.Scalar] = []
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "|": result += "&#124;"
      case "@", "#", "!": result += "\\\(scalar)\(breaker)"
      case "/" where last.last == ":": result += "\(breaker)/"
      case "." where last.suffix(3).map({ $0.properties.lowercaseMapping }) == ["w", "w", "w"]: result += "\(breaker)."
      case "\\", "`", "*", "_", "[", "]", "(", ")", "~", "{", "}", "$", "^", "+", "-", "=", ":", ".":
        // A full stop or hyphen is markup at the beginning of a line alone.
        let isMarkup = !["+", "-", "=", ":", "."].contains(scalar) || last.isEmpty
        result += isMarkup ? "\\\(scalar)" : "\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
      last = last.suffix(2) + [scalar]
    }
    return result
  }

  /// Lines as a block of code in the language `diff`, whatever backquotes are in them.
  static func diff(_ lines: [String]) -> String {
    var longest = 2
    for line in lines {
      var run = 0
      for character in line.unicodeScalars {
        run = character == "`" ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)diff\n" + lines.map { $0 + "\n" }.joined() + "\(fence)\n"
  }
}
