public import LibrettoModel

extension RecordType {
  /// The types to which a field, named with points, links; empty where it is no link.
  public func linkedTypes(ofField name: String) -> [String] { linkFields.first { $0.name == name }?.types ?? [] }

  /// The fields that link to records, with points in their names: `account`, `next.partner`.
  var linkFields: [(name: String, types: [String])] {
    guard let fields else { return [] }
    var found: [(name: String, types: [String])] = []
    func visit(_ field: FieldSchema, _ name: String, _ depth: Int) {
      if !field.linkedTypes.isEmpty {
        found.append((name, field.linkedTypes))
      } else if depth < 3 {
        let inner = field.kind == .list(.map) ? field.item ?? field : field
        for key in inner.propertyNames {
          if let property = inner.property(key) {
            visit(property, name.isEmpty ? key : "\(name).\(key)", depth + 1)
          }
        }
      }
    }
    visit(fields, "", 0)
    return found
  }

  /// Whether a record may have fields that the schema does not name.
  var isOpen: Bool { fields?.isOpen ?? true }

  /// What the schema says of an own field; nil where it names none of this name.
  func declaredField(_ name: String) -> FieldSchema? {
    guard let fields, fields.propertyNames.contains(name) else { return nil }
    return fields.property(name)
  }
}

extension FieldSchema {
  /// Whether a map here may have keys that the schema does not name.
  var isOpen: Bool {
    annotation("unevaluatedProperties")?.boolean != false
      && annotation("additionalProperties")?.boolean != false
  }
}
