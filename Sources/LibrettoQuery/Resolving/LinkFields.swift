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

/// A field by which queries follow links.
public struct LinkField: Sendable {
  /// The name with points: `account`, `next.partner`.
  public let name: String
  /// The types to which it links.
  public let types: [String]
  private let keys: [String]

  init(name: String, types: [String]) {
    (self.name, self.types) = (name, types)
    keys = name.split(separator: ".").map(String.init)
  }

  /// The ids, as written, to which the field of a record links: every text at that place, lists and lists of maps taken
  /// apart, whether it fits the schema or not.
  public func ids(of record: Record) -> [String] {
    var ids: [String] = []
    _ = record.anyValue(at: keys) { value in
      if let id = value.text { ids.append(id) }
      return false
    }
    return ids
  }
}

extension RecordType {
  /// The fields by which queries follow links.
  public var queriedLinks: [LinkField] { linkFields.map { LinkField(name: $0.name, types: $0.types) } }
}

extension FieldSchema {
  /// Whether a map here may have keys that the schema does not name.
  var isOpen: Bool {
    annotation("unevaluatedProperties")?.boolean != false
      && annotation("additionalProperties")?.boolean != false
  }
}
