import LibrettoModel

/// Where each field of a record comes from.
struct ImportColumns {
  /// A field and how its text is found in a row.
  struct Source {
    enum Text {
      case cell(Int)
      case template([TemplatePart])
    }

    enum TemplatePart {
      case text(String)
      /// A cell, with what the field that it goes to replaces.
      case cell(Int, [String: String])
    }

    /// The field as a query names it.
    let field: String
    /// What the schema says of it.
    let schema: FieldSchema?
    /// Where its text is.
    var text: Text
    /// What is replaced on the way.
    var replacements: [String: String] = [:]
  }

  /// The fields, in the order in which a new record has them.
  private(set) var sources: [Source] = []
  /// The position of the column with ids.
  private(set) var idColumn: Int?
  /// Columns that go nowhere.
  private(set) var ignored: [String] = []

  private let header: [String]
  private let type: RecordType

  /// Resolves the columns of `header` for the request.
  init(_ request: ImportRequest, type: RecordType, header: [String]) throws(WorkspaceError) {
    self.header = header
    self.type = type
    let mapsID = type.fields?.propertyNames.contains("id") != true
    if let name = request.idColumn {
      idColumn = try column(name)
    } else if let pair = request.map.first(where: { $0.field == "id" && mapsID }) {
      idColumn = try column(pair.column)
    } else if request.map.isEmpty || request.key.contains("id"), mapsID {
      idColumn = header.firstIndex { Self.plain($0) == "id" }
    }
    if request.map.isEmpty { try addByName() }
    for pair in request.map where pair.field != "id" || !mapsID {
      try add(pair.field, .cell(try column(pair.column)), from: "--map")
    }
    for constant in request.constants {
      sources.removeAll { $0.field == constant.field && request.map.isEmpty }
      try add(constant.field, .template(try parts(constant.template)), from: "--set")
    }
    for replacement in request.replacements {
      guard let index = sources.firstIndex(where: { $0.field == replacement.field }) else {
        guard (try? type.schema(ofField: replacement.field)) != nil || type.fields == nil else {
          throw .unknown("field of --map-value", replacement.field, among: sources.map(\.field))
        }
        throw WorkspaceError(
          .usage, "--map-value names \(visible(replacement.field)), to which no column goes",
          help: "map it: --map \(visible(replacement.field))=COLUMN")
      }
      sources[index].replacements[replacement.old] = replacement.new
    }
    replaceInTemplates()
    guard !sources.isEmpty else {
      throw WorkspaceError(
        .usage, "no column is called as a field of \(type.name)",
        help: "say which is which: --map \(type.titleField)=\"\(visible(header.first ?? ""))\"")
    }
    let order = Dictionary(
      (type.fields?.propertyNames ?? []).enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
    func rank(_ source: Source) -> Int {
      source.field == type.titleField ? -1 : order[String(source.field.prefix { $0 != "." })] ?? .max
    }
    sources = sources.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    ignored = header.indices.filter { !isUsed($0) && header[$0] != RejectsFile.errorColumn }.map { header[$0] }
  }

  private func isUsed(_ column: Int) -> Bool {
    column == idColumn
      || sources.contains { source in
        switch source.text {
        case .cell(let index): index == column
        case .template(let parts):
          parts.contains { if case .cell(column, _) = $0 { true } else { false } }
        }
      }
  }

  /// What is replaced for a field is replaced in templates, too, where the same column stands.
  private mutating func replaceInTemplates() {
    var replaced: [Int: [String: String]] = [:]
    for source in sources where !source.replacements.isEmpty {
      if case .cell(let column) = source.text { replaced[column] = source.replacements }
    }
    for index in sources.indices {
      guard case .template(let parts) = sources[index].text else { continue }
      sources[index].text = .template(
        parts.map { part in
          guard case .cell(let column, _) = part else { return part }
          return .cell(column, replaced[column] ?? [:])
        })
    }
  }

  private mutating func add(_ field: String, _ text: Source.Text, from option: String) throws(WorkspaceError) {
    guard !sources.contains(where: { $0.field == field }) else {
      throw WorkspaceError(.usage, "\(option) names the field \(visible(field)) twice", help: "a field has one source")
    }
    guard !field.isEmpty, !field.hasPrefix("."), !field.hasSuffix("."), !field.contains("..") else {
      throw WorkspaceError(
        .usage, "\(option) names no field in \"\(visible(field))=\"", help: "write it as field=column")
    }
    let schema = try type.schema(ofField: field)
    if case .map = schema?.kind, let schema, !schema.propertyNames.isEmpty {
      throw WorkspaceError(
        .usage, "\(field) has parts of its own",
        help: "name one of \(schema.propertyNames.map { "\(field).\($0)" }.joined(separator: ", "))")
    }
    sources.append(Source(field: field, schema: schema, text: text))
  }

  /// Takes the columns that are called as a field; all of them where the type takes any field.
  private mutating func addByName() throws(WorkspaceError) {
    let known = (type.fields.map { ExportColumns.leaves(of: $0) } ?? []) + ["aliases"]
    for (index, name) in header.enumerated() where index != idColumn && name != RejectsFile.errorColumn {
      let field =
        known.first { $0 == name } ?? known.first { Self.plain($0) == Self.plain(name) }
        ?? (type.fields == nil ? Self.fieldName(name) : nil)
      if let field, !sources.contains(where: { $0.field == field }) { try add(field, .cell(index), from: "header") }
    }
  }

  /// The column of this name; letter case, blanks, hyphens and underscores aside where none is called exactly so.
  private func column(_ name: String) throws(WorkspaceError) -> Int {
    if let exact = header.firstIndex(of: name) { return exact }
    let alike = header.indices.filter { Self.plain(header[$0]) == Self.plain(name) }
    if alike.count == 1 { return alike[0] }
    throw WorkspaceError(
      .usage, "there is no column \"\(visible(name))\"",
      help: nearest(to: name, among: header).map { "did you mean \"\(visible($0))\"?" }
        ?? "there are \(header.prefix(20).map { visible($0) }.joined(separator: ", "))")
  }

  /// The parts of a template such as `{product} for {account}`; `{{` and `}}` are braces.
  private func parts(_ template: String) throws(WorkspaceError) -> [Source.TemplatePart] {
    var parts: [Source.TemplatePart] = []
    var text = ""
    var rest = template[...]
    while let character = rest.popFirst() {
      if character == rest.first, character == "{" || character == "}" {
        text.append(character)
        rest.removeFirst()
      } else if character == "{", let end = rest.firstIndex(of: "}") {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.cell(try column(String(rest[..<end])), [:]))
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(character)
      }
    }
    if !text.isEmpty || parts.isEmpty { parts.append(.text(text)) }
    return parts
  }

  /// A name without what people write differently.
  private static func plain(_ name: String) -> String {
    folded(name).filter { $0 != " " && $0 != "_" && $0 != "-" }
  }

  /// A key for a column of a type without a schema: `Office location` is `office_location`.
  private static func fieldName(_ name: String) -> String? {
    RecordID.slug(from: name).map { slug in String(slug.map { $0 == "-" ? "_" : $0 }) }
  }
}

extension ImportColumns.Source {
  /// The text of the field in a row of these cells, without the blanks around it and with replacements made; empty
  /// where there is nothing. Free text keeps its line breaks, at its end too.
  func text(in cells: [String]) -> String {
    let raw = rawText(in: cells)
    let text = isFreeText ? raw.withoutBlanks : raw.trimmed
    return replacements.isEmpty ? text : replacements[raw] ?? replacements[raw.trimmed] ?? text
  }

  /// The text of the field in a row of these cells as it is.
  func rawText(in cells: [String]) -> String {
    switch text {
    case .cell(let index): cells[index]
    case .template(let parts):
      parts.map { part in
        switch part {
        case .text(let text): text
        case .cell(let index, let replacements):
          replacements[cells[index]] ?? replacements[cells[index].trimmed] ?? cells[index]
        }
      }.joined()
    }
  }
}

extension ImportColumns.Source {
  private var isFreeText: Bool {
    guard let schema else { return true }
    return schema.kind == .text && schema.format == nil && schema.allowed == nil
  }
}

extension String {
  /// The text without spaces and tabs at both ends.
  var withoutBlanks: String {
    var rest = unicodeScalars[...]
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(Substring(rest))
  }

  /// The text without white space at both ends.
  var trimmed: String {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last,
      first.properties.isWhitespace || last.properties.isWhitespace
    else { return self }
    var rest = unicodeScalars[...]
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return String(Substring(rest))
  }
}
