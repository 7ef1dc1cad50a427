import LibrettoWorkspace

/// Record types and their fields as rows.
struct SchemaListing {
  let book: Book

  /// One row a type.
  var types: RowSet {
    RowSet(
      columns: [
        .init("type", title: "TYPE"), .init("folder", title: "FOLDER"), .init("schema", title: "SCHEMA"),
        .init("fields", title: "FIELDS", kind: .number), .init("means", title: "MEANS"),
      ],
      rows: book.types.map { type in
        [
          .text(type.name), .text(type.folder + "/"),
          .text(type.schemaPath ?? (type.schema == nil ? "none: any fields" : "built in")),
          type.fields.map { .number(Number($0.propertyNames.count)) } ?? .null,
          type.fields?.summary.map { .text($0) } ?? .null,
        ]
      })
  }

  /// One row a field, fields of maps below their map.
  func fields(of schema: FieldSchema) -> RowSet {
    RowSet(
      columns: [
        .init("field", title: "FIELD"), .init("type", title: "TYPE"), .init("values", title: "VALUES"),
        .init("rules", title: "RULES"), .init("means", title: "MEANS"),
      ],
      rows: rows(schema, prefix: "", depth: 0))
  }

  private func rows(_ schema: FieldSchema, prefix: String, depth: Int) -> [[RowSet.Cell]] {
    let required = Set(schema.annotation("required")?.array?.compactMap(\.string) ?? [])
    return schema.propertyNames.flatMap { name -> [[RowSet.Cell]] in
      guard let field = schema.property(name) else { return [] }
      let inner =
        field.propertyNames.isEmpty || depth > 1 ? [] : rows(field, prefix: "\(prefix)\(name).", depth: depth + 1)
      return [
        [
          .text(prefix + name), .text(Self.typeName(field)), Self.cell(values(of: field), separator: ", "),
          Self.cell(rules(of: field, isRequired: required.contains(name)), separator: ", "),
          field.summary.map { .text($0) } ?? .null,
        ]
      ] + inner
    }
  }

  private static func cell(_ words: [String], separator: String) -> RowSet.Cell {
    words.isEmpty ? .null : .list(words.map { .text($0) })
  }

  /// The listed values, or the stages of the lifecycle.
  private func values(of field: FieldSchema) -> [String] {
    if case .stage(let name) = field.kind.element { return book.agreement.lifecycle(name)?.stages.map(\.name) ?? [] }
    return field.allowed ?? field.item?.allowed ?? []
  }

  private func rules(of field: FieldSchema, isRequired: Bool) -> [String] {
    var rules = isRequired ? ["required"] : []
    if field.isMarked("x-unique") { rules.append("unique") }
    if field.isMarked("x-personal") { rules.append("personal") }
    if let teams = field.annotation("x-team") {
      rules.append(
        "changed by \((teams.string.map { [$0] } ?? teams.array?.compactMap(\.string) ?? []).joined(separator: " and "))"
      )
    }
    for (keyword, word) in [("minimum", "from"), ("maximum", "to")] {
      if let bound = field.annotation(keyword)?.number { rules.append("\(word) \(bound.description)") }
    }
    return rules
  }

  private static func typeName(_ field: FieldSchema) -> String {
    switch field.kind {
    case .list: "list of \(elementName(field.kind.element, field.item?.format))"
    default: elementName(field.kind, field.format)
    }
  }

  private static func elementName(_ kind: FieldSchema.Kind, _ format: String?) -> String {
    switch kind {
    case .text: format ?? "text"
    case .number: "number"
    case .boolean: "true or false"
    case .money: "money"
    case .date: "date"
    case .dateTime: "date and time"
    case .time: "time"
    case .duration: "duration"
    case .member: "member"
    case .map: "map"
    case .any: "anything"
    case .link(let types): "link to \(types.joined(separator: " or "))"
    case .stage: "stage"
    case .list(let inner): "list of \(elementName(inner, nil))"
    }
  }
}
