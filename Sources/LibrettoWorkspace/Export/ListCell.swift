/// Several values in one cell: `pricing;single sign-on`.
enum ListCell {
  /// The values with semicolons between them; one that holds a separator or a quotation mark, is empty, or has blanks
  /// at an end, stands in quotes.
  static func text(_ elements: [String]) -> String { elements.map(quoted).joined(separator: ";") }

  private static func quoted(_ element: String) -> String {
    let isPlain =
      !element.isEmpty && element.trimmed == element && !element.utf8.contains { ";,\"".utf8.contains($0) }
    guard !isPlain else { return element }
    var text = "\""
    for scalar in element.unicodeScalars {
      if scalar == "\"" { text.unicodeScalars.append(scalar) }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }

  /// The values of a cell: separated by semicolons, or where there is none outside quotes, by commas. Blanks around
  /// each, and empty ones that are not in quotes, do not count.
  static func elements(of text: String) -> [String] {
    split(text, at: ";") ?? split(text, at: ",") ?? one(text)
  }

  private static func one(_ text: String) -> [String] { element(text.unicodeScalars[...]).map { [$0] } ?? [] }

  /// The values where the separator stands outside quotes; nil where it does not.
  private static func split(_ text: String, at separator: Unicode.Scalar) -> [String]? {
    var elements: [String] = []
    var found = false
    var isQuoted = false
    // A quotation mark opens only at the start of a value: `5" disk` is one without quotes.
    var isAtStart = true
    // One right after a closing one opens again: the two stand for one.
    var hasClosed = false
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    for index in scalars.indices {
      let scalar = scalars[index]
      let isMark = scalar == "\"" && (isQuoted || isAtStart || hasClosed)
      if isMark { isQuoted.toggle() }
      hasClosed = isMark && !isQuoted
      if !scalar.properties.isWhitespace { isAtStart = false }
      guard scalar == separator, !isQuoted else { continue }
      isAtStart = true
      found = true
      if let element = element(scalars[start..<index]) { elements.append(element) }
      start = scalars.index(after: index)
    }
    guard found else { return nil }
    if let element = element(scalars[start...]) { elements.append(element) }
    return elements
  }

  private static func element(_ part: Substring.UnicodeScalarView) -> String? {
    let trimmed = String(Substring(part)).trimmed
    guard trimmed.utf8.count >= 2, trimmed.hasPrefix("\""), trimmed.hasSuffix("\"") else {
      return trimmed.isEmpty ? nil : trimmed
    }
    var text = String.UnicodeScalarView()
    var wasQuote = false
    for scalar in trimmed.unicodeScalars.dropFirst().dropLast() {
      if scalar == "\"", wasQuote {
        wasQuote = false
        continue
      }
      wasQuote = scalar == "\""
      text.append(scalar)
    }
    return String(text)
  }
}
