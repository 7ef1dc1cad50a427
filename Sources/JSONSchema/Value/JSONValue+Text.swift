extension JSONValue {
  /// The value as JSON text, members in their order: on one line, or pretty with two spaces an indentation.
  ///
  /// Control characters are escaped, everything else is written as it is.
  public func text(pretty: Bool = false) -> String {
    var output = ""
    write(to: &output, indentation: pretty ? 0 : nil)
    return output
  }

  private func write(to output: inout String, indentation: Int?) {
    switch shape {
    case .null: output += "null"
    case .boolean(let value): output += value ? "true" : "false"
    case .number(let number): output += number.description
    case .string(let text): JSONValue.write(text, to: &output)
    case .array(let values):
      JSONValue.write("[", "]", values, to: &output, indentation: indentation) { value, output, inner in
        value.write(to: &output, indentation: inner)
      }
    case .object(let members):
      JSONValue.write("{", "}", members, to: &output, indentation: indentation) { member, output, inner in
        JSONValue.write(member.key, to: &output)
        output += inner == nil ? ":" : ": "
        member.value.write(to: &output, indentation: inner)
      }
    }
  }

  private static func write<Element>(
    _ open: String, _ close: String, _ elements: [Element], to output: inout String, indentation: Int?,
    element: (Element, inout String, Int?) -> Void
  ) {
    output += open
    for (index, value) in elements.enumerated() {
      if index > 0 { output += "," }
      if let indentation { output += "\n" + String(repeating: "  ", count: indentation + 1) }
      element(value, &output, indentation.map { $0 + 1 })
    }
    if let indentation, !elements.isEmpty { output += "\n" + String(repeating: "  ", count: indentation) }
    output += close
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON text on one line.
  public var description: String { text() }
}
