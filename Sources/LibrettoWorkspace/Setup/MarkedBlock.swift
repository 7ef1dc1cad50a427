/// Lines between two marks in a file that is otherwise the user's.
struct MarkedBlock {
  private static let start = "# >>> libretto setup (what stands in here is made anew)"
  private static let end = "# <<< libretto setup"

  /// The file, from the repository's root.
  let path: String
  /// The lines between the marks.
  let lines: [String]
  /// What they are for.
  let purpose: String

  /// The file's text with the block in it: in the place of the old one, else at the end.
  func placed(in text: String?) -> String {
    let newline = text?.contains("\r\n") ?? false ? "\r\n" : "\n"
    let block = ([Self.start] + lines + [Self.end]).joined(separator: newline) + newline
    guard let text, !text.isEmpty else { return block }
    if let range = Self.range(in: text) { return text[..<range.lowerBound] + block + text[range.upperBound...] }
    let isEnded = text.last.map(\.isNewline) ?? true
    return text + (isEnded ? "" : newline) + newline + block
  }

  /// The text without the block and the blank line before it.
  static func removed(from text: String) -> String {
    guard let range = range(in: text) else { return text }
    var before = text[..<range.lowerBound]
    if before.hasSuffix("\n\n") || before.hasSuffix("\r\n\r\n") { before.removeLast() }
    return String(before + text[range.upperBound...])
  }

  /// Whether there is a block.
  static func isIn(_ text: String) -> Bool { range(in: text) != nil }

  private static func range(in text: String) -> Range<String.Index>? {
    var (first, index): (String.Index?, String.Index) = (nil, text.startIndex)
    while index < text.endIndex {
      let end = text[index...].firstIndex(where: \.isNewline) ?? text.endIndex
      let next = end < text.endIndex ? text.index(after: end) : end
      if text[index..<end].hasPrefix("# >>> libretto setup") { first = index }
      if let first, text[index..<end] == Self.end { return first..<next }
      index = next
    }
    return nil
  }
}
