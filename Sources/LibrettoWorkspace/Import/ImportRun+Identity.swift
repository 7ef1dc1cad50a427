import JSONSchema
import LibrettoModel
import LibrettoSyntax

extension ImportRun {
  /// Finds the record of each row, or the id of the new one.
  mutating func identify() {
    let records = catalog.records(ofType: type.name)
    var ids = NewIDs(records)
    let known = KeyIndex(request.key, records)
    var seen: [String: Int] = [:]
    var newcomers: [(row: Int, id: String)] = []
    for index in rows.indices where !rows[index].isHopeless {
      // A copy, since the row is changed while others are looked at.
      var row = rows[index]
      defer { rows[index] = row }
      if !request.key.isEmpty {
        guard match(&row, known, &seen) else { continue }
        if row.old != nil { continue }
      }
      if let id = newID(&row, &ids, &seen) {
        row.id = id
        newcomers.append((index, id))
      }
    }
    let title = columns.sources.first { $0.field == type.titleField }
    for (row, id) in newcomers {
      let name = title?.text(in: rows[row].cells) ?? ""
      reader.names.add(id, title: name.isEmpty ? id : name, aliases: [], type: type.name, row: row)
    }
  }

  /// Matches a row with a record by the key; false where that cannot be.
  private mutating func match(_ row: inout Row, _ known: KeyIndex, _ seen: inout [String: Int]) -> Bool {
    var parts: [String] = []
    for field in request.key {
      let text: String
      if let source = columns.sources.first(where: { $0.field == field }) {
        let cell = source.text(in: row.cells)
        text = cell.isEmpty ? "" : KeyIndex.normalForm(reader.read(cell, source).value.cellText, source.schema)
      } else {
        let cell = columns.idColumn.map { row.cells[$0].trimmed } ?? ""
        // The id that a new record would get of it.
        text = RecordID.isValid(cell) ? cell : RecordID.slug(from: cell) ?? cell
      }
      guard !text.isEmpty else {
        row.refuse("the key \(field) is empty")
        return false
      }
      parts.append(text)
    }
    let key = KeyIndex.joined(parts)
    let shown = request.key.joined(separator: ", ")
    if let earlier = seen.updateValue(row.number, forKey: "key " + key) {
      seen["key " + key] = earlier
      row.refuse(
        "row \(earlier) has the same \(shown)", help: "keep one of them, or name more fields: --key \(shown),…")
      return false
    }
    let found = known[key]
    guard found.count <= 1 else {
      row.refuse(
        "\(found.count) records have this \(shown): \(found.prefix(5).map(\.id).joined(separator: ", "))",
        help: "name more fields, or match by --key id")
      return false
    }
    row.old = found.first
    row.id = found.first?.id ?? ""
    return true
  }

  /// The id of the record that a row makes.
  private func newID(_ row: inout Row, _ ids: inout NewIDs, _ seen: inout [String: Int]) -> String? {
    if let column = columns.idColumn {
      let text = row.cells[column].trimmed
      if !text.isEmpty {
        guard let id = RecordID.isValid(text) ? text : RecordID.slug(from: text) else {
          row.refuse("\"\(visible(text))\" can be no id", help: "ids are made of a-z, 0-9 and -")
          return nil
        }
        if let earlier = seen["id " + id] {
          row.refuse("row \(earlier) has the id \"\(id)\"", help: "an id is unique within its type")
          return nil
        }
        guard !ids.isTaken(id) else {
          row.refuse("there is a \(type.name) \"\(id)\" already", help: "to change records: --key id")
          return nil
        }
        seen["id " + id] = row.number
        return ids.take(id)
      }
    }
    if type.hasRandomIDs { return randomID(&ids) }
    let title = columns.sources.first { $0.field == type.titleField }?.text(in: row.cells) ?? ""
    // Of a title without a Latin letter no id can be made.
    return RecordID.slug(from: title).map { ids.take($0) } ?? randomID(&ids)
  }

  private func randomID(_ ids: inout NewIDs) -> String {
    var generator = Bits(next: randomBits)
    while true {
      let id = RecordID.random(using: &generator)
      if !ids.isTaken(id) { return ids.take(id) }
    }
  }

  private struct Bits: RandomNumberGenerator {
    let bits: @Sendable () -> UInt64
    init(next: @escaping @Sendable () -> UInt64) { bits = next }
    func next() -> UInt64 { bits() }
  }
}

extension ImportRun.Row {
  /// Refuses the row for good.
  mutating func refuse(_ message: String, help: String? = nil) {
    reasons.append(ImportReason(message, help: help))
    isHopeless = true
  }
}

/// Records by the fields of a key.
private struct KeyIndex {
  private var records: [String: [Record]] = [:]

  init(_ key: [String], _ records: [Record]) {
    guard !key.isEmpty else { return }
    for record in records {
      var parts: [String] = []
      for field in key {
        if let value = record.value(at: field) {
          parts.append(Self.normalForm(value.cellText, record.type.schema(at: field)))
        } else if field == "id" {
          parts.append(record.id)
        }
      }
      if parts.count == key.count { self.records[Self.joined(parts), default: []].append(record) }
      if key == ["id"], record["id"] == nil {
        for alias in record.aliases where self.records[alias] == nil { self.records[alias] = [record] }
      }
    }
  }

  subscript(key: String) -> [Record] { records[key] ?? [] }

  static func joined(_ parts: [String]) -> String { parts.joined(separator: "\u{1F}") }

  /// The form in which two values are compared: as `x-unique` compares them.
  static func normalForm(_ text: String, _ schema: FieldSchema?) -> String {
    switch schema?.format {
    case "email": EmailAddress.normalForm(text)
    case "phone": PhoneNumber(text)?.description ?? text
    default: caseFolded(text.trimmed)
    }
  }
}

extension RecordType {
  /// What the schema says of the field at a dotted path; nil where it says nothing.
  func schema(at path: String) -> FieldSchema? {
    var schema = fields
    for part in path.split(separator: ".") { schema = schema?.property(String(part)) }
    return path.isEmpty ? nil : schema
  }
}
