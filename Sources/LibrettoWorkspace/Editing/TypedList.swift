/// A list as a person types it: separated by commas, with `"…"` around an element that holds a comma.
enum TypedList {
  /// Why a text is no list.
  enum Problem: Error {
    case unclosedQuote
    /// What stands between a closing quotation mark and the next comma.
    case textAfterQuote
  }

  /// The elements without the blanks around them; empty ones count only in quotes. A quotation mark opens only at the
  /// start of an element (`5" disk` is one without quotes), and in quotes `""` stands for one.
  ///
  /// - Parameter equals: whether a quotation mark opens after the first `=` of an element too: `name="Company, Inc"`.
  static func elements(of text: String, quotesAfterEquals equals: Bool = false) throws(Problem) -> [String] {
    var elements: [String] = []
    var rest = text.unicodeScalars[...]
    repeat {
      while rest.first == " " { rest.removeFirst() }
      var element = ""
      var closed = false
      var hasEquals = false
      var mayOpen = true
      while let scalar = rest.first, scalar != "," {
        rest.removeFirst()
        if closed, scalar != " " { throw .textAfterQuote }
        if scalar == "\"", mayOpen {
          element += try quoted(&rest)
          closed = true
        } else if !closed {
          element.unicodeScalars.append(scalar)
        }
        mayOpen = equals && scalar == "=" && !hasEquals
        hasEquals = hasEquals || scalar == "="
      }
      if !closed { while element.unicodeScalars.last == " " { element.unicodeScalars.removeLast() } }
      if closed || !element.isEmpty { elements.append(element) }
    } while rest.popFirst() != nil
    return elements
  }

  /// What stands in quotes, whose opening one was read.
  private static func quoted(_ rest: inout Substring.UnicodeScalarView) throws(Problem) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" {
        guard rest.first == "\"" else { return String(text) }
        rest.removeFirst()
      }
      text.append(scalar)
    }
    throw .unclosedQuote
  }
}
