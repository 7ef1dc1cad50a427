import JSONSchema
import LibrettoModel
import LibrettoSyntax

/// Turns the cells of a file into values to write. What a cell means is worked out once for each text of a column.
struct CellReader {
  /// What a cell means.
  struct Reading {
    var value: NewValue
    /// Why it is no value of the field; the value is then the text as it is.
    var reason: ImportReason?
    /// The rows that make the records that it links to.
    var rows: [Int] = []
  }

  /// What people type, understood.
  let input: FieldInput
  /// What links may lead to.
  var names: ImportNames { didSet { cache = [:] } }
  private var cache: [String: [String: Reading]] = [:]

  init(input: FieldInput, names: ImportNames) {
    self.input = input
    self.names = names
  }

  /// What `text`, which is not empty, means for a field; `old` is what the record has.
  mutating func read(_ text: String, _ source: ImportColumns.Source, old: Value? = nil) -> Reading {
    guard let schema = source.schema else {
      let isList = source.field == "aliases" || old?.elements != nil
      return Reading(value: isList ? .sequence(ListCell.elements(of: text).map(Self.untyped)) : Self.untyped(text))
    }
    // Free text is seldom the same twice.
    let isFree = schema.kind == .text && schema.allowed == nil && schema.format == nil
    if !isFree, let known = cache[source.field]?[text] { return known }
    let reading = reading(text, schema, source.field)
    if !isFree { cache[source.field, default: [:]][text] = reading }
    return reading
  }

  private func reading(_ text: String, _ schema: FieldSchema, _ name: String) -> Reading {
    switch schema.kind {
    case .list:
      let item = schema.item
      var list = Reading(value: .sequence([]))
      var elements: [NewValue] = []
      for part in ListCell.elements(of: text) {
        let element = item.map { reading(part, $0, name) } ?? Reading(value: Self.untyped(part))
        elements.append(element.value)
        list.rows += element.rows
        list.reason = list.reason ?? element.reason
      }
      list.value = .sequence(elements)
      return list
    case .link(let types):
      switch names.target(of: text, in: types) {
      case .success(let target):
        return Reading(
          value: .string(target.id, declaredString: true), rows: target.row.map { [$0] } ?? [])
      case .failure(let refusal): return refused(text, refusal, schema, name)
      }
    default:
      do throws(FieldInput.Refusal) {
        return Reading(value: try input.value(text, for: schema, named: name))
      } catch {
        // A day written otherwise, a country by its name: taken where there is no doubt.
        if let format = schema.format,
          let mended = FormatAdvice(format: format, text: text, country: nil).mended,
          let value = try? input.value(mended, for: schema, named: name)
        {
          return Reading(value: value)
        }
        return refused(text, error, schema, name)
      }
    }
  }

  private func refused(_ text: String, _ refusal: FieldInput.Refusal, _ schema: FieldSchema, _ name: String) -> Reading
  {
    let message = refusal.message.contains(name) ? refusal.message : "\(name): \(refusal.message)"
    return Reading(
      value: .string(text, declaredString: schema.declaredTypes == [.string]),
      reason: ImportReason(message, help: refusal.help))
  }

  /// A value for which no schema speaks: a number only where nothing is lost by taking it for one.
  private static func untyped(_ text: String) -> NewValue {
    switch CoreScalar(plain: text) {
    case .bool where text == "true" || text == "false": return .plain(text)
    case .integer, .float:
      return Number(text)?.description == text ? .plain(text) : .string(text, declaredString: false)
    default: return .string(text, declaredString: false)
    }
  }
}

extension NewValue {
  /// The value as a cell of an export has it.
  var cellText: String {
    switch self {
    case .plain(let text), .string(let text, _): text
    case .sequence(let elements): ListCell.text(elements.map(\.cellText))
    case .mapping: ""
    }
  }

  /// Whether an export of `value` would say the same.
  func says(_ value: Value) -> Bool {
    if case .plain(let text) = self, let number = value.number, let own = Number(lenient: text) { return own == number }
    return cellText == value.cellText
  }
}

extension CellReader {
  /// Whether the cell of a field in these cells is no good.
  mutating func hasReason(_ source: ImportColumns.Source, _ cells: [String]) -> Bool {
    let text = source.text(in: cells)
    return !text.isEmpty && read(text, source).reason != nil
  }
}
