import JSONSchema
import LibrettoModel
import LibrettoSyntax

extension ImportRun {
  /// Makes the record of each row.
  mutating func compose(progress: (Int) -> Void) {
    for index in rows.indices {
      var row = rows[index]
      if !row.isHopeless {
        if let old = row.old { change(&row, old) } else { create(&row) }
        rows[index] = row
      }
      progress(index + 1)
    }
    refuseLinksToRefused()
  }

  private mutating func create(_ row: inout Row) {
    var fields: [(key: String, value: NewValue)] = []
    for source in columns.sources {
      let text = source.text(in: row.cells)
      guard !text.isEmpty else { continue }
      let value = take(text, source, nil, &row)
      Self.insert(value, at: source.field.split(separator: ".").map(String.init)[...], into: &fields)
    }
    let document = Document.composing(fields: fields, body: "")
    row.new = Record(
      type: type, id: row.id, path: "\(type.folder)/\(type.place.path(for: row.id))", bytes: document.bytes)
  }

  private mutating func change(_ row: inout Row, _ old: Record) {
    var document = old.document
    for source in columns.sources {
      let text = source.text(in: row.cells)
      let before = old.value(at: source.field)
      // An empty cell says nothing; what an export would write says nothing new.
      guard !text.isEmpty, before?.cellText != text else { continue }
      // Blanks around a cell that came from the record itself, in an export, are no change; a value put for another is one.
      let raw = source.rawText(in: row.cells)
      if before?.cellText == raw, raw.trimmed == text.trimmed { continue }
      let value = take(text, source, before, &row)
      guard before.map({ !value.says($0) }) ?? true else { continue }
      let path = source.field.split(separator: ".").map { PathComponent.key(String($0)) }
      do { document = try document.setting(path, to: value) } catch {
        row.refuse("\(old.path): \(error)", help: "mend it in an editor: libretto edit \(old.id)")
        return
      }
    }
    row.new =
      document.bytes == old.document.bytes
      ? old : Record(type: type, id: old.id, path: old.path, bytes: document.bytes)
  }

  private mutating func take(
    _ text: String, _ source: ImportColumns.Source, _ old: Value?, _ row: inout Row
  ) -> NewValue {
    let reading = reader.read(text, source, old: old)
    if let reason = reading.reason { row.reasons.append(reason) }
    row.links += reading.rows
    return reading.value
  }

  /// Puts a value under a dotted path of a new record's fields.
  private static func insert(
    _ value: NewValue, at path: ArraySlice<String>, into fields: inout [(key: String, value: NewValue)]
  ) {
    guard let first = path.first else { return }
    let rest = path.dropFirst()
    let index = fields.firstIndex { $0.key == first }
    guard !rest.isEmpty else {
      if let index { fields[index].value = value } else { fields.append((first, value)) }
      return
    }
    var inner: [(key: String, value: NewValue)] = []
    if let index, case .mapping(let entries) = fields[index].value { inner = entries }
    insert(value, at: rest, into: &inner)
    if let index { fields[index].value = .mapping(inner) } else { fields.append((first, .mapping(inner))) }
  }

  /// Refuses rows that link to a record which is not made since its row is refused.
  mutating func refuseLinksToRefused() {
    guard !request.keepsInvalid || rows.contains(where: \.isHopeless) else { return }
    var changed = true
    while changed {
      changed = false
      for index in rows.indices where isTaken(rows[index]) {
        guard let missing = rows[index].links.first(where: { !isTaken(rows[$0]) }) else { continue }
        rows[index].reasons.append(
          ImportReason("it links to \"\(rows[missing].id)\" of row \(rows[missing].number), which is refused"))
        changed = !request.keepsInvalid
        if request.keepsInvalid { rows[index].links = [] }
      }
    }
  }
}
