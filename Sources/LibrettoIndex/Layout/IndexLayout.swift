public import LibrettoModel
import LibrettoQuery

/// The tables of a book's record types: which field is which column.
public struct IndexLayout: Sendable {
  /// The tables, in the order of the book's types.
  public let tables: [IndexTable]
  /// The book.
  public let book: Book
  private let positions: [String: Int]

  /// Lays out the tables of a book's types.
  public init(book: Book) {
    self.book = book
    tables = book.types.map { IndexTable($0) }
    positions = Dictionary(book.types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The table of the type named so.
  public func table(ofType name: String) -> IndexTable? { positions[name].map { tables[$0] } }

  /// The position in `tables` of the type's table.
  func position(of type: RecordType) -> Int? { positions[type.name] }

  /// All that decides on what is in the tables, as text: an index with another one is of no use.
  public var signature: String {
    var text = "schema \(Schema.version)\n"
    for table in tables {
      let type = table.type
      text += "\(type.name) \(type.folder) \(type.titleField) \(type.declaresAliases)\n"
      if let fields = type.fields { Self.describe(fields, depth: 0, to: &text) }
    }
    return text
  }

  private static func describe(_ field: FieldSchema, depth: Int, to text: inout String) {
    text += field.name
    for type in (field.declaredTypes ?? []).map(\.rawValue).sorted() { text += " " + type }
    text += field.format.map { " " + $0 } ?? ""
    for type in field.linkedTypes { text += " >" + type }
    text += "\n"
    guard depth < 3 else { return }
    if let item = field.item, case .list = field.kind { describe(item, depth: depth + 1, to: &text) }
    for name in field.propertyNames {
      if let inner = field.property(name) { describe(inner, depth: depth + 1, to: &text) }
    }
  }
}

extension IndexTable {
  /// Names that a declared field cannot have as a column: Libretto's own come first.
  private static let own: Set<String> = ["record", "id", "path", "other", "aliases"]

  init(_ type: RecordType) {
    self.type = type
    links = type.queriedLinks
    name = type.name.hasPrefix("sqlite_") || type.name.hasPrefix("libretto_") ? "type_\(type.name)" : type.name
    var taken = Self.own
    if type.declaresAliases { taken.remove("aliases") }
    // A field named as a column that is made of others' keys goes before it.
    for field in type.fields?.propertyNames ?? [] where field == "title" { taken.insert("title") }
    titleColumn = taken.contains("title") ? "record_title" : "title"
    taken.remove("title")
    taken.insert(titleColumn)
    var columns: [IndexColumn] = []
    root = type.fields.map { Self.node($0, path: [], type, &columns, &taken) } ?? FieldNode()
    self.columns = columns
    uniqueFields = type.uniqueFields
    byField = Dictionary(columns.enumerated().map { ($1.field, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Lays out what lies below a place: first what has a column of its own, then what is spread.
  private static func node(
    _ field: FieldSchema, path: [String], _ type: RecordType, _ columns: inout [IndexColumn],
    _ taken: inout Set<String>
  ) -> FieldNode {
    var node = FieldNode()
    for key in field.propertyNames {
      guard let inner = field.property(key) else { continue }
      let place = path + [key]
      if isSpread(inner), place.count < 3 {
        node.members.append((key, Self.node(inner, path: place, type, &columns, &taken)))
      } else {
        columns.append(column(inner, place, &taken))
        node.members.append((key, FieldNode(column: columns.count - 1)))
      }
    }
    return node
  }

  /// Whether the members of a map have columns of their own.
  private static func isSpread(_ field: FieldSchema) -> Bool { field.kind == .map && !field.propertyNames.isEmpty }

  private static func column(_ field: FieldSchema, _ path: [String], _ taken: inout Set<String>) -> IndexColumn {
    let name = free(path.joined(separator: "_"), &taken)
    let kind = kind(field.kind)
    return IndexColumn(
      path: path, kind: kind, isList: field.kind != field.kind.element, name: name,
      currencyName: kind == .money ? free(name + "_currency", &taken) : nil, linkedTypes: field.linkedTypes)
  }

  private static func kind(_ kind: FieldSchema.Kind) -> IndexColumn.Kind {
    switch kind {
    case .text, .date, .dateTime, .time, .duration, .member, .link, .stage: .text
    case .number: .number
    case .boolean: .boolean
    case .money: .money
    case .map, .list: .json
    case .any: .any
    }
  }

  /// The name, or the first with a number that no column has; SQL does not tell letter case apart.
  private static func free(_ wanted: String, _ taken: inout Set<String>) -> String {
    var name = wanted
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(wanted)_\(number)"
      number += 1
    }
    return name
  }
}
