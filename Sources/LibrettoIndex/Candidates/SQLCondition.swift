/// A part of a WHERE clause with the values of its parameters, in their order.
struct SQLCondition {
  /// The value of a parameter.
  enum Parameter: Hashable {
    case text(String)
    case integer(Int)
    case real(Double)
  }

  /// SQL, a `?` for each parameter.
  var text: String
  var parameters: [Parameter]

  init(_ text: String, _ parameters: [Parameter] = []) { (self.text, self.parameters) = (text, parameters) }

  init(_ text: String, texts: [String]) { self.init(text, texts.map(Parameter.text)) }

  /// All of the conditions, or any of them; at least one.
  static func joined(_ conditions: [SQLCondition], by word: String) -> SQLCondition {
    guard conditions.count > 1 else { return conditions[0] }
    return SQLCondition(
      "(" + conditions.map(\.text).joined(separator: " \(word) ") + ")", conditions.flatMap(\.parameters))
  }

  /// So many `?` with commas between them.
  static func marks(_ count: Int) -> String { repeatElement("?", count: count).joined(separator: ", ") }
}

extension IndexStatement {
  /// Binds the parameters from the first.
  func bind(_ parameters: [SQLCondition.Parameter]) {
    for (offset, parameter) in parameters.enumerated() {
      switch parameter {
      case .text(let text): bind(offset + 1, text)
      case .integer(let value): bind(offset + 1, value)
      case .real(let value): bind(offset + 1, value)
      }
    }
  }
}
