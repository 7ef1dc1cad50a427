import JSONSchema
import LibrettoModel

/// The columns of an export: every field of the schema, then those that only records have.
struct ExportColumns {
  /// The fields as a query names them: `next.due`.
  let fields: [String]

  /// The columns for these records of a type.
  init(_ type: RecordType, _ records: [Record]) {
    var fields = type.fields.map { Self.leaves(of: $0) } ?? []
    var known = Set(fields)
    func add(_ name: String, _ value: Value) {
      if let members = value.members, !members.isEmpty, !members.contains(where: { $0.key.contains(".") }) {
        for member in members { add("\(name).\(member.key)", member.value) }
      } else if !known.contains(name), !value.isEmpty {
        // An empty map of a known group of fields needs no column.
        known.insert(name)
        fields.append(name)
      }
    }
    for record in records {
      for member in record.fields { add(member.key, member.value) }
    }
    self.fields = fields
  }

  /// The fields of a schema; of one with parts of its own, the parts.
  static func leaves(of schema: FieldSchema, prefix: String = "", depth: Int = 0) -> [String] {
    schema.propertyNames.flatMap { name -> [String] in
      guard let field = schema.property(name) else { return [] }
      if field.kind == .map, !field.propertyNames.isEmpty, depth < 4 {
        return leaves(of: field, prefix: "\(prefix)\(name).", depth: depth + 1)
      }
      return [prefix + name]
    }
  }
}
