import LibrettoWorkspace

/// Conflicts as people read them, record by record:
///
/// ```text
/// leads/jane-doe  Jane Doe
///   stage    was mql
///     ours   sal  Tom Krüger, 2026-11-20 14:05, 1a2b3c4 Accept Jane
///     theirs sql  Mia Weber, 2026-11-20 15:10, 5d6e7f8 Confirm need
/// ```
struct ConflictListing {
  let style: ANSIStyle
  /// The columns of the terminal; nil where there is none.
  let width: Int?
  let zone: TimeZone

  /// The listing, a line end at the end of each line.
  func text(_ conflicts: [BookConflict]) -> String {
    var text = ""
    var last: String?
    for conflict in conflicts {
      if last != conflict.path {
        if last != nil { text += "\n" }
        let title = conflict.title.map { "  " + visible($0) } ?? ""
        text += fitted(style(visible(conflict.displayName), .bold) + title, plain: conflict.displayName + title) + "\n"
        last = conflict.path
      }
      text += lines(conflict).map { $0 + "\n" }.joined()
    }
    return text
  }

  private func lines(_ conflict: BookConflict) -> [String] {
    switch conflict.subject {
    case .settled: return ["  no conflict is left in the file; mark it: libretto resolve \(Self.name(conflict))"]
    case .strayMarker(let line): return ["  line \(line) is a conflict marker without its others; edit the file"]
    case .file:
      return ["  the whole file: both sides changed it, and it cannot be joined by lines"] + sides(conflict)
    case .existence: return ["  the whole \(conflict.record == nil ? "file" : "record")"] + sides(conflict)
    case .place: return ["  " + head("renamed by both sides", conflict)] + sides(conflict)
    case .field(let field): return ["  " + head(field, conflict)] + sides(conflict)
    case .body(let number): return ["  " + head(number == 1 ? "body" : "body:\(number)", conflict)] + sides(conflict)
    case .log(let number): return ["  " + head(number == 1 ? "log" : "log:\(number)", conflict)] + sides(conflict)
    case .text(let number): return ["  " + head(number == 1 ? "text" : "text:\(number)", conflict)] + sides(conflict)
    }
  }

  private func head(_ name: String, _ conflict: BookConflict) -> String {
    let before = conflict.base.map { "was " + Self.oneLine($0) } ?? "was not there"
    let text = style(visible(name), .bold) + "  " + before
    return fitted(text, plain: name + "  " + before, indent: 2)
  }

  private func sides(_ conflict: BookConflict) -> [String] {
    [("ours", conflict.ours, conflict.commits.ours), ("theirs", conflict.theirs, conflict.commits.theirs)].flatMap {
      name, value, commit -> [String] in
      let padded = name.padded(to: 6)
      var shown = ""
      switch conflict.subject {
      case .file: break
      default: shown = value.map(Self.oneLine) ?? "removed"
      }
      let first = "    \(padded) \(shown)"
      guard let commit else { return [fitted(first, plain: first)] }
      let who = Self.who(commit, zone)
      let line = shown.isEmpty ? first + who : "\(first)  \(who)"
      if let width, displayWidth(line) > width {
        return [first, "           " + who].map { fitted($0, plain: $0) }
      }
      return [line]
    }
  }

  /// Who and when, in which commit.
  static func who(_ commit: Commit, _ zone: TimeZone) -> String {
    let moment = Instant(secondsSinceEpoch: commit.author.seconds).description(in: zone)
    let at = "\(moment.prefix(10)) \(moment.dropFirst(11).prefix(5))"
    return "\(visible(commit.author.name)), \(at), \(commit.id.abbreviated) \(visible(commit.summary))"
  }

  /// Text of several lines on one, its line ends shown.
  private static func oneLine(_ text: String) -> String {
    var text = text[...]
    while text.last?.isNewline == true { text.removeLast() }
    let lines = text.split(whereSeparator: \.isNewline)
    let first = visible(String(lines.first ?? ""))
    return lines.count > 1 ? "\(first) … (\(lines.count) lines)" : first
  }

  private func fitted(_ text: String, plain: String, indent: Int = 0) -> String {
    guard let width, displayWidth(plain) + indent > width else { return text }
    var cut = text
    while displayWidth(cut) + indent > width - 1, !cut.isEmpty { cut.removeLast() }
    return cut + "…"
  }

  private static func name(_ conflict: BookConflict) -> String { conflict.record?.id ?? conflict.path }

  /// What to do about conflicts, with the first of them as the example.
  static func advice(_ conflicts: [BookConflict]) -> String {
    guard let first = conflicts.first else { return "" }
    let name = visible(Self.name(first))
    let choice =
      switch first.subject {
      case .field(let field): "\(visible(field))=theirs"
      case .body: "body=theirs"
      case .log: "log=theirs"
      case .place: "id=theirs"
      case .existence, .file, .text: "theirs"
      case .settled, .strayMarker: ""
      }
    let count = conflicts.count == 1 ? "1 conflict" : "\(conflicts.count) conflicts"
    return "\(count) left; choose, as in: libretto resolve \(name) \(choice)".trimmedEnd
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
