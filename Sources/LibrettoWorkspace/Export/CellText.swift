import JSONSchema
import LibrettoModel

extension Value {
  /// The value as a cell of a table: a text as it is, a list with semicolons between its elements, links as ids, what has
  /// parts of its own as JSON; empty where there is nothing.
  var cellText: String {
    switch shape {
    case .null: return ""
    case .boolean(let value): return value ? "true" : "false"
    case .number(let number): return number.description
    case .string(let text): return text
    case .object(let members): return members.isEmpty ? "" : self.text()
    case .array(let elements):
      guard elements.allSatisfy({ $0.isScalar }) else { return self.text() }
      return ListCell.text(elements.map(\.cellText))
    }
  }

  private var isScalar: Bool {
    switch shape {
    case .array, .object: false
    default: true
    }
  }
}
