import JSONSchema
import LibrettoSyntax

/// LB2xx: what a type's schema says, told at the very value or key. The configuration files are judged the same way and
/// have codes of their own.
enum SchemaRule: RecordRule {
  /// What kind of file is judged, which decides on codes and words.
  enum Context { case record, configuration }

  static func check(_ record: Record, in book: Book, into findings: inout [Diagnostic]) {
    guard let schema = record.type.schema else { return }
    let instance = record.instance
    guard !schema.isValid(instance) else { return }
    for error in schema.validate(instance) {
      let found = diagnostics(error, path: record.path, record: record, in: instance, context: .record)
      // The values of formats and enumerations that a rule of its own judges better are left to it.
      findings += found
    }
  }

  /// The findings for one error of the validator.
  static func diagnostics(
    _ error: ValidationError, path: String, record: Record?, in root: Value, context: Context
  ) -> [Diagnostic] {
    let place = Place(error, root)
    var finding = Diagnostic(
      code(error.detail, context), message(error, place), path: path, range: error.range,
      record: record?.reference, field: place.name)
    let word = context == .record ? "field" : "key"
    switch error.detail {
    case .unexpectedProperty(let key, let known):
      finding.message = "unknown \(word) \"\(visible(key))\""
      if let guess = nearest(to: key, among: known) {
        finding.help = "did you mean \"\(guess)\"?"
        let missing = known.filter { place.parent?[$0] == nil }
        finding.fixes = renaming(key, at: error.range, among: missing, path, record)
      } else {
        finding.help = known.isEmpty ? nil : "known here: \(listed(known))"
      }
    case .required(let key):
      finding.field = place.name.map { "\($0).\(key)" } ?? key
      finding.help = record.map { "add it: libretto set \($0.id) \(finding.field ?? key)=…" }
      if record != nil, error.instanceLocation.isEmpty { finding.range = record.flatMap(openingLine) }
    case .enumeration(let allowed, _):
      let known = allowed.map { $0.string ?? $0.text() }
      finding.label = "expected one of \(listed(known))"
      if let text = place.text {
        finding.help = nearest(to: text, among: known).map { "did you mean \"\($0)\"?" }
        finding.fixes = record?.replacement(of: text, at: error.range, among: known) ?? []
      }
    case .constant(let value):
      finding.label = "expected \(value.string ?? value.text())"
      if context == .configuration, place.name == "libretto" {
        finding.help = "this program reads books of format 1; a newer book wants a newer program"
      }
    case .format(let name):
      guard name != "member" || context == .configuration else { return [] }
      let advice = FormatAdvice(format: name, text: place.text ?? "", country: record?["country"]?.text)
      finding.label = advice.expectation
      finding.help = advice.help
      if let mended = advice.mended, let text = place.text, let range = error.range {
        finding.fixes = record.map { [$0.replacement(of: text, at: range, with: mended)] } ?? []
      }
    case .propertyName(let key, _):
      finding.message = "\"\(visible(key))\" cannot be a name here"
    default: break
    }
    return [finding]
  }

  /// The range of the opening `---`, where a missing field is told of.
  private static func openingLine(_ record: Record) -> SourceRange? {
    guard let range = record.document.frontMatterRange else { return nil }
    let start = record.document.hasByteOrderMark ? 3 : 0
    return start..<min(start + 3, range.lowerBound)
  }

  private static func renaming(
    _ key: String, at range: SourceRange?, among known: [String], _ path: String, _ record: Record?
  ) -> [FixIt] {
    guard let record, let range, let candidate = certainNearest(to: key, among: known) else { return [] }
    return [record.replacement(of: key, at: range, with: candidate)]
  }

  private static func message(_ error: ValidationError, _ place: Place) -> String {
    let name = place.name.map { "\($0): " } ?? ""
    return switch error.detail {
    case .enumeration, .constant: "\(name)unknown value \(place.shown)"
    case .format(let format): "\(name)\(place.shown) is no valid \(FormatAdvice.noun(format))"
    case .required(let key): "the field \"\(place.name.map { "\($0)." } ?? "")\(key)\" is missing"
    default: "\(name)\(error.message)"
    }
  }

  private static func code(_ detail: ValidationError.Detail, _ context: Context) -> Diagnostic.Code {
    if context == .configuration {
      if case .unexpectedProperty = detail { return .unknownKey }
      return .invalidSetting
    }
    return switch detail {
    case .type: .wrongType
    case .required, .dependentRequired: .missingField
    case .enumeration, .constant: .unknownValue
    case .unexpectedProperty, .propertyName: .unknownField
    case .format: .wrongFormat
    case .pattern: .patternMismatch
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: .outOfRange
    case .minLength, .maxLength: .wrongLength
    case .minItems, .maxItems, .uniqueItems, .contains, .unexpectedItem, .minProperties, .maxProperties: .wrongItems
    case .anyOf, .oneOf, .not, .falseSchema, .tooComplex: .wrongCombination
    }
  }

  /// The value that an error speaks of, and its dotted name.
  private struct Place {
    let name: String?
    let value: Value?
    let parent: Value?

    init(_ error: ValidationError, _ root: Value) {
      var value: Value? = root
      var parent: Value?
      var name = ""
      for component in error.instanceLocation {
        parent = value
        switch component {
        case .key(let key):
          value = value?[key]
          name += name.isEmpty ? key : ".\(key)"
        case .index(let index):
          value = value?.elements.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
      }
      self.value = value
      self.parent = parent
      self.name = name.isEmpty ? nil : name
    }

    var text: String? { value?.text }
    var shown: String { value.map { visible($0.text.map { "\"\($0)\"" } ?? $0.text()) } ?? "" }
  }
}
