public import LibrettoModel

/// Where records come from: a catalog in memory, or an index.
public protocol RecordSource: Sendable {
  /// The book's configuration.
  var book: Book { get }

  /// All records of the type named `name`, in any order.
  func records(ofType name: String) -> [Record]

  /// The record that a link with the text `id` means, in one of the types: by its id, else by an old id.
  func target(of id: String, in types: [String]) -> Record?

  /// The records of the condition's type among which all are that meet it, in any order: a source that can leave some
  /// out without reading them does so.
  func records(among condition: Condition) -> [Record]

  /// Finds the records of the type named `name` that link to a record by one of the fields (named with points), each
  /// once, in the order of their paths.
  func incoming(ofType name: String, through fields: [String]) -> @Sendable (RecordReference) -> [Record]
}

extension RecordSource {
  /// All records of the type.
  public func records(among condition: Condition) -> [Record] { records(ofType: condition.type) }

  /// Found by reading the link fields of every record of the type, and of no other.
  public func incoming(ofType name: String, through fields: [String]) -> @Sendable (RecordReference) -> [Record] {
    guard let type = book.types.first(where: { $0.name == name }) else { return { _ in [] } }
    let targets = Dictionary(type.linkFields.map { ($0.name, $0.types) }) { first, _ in first }
    let paths = fields.map { (keys: $0.split(separator: ".").map(String.init), types: targets[$0] ?? []) }
    var incoming: [RecordReference: [Record]] = [:]
    for record in records(ofType: name) {
      var seen: Set<RecordReference> = []
      for (keys, types) in paths {
        _ = record.anyValue(at: keys) { value in
          if let id = value.text, let target = self.target(of: id, in: types),
            seen.insert(target.reference).inserted
          {
            incoming[target.reference, default: []].append(record)
          }
          return false
        }
      }
    }
    return { [incoming] in incoming[$0] ?? [] }
  }
}

/// The records of a catalog. Links that lead to a record are gathered only where a query asks for them.
public struct CatalogSource: RecordSource {
  /// The records.
  public let catalog: Catalog

  /// Answers from `catalog`.
  public init(_ catalog: Catalog) { self.catalog = catalog }

  /// The catalog's book.
  public var book: Book { catalog.book }

  /// The records of the type named `name`.
  public func records(ofType name: String) -> [Record] { catalog.records(ofType: name) }

  /// The record of one of the types with this id or old id.
  public func target(of id: String, in types: [String]) -> Record? { catalog.target(of: id, in: types) }
}

extension Record {
  /// Calls `test` with each single value under the keys, lists taken apart, until one is met. Null and what
  /// is empty count as absent.
  func anyValue(at keys: [String], _ test: (Value) -> Bool) -> Bool {
    for member in fields where member.key == keys[0] {
      return member.value.any(at: keys[1...], test)
    }
    return false
  }
}

extension Value {
  fileprivate func any(at keys: ArraySlice<String>, _ test: (Value) -> Bool) -> Bool {
    switch shape {
    case .array(let elements): elements.contains { $0.any(at: keys, test) }
    case .object(let members):
      if let key = keys.first {
        members.contains { $0.key == key && $0.value.any(at: keys.dropFirst(), test) }
      } else {
        !members.isEmpty && test(self)
      }
    default: keys.isEmpty && !isEmpty && test(self)
    }
  }

  /// Calls `test` with each text in it, at any depth, until one is met; numbers and truth values as they are
  /// written.
  func anyText(_ test: (String) -> Bool) -> Bool {
    switch shape {
    case .null: false
    case .string(let text): test(text)
    case .number(let number): test(number.description)
    case .boolean(let value): test(value ? "true" : "false")
    case .array(let elements): elements.contains { $0.anyText(test) }
    case .object(let members): members.contains { $0.value.anyText(test) }
    }
  }
}
