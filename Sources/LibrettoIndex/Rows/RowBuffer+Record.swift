public import LibrettoModel
import LibrettoQuery

extension RowBuffer {
  /// Adds all rows of a record: its own, its earlier ids, what only it may hold, its links, its log and, where wanted, its
  /// text.
  public mutating func add(_ record: Record, in layout: IndexLayout, withText: Bool) {
    guard let position = layout.position(of: record.type) else { return }
    let type = record.type.name
    isIrregular = !record.isReadable
    linkCount = 0
    begin(.record)
    add(.record)
    add(type)
    add(record.id)
    add(record.path)
    add(record.title)
    addFields(of: record, to: layout.tables[position], at: position, currency: layout.book.configuration.currency)
    if isIrregular {
      begin(.irregular)
      add(.record)
    }
    for alias in record.aliases {
      begin(.alias)
      add(type)
      add(alias)
      add(.record)
    }
    for field in layout.tables[position].uniqueFields {
      for key in field.keys(of: record) {
        begin(.unique)
        add(type)
        add(field.name)
        add(key)
        add(.record)
      }
    }
    addLinks(of: record, layout)
    addLog(of: record)
    if withText {
      begin(.text)
      add(record.searchText)
    }
  }

  /// Fields link as queries follow them, so that both agree on values that do not fit the schema too; what queries cannot
  /// name links as the schema says.
  private mutating func addLinks(of record: Record, _ layout: IndexLayout) {
    let fields = layout.table(ofType: record.type.name)?.links ?? []
    for field in fields { for id in field.ids(of: record) { addLink(from: record, field.name, field.types, id) } }
    for link in record.fieldLinks where !fields.contains(where: { $0.name == link.field }) {
      addLink(from: record, link.field, link.types, link.id)
    }
    for link in record.wikiLinks(in: layout.book) { addLink(from: record, nil, link.types, link.id) }
  }

  private mutating func addLink(from source: Record, _ field: String?, _ types: [String], _ id: String) {
    begin(.link)
    add(.record)
    add(.integer(linkCount))
    linkCount += 1
    add(source.type.name)
    add(source.id)
    add(optional: field)
    add(types.joined(separator: ","))
    add(id)
  }

  private mutating func addLog(of record: Record) {
    let lines = record.document.log
    guard !lines.isEmpty else { return }
    var (line, counted) = (1, 0)
    for case .entry(let entry) in lines {
      for byte in record.document.bytes[counted..<entry.range.lowerBound] where byte == 0x0A { line += 1 }
      counted = entry.range.lowerBound
      begin(.log)
      add(.record)
      add(record.type.name)
      add(record.id)
      add(.integer(Int64(line)))
      addText { entry.writeMoment(to: &$0) }
      add(entry.kind)
      add(optional: entry.member)
      add(entry.text)
    }
  }
}

extension LogEntry {
  /// Writes the moment as ISO 8601 has it: `2026-11-21`, `2026-11-21T14:05+02:00`.
  fileprivate func writeMoment(to bytes: inout [UInt8]) {
    func write(_ number: Int, digits: Int) {
      let text = String(number)
      for _ in text.utf8.count..<max(digits, text.utf8.count) { bytes.append(0x30) }
      bytes.append(contentsOf: text.utf8)
    }
    write(date.year, digits: 4)
    bytes.append(UInt8(ascii: "-"))
    write(date.month, digits: 2)
    bytes.append(UInt8(ascii: "-"))
    write(date.day, digits: 2)
    guard let time else { return }
    bytes.append(UInt8(ascii: "T"))
    write(time.hour, digits: 2)
    bytes.append(UInt8(ascii: ":"))
    write(time.minute, digits: 2)
    if let second = time.second {
      bytes.append(UInt8(ascii: ":"))
      write(second, digits: 2)
    }
    if let zone { bytes.append(contentsOf: zone.utf8) }
  }
}
