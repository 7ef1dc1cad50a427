import LibrettoWorkspace

extension RowSet.Cell {
  /// The value as text; nothing for null, the elements of a list joined by `separator`, compact JSON for JSON.
  func text(separator: String) -> String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .number(let number): number.description
    case .boolean(let value): value ? "true" : "false"
    case .list(let cells): cells.map { $0.text(separator: separator) }.joined(separator: separator)
    case .json(let value): value.string ?? value.text()
    }
  }

  /// The value as JSON, each with its own type.
  var json: JSONValue {
    switch self {
    case .null: nil
    case .text(let text): .text(text)
    case .number(let number): JSONValue(.number(number))
    case .boolean(let value): JSONValue(.boolean(value))
    case .list(let cells): .list(cells.map(\.json))
    case .json(let value): value
    }
  }
}
