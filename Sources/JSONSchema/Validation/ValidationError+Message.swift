extension ValidationError.Detail {
  /// The finding in plain words.
  public var message: String {
    switch self {
    case .type(let expected, let found):
      "expected \(list(expected.map(\.phrase), "or")), found \(found.phrase)"
    case .enumeration(let allowed, let found):
      "\(brief(found)) is not one of \(list(allowed.map(brief), "or"))"
    case .constant(let value): "expected \(brief(value))"
    case .required(let key): "\(quoted(key)) is missing"
    case .unexpectedProperty(let key, _): "unknown field \(quoted(key))"
    case .unexpectedItem(_, let allowed): "expected at most \(count(allowed, "element"))"
    case .format(let name): "not a valid \(name)"
    case .pattern(let pattern): "does not match the pattern \(pattern)"
    case .minimum(let bound): "expected at least \(bound)"
    case .exclusiveMinimum(let bound): "expected more than \(bound)"
    case .maximum(let bound): "expected at most \(bound)"
    case .exclusiveMaximum(let bound): "expected less than \(bound)"
    case .multipleOf(let unit): "expected a multiple of \(unit)"
    case .minLength(let bound, let found):
      "expected at least \(count(bound, "character")), found \(found)"
    case .maxLength(let bound, let found): "expected at most \(count(bound, "character")), found \(found)"
    case .minItems(let bound, let found): "expected at least \(count(bound, "element")), found \(found)"
    case .maxItems(let bound, let found): "expected at most \(count(bound, "element")), found \(found)"
    case .uniqueItems(let first, let second):
      "element \(second + 1) repeats element \(first + 1)"
    case .contains(let minimum, let maximum, let found):
      if let maximum, Number(found) > maximum {
        "expected at most \(count(maximum, "matching element")), found \(found)"
      } else {
        "expected at least \(count(minimum, "matching element")), found \(found)"
      }
    case .minProperties(let bound, let found): "expected at least \(count(bound, "field")), found \(found)"
    case .maxProperties(let bound, let found): "expected at most \(count(bound, "field")), found \(found)"
    case .propertyName(let key, let errors):
      "\(quoted(key)) is not allowed as a key" + (errors.first.map { ": \($0.message)" } ?? "")
    case .dependentRequired(let key, let because):
      "\(quoted(key)) is missing, which \(quoted(because)) asks for"
    case .anyOf(let branches): "matches none of the alternatives" + reasons(branches)
    case .oneOf(let matched, let branches):
      if matched.isEmpty {
        "matches none of the alternatives" + reasons(branches)
      } else {
        "matches \(matched.count) alternatives where exactly one is allowed"
      }
    case .not: "matches what is not allowed"
    case .falseSchema: "not allowed here"
    case .tooComplex(let why): why
    }
  }

  /// The first finding of each branch, where there are few enough to read.
  private func reasons(_ branches: [[ValidationError]]) -> String {
    var seen: [String] = []
    for case let message? in branches.map({ $0.first?.message }) where !seen.contains(message) {
      seen.append(message)
    }
    return seen.isEmpty || seen.count > 3 ? "" : ": " + seen.joined(separator: "; or ")
  }
}

private func quoted(_ text: String) -> String { JSONValue(.string(text)).text() }

private func brief(_ value: JSONValue) -> String {
  let text = value.text()
  return text.unicodeScalars.count <= 60 ? text : String(text.unicodeScalars.prefix(57)) + "…"
}

private func count(_ number: Number, _ noun: String) -> String {
  "\(number) \(noun)\(number == Number(1) ? "" : "s")"
}

private func count(_ number: Int, _ noun: String) -> String { count(Number(number), noun) }

private func list(_ words: [String], _ conjunction: String) -> String {
  switch words.count {
  case 0...1: return words.first ?? "nothing"
  case 2...12: return words.dropLast().joined(separator: ", ") + " \(conjunction) " + words[words.count - 1]
  default: return words.prefix(11).joined(separator: ", ") + " \(conjunction) \(words.count - 11) others"
  }
}
