/// `text` as plain text within a cell of a Markdown table: control characters visible, and each character that Markdown
/// or HTML would read as markup escaped.
public func markdownText(_ text: String) -> String {
  var result = ""
  for scalar in visible(text).unicodeScalars {
    switch scalar {
    case "<": result += "&lt;"
    case "&": result += "&amp;"
    case "\\", "|", "`", "*", "_", "[", "]", "~":
      result += "\\"
      result.unicodeScalars.append(scalar)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
