extension Document {
  /// The record as lines that Git can compare by themselves: of the front matter one line `field: value` each, maps
  /// member by member (`next.due: …`), lists element by element (`tags[]: …`), without quotes and comments, the name
  /// first and the others in the order of their letters, so that another order in the file is no difference; then the
  /// body as it is. Nil where the front matter cannot be read.
  public func flattened() -> String? {
    guard issues.isEmpty, let fields else { return nil }
    var lines: [(path: String, text: String)] = []
    Self.flatten(fields, "", into: &lines)
    // Elements of a list keep their order, so the sort must be a stable one.
    let order = lines.indices.sorted { a, b in
      let (one, two) = (Self.rank(lines[a].path), Self.rank(lines[b].path))
      if one != two { return one < two }
      if lines[a].path == lines[b].path { return a < b }
      return lines[a].path.utf8.lexicographicallyPrecedes(lines[b].path.utf8)
    }
    var text = order.map { Self.line(lines[$0].path, lines[$0].text) }.joined()
    let body = String(body.drop { $0.isNewline })
    if !body.isEmpty { text += "\n" }
    for line in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { text += line + "\n" }
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  /// What names a record comes first, so that what follows is told under it.
  private static func rank(_ path: String) -> Int { path == "name" ? 0 : path == "title" ? 1 : 2 }

  private static func flatten(_ node: YAMLNode, _ path: String, into lines: inout [(path: String, text: String)]) {
    switch node.kind {
    case .scalar: lines.append((path, node.text))
    case .mapping:
      if node.count == 0, !path.isEmpty { lines.append((path, "{}")) }
      for (key, value) in node.entries {
        flatten(value, path.isEmpty ? key.text : "\(path).\(key.text)", into: &lines)
      }
    case .sequence:
      if node.count == 0 { lines.append((path, "[]")) }
      for (index, element) in node.elements.enumerated() {
        flatten(element, element.kind == .scalar ? "\(path)[]" : "\(path)[\(index)]", into: &lines)
      }
    }
  }

  /// `field: value`; the further lines of a text stand below, set in.
  private static func line(_ path: String, _ text: String) -> String {
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard rows.count > 1 else { return text.isEmpty ? "\(path):\n" : "\(path): \(text)\n" }
    return "\(path):\n" + rows.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }
}
