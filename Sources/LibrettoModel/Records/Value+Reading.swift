import JSONSchema
public import LibrettoSyntax

extension Value {
  /// Reads a node of YAML with the types that the schema gives: a plain scalar is first what the YAML 1.2 core schema
  /// makes of it; where `field` declares `string` and not what came out, it is the text as written.
  public init(_ node: YAMLNode, as field: FieldSchema?) {
    switch node.kind {
    case .mapping:
      let members = node.entries.map { entry in
        let key = entry.key.text
        return Member(
          key: key, keyRange: entry.key.range, value: Value(entry.value, as: field?.property(key)))
      }
      self.init(.object(members), range: node.range)
    case .sequence:
      let item = field?.item
      self.init(.array(node.elements.map { Value($0, as: item) }), range: node.range)
    case .scalar:
      self.init(Value.scalar(node, declared: field?.declaredTypes), range: node.range)
    }
  }

  private static func scalar(_ node: YAMLNode, declared: Set<InstanceType>?) -> Shape<Value> {
    let isText = declared.map { $0.contains(.string) } ?? false
    switch node.coreValue {
    case .string: return .string(node.text)
    case .null:
      let text = node.text
      if isText, declared?.contains(.null) == false, !text.isEmpty, text != "~" { return .string(text) }
      return .null
    case .bool(let value):
      return isText && declared?.contains(.boolean) == false ? .string(node.text) : .boolean(value)
    case .integer(let text), .float(let text):
      if isText, declared?.contains(.number) == false {
        guard declared?.contains(.integer) == true, let number = Number(yaml: text), number.isInteger else {
          return .string(node.text)
        }
        return .number(number)
      }
      return Number(yaml: text).map { .number($0) } ?? .string(node.text)
    }
  }
}

extension Number {
  /// Reads an integer or a float of the YAML 1.2 core schema: `12`, `+1.5`, `.5`, `1.`, `0x1F`, `0o17`; nil for `.inf` and
  /// `.nan`, which no JSON number can be.
  init?(yaml text: String) {
    var digits = Substring(text)
    if digits.hasPrefix("0x") || digits.hasPrefix("0o") {
      let radix = digits.hasPrefix("0x") ? 16 : 8
      var value = Number(0)
      for digit in digits.dropFirst(2) {
        guard let next = digit.hexDigitValue, next < radix else { return nil }
        value = value * Number(radix) + Number(next)
      }
      self = value
      return
    }
    var sign = ""
    if digits.hasPrefix("+") || digits.hasPrefix("-") {
      sign = digits.removeFirst() == "-" ? "-" : ""
    }
    let end = digits.firstIndex { $0 == "e" || $0 == "E" } ?? digits.endIndex
    let exponent = digits[end...]
    let parts = digits[..<end].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first else { return nil }
    let significant = whole.drop { $0 == "0" }
    let fraction = parts.count > 1 && !parts[1].isEmpty ? "." + parts[1] : ""
    self.init("\(sign)\(significant.isEmpty ? "0" : significant)\(fraction)\(exponent)")
  }
}
