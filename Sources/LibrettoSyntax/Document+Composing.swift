extension Document {
  /// A new record: the fields as front matter, collections in brackets, texts with line breaks as literal
  /// blocks; then the body as given. A plain value that cannot stand unquoted is quoted; of two fields with
  /// one name the document says so in its issues.
  public static func composing(fields: [(key: String, value: NewValue)], body: String) -> Document {
    let writer = ValueWriter(lineEnding: "\n")
    var text = "---\n"
    for (key, value) in fields {
      let line = (try? writer.blockEntry(key, value, column: 0)) ?? quotedEntry(key, value, writer)
      text += line + "\n"
    }
    return Document.parse(Array((text + "---\n" + body).utf8))
  }

  /// An entry whose values are all quoted, which any text can be.
  private static func quotedEntry(_ key: String, _ value: NewValue, _ writer: ValueWriter) -> String {
    func quoted(_ value: NewValue) -> NewValue {
      switch value {
      case .plain(let text): .string(text, declaredString: false)
      case .string: value
      case .sequence(let elements): .sequence(elements.map(quoted))
      case .mapping(let entries): .mapping(entries.map { ($0.key, quoted($0.value)) })
      }
    }
    return (try? writer.blockEntry(key, quoted(value), column: 0)) ?? ScalarWriter.key(key, inFlow: false)
      + ":"
  }
}
