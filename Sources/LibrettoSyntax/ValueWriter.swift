/// Writes values as YAML.
struct ValueWriter {
  var lineEnding: String
  /// Whether texts with line breaks may become literal blocks.
  var writesBlocks = true

  /// A value in one line, collections in brackets.
  func inline(
    _ value: NewValue, style: YAMLNode.ScalarStyle = .plain, inFlow: Bool
  ) throws(EditError) -> String {
    switch value {
    case .plain, .string:
      guard let text = ScalarWriter.text(value, style: style, inFlow: inFlow) else {
        throw .cannotBeWritten(Self.plainText(value))
      }
      return text
    case .sequence(let elements):
      var parts: [String] = []
      for element in elements { parts.append(try inline(element, style: style, inFlow: true)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .mapping(let entries):
      var parts: [String] = []
      for (key, value) in entries { parts.append(try entry(key, value, inFlow: true)) }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  /// `key: value` in one line.
  func entry(_ key: String, _ value: NewValue, inFlow: Bool) throws(EditError) -> String {
    let text = try inline(value, inFlow: inFlow)
    return ScalarWriter.key(key, inFlow: inFlow) + (text.isEmpty ? ":" : ": " + text)
  }

  /// A value after an indicator in column `column` of a block collection: texts with line breaks as literal
  /// blocks.
  func block(_ value: NewValue, column: Int) throws(EditError) -> String {
    if writesBlocks, case .string(let text, _) = value,
      let block = ScalarWriter.literal(
        text, indent: column + 2, parent: column, comment: "", lineEnding: lineEnding)
    {
      return block
    }
    return try inline(value, inFlow: false)
  }

  /// `key: value` of a block mapping in that column, without indentation before and line end after.
  func blockEntry(_ key: String, _ value: NewValue, column: Int) throws(EditError) -> String {
    let text = try block(value, column: column)
    return ScalarWriter.key(key, inFlow: false) + (text.isEmpty ? ":" : ": " + text)
  }

  /// The lines of a block collection in that column, without indentation before the first and line end after
  /// the last; nil for a scalar or an empty collection.
  func blockCollection(_ value: NewValue, column: Int) throws(EditError) -> String? {
    var lines: [String] = []
    switch value {
    case .sequence(let elements):
      for element in elements {
        let text = try block(element, column: column)
        lines.append(text.isEmpty ? "-" : "- " + text)
      }
    case .mapping(let entries):
      for (key, value) in entries { lines.append(try blockEntry(key, value, column: column)) }
    case .plain, .string: return nil
    }
    guard !lines.isEmpty else { return nil }
    return lines.joined(separator: lineEnding + String(repeating: " ", count: column))
  }

  private static func plainText(_ value: NewValue) -> String {
    if case .plain(let text) = value { text } else { "" }
  }
}
