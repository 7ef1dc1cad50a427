import JSONSchema

/// All records of a book at one moment, found by id, alias or path.
public struct Catalog: Sendable {
  /// The book's configuration.
  public let book: Book
  /// The records, sorted by the bytes of their paths.
  public let records: [Record]
  private let indices: [RecordReference: Int]
  private let aliases: [RecordReference: Int]
  private let positions: [String: [Int]]

  /// Gathers `records`; of two with the same type and id, the first by path is found by id.
  public init(book: Book, records: [Record]) {
    self.book = book
    // Files are read in the order of their paths, so that there is mostly nothing to sort.
    let isSorted = zip(records, records.dropFirst()).allSatisfy {
      !$1.path.utf8.lexicographicallyPrecedes($0.path.utf8)
    }
    let sorted = isSorted ? records : records.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.records = sorted
    var indices: [RecordReference: Int] = [:]
    indices.reserveCapacity(sorted.count)
    var aliases: [RecordReference: Int] = [:]
    var positions: [String: [Int]] = [:]
    // Records of a type follow each other: its list is looked up once.
    var (type, run): (String?, [Int]) = (nil, [])
    for (index, record) in sorted.enumerated() {
      if record.type.name != type {
        if let type { positions[type] = run }
        type = record.type.name
        run = positions[record.type.name] ?? []
      }
      run.append(index)
      if let first = indices.updateValue(index, forKey: record.reference) { indices[record.reference] = first }
      for alias in record.aliases {
        let old = RecordReference(type: record.type.name, id: alias)
        if aliases[old] == nil { aliases[old] = index }
      }
    }
    if let type { positions[type] = run }
    self.indices = indices
    self.aliases = aliases
    self.positions = positions
  }

  /// The record of this type and id; nil where there is none. Old ids are not looked at.
  public subscript(reference: RecordReference) -> Record? { indices[reference].map { records[$0] } }

  /// The position in `records` of this type and id.
  public func index(of reference: RecordReference) -> Int? { indices[reference] }

  /// The record that a link with this text means, in one of the types: by its id, else by an old id.
  public func target(of id: String, in types: [String]) -> Record? {
    targetIndex(of: id, in: types).map { records[$0] }
  }

  /// The position in `records` of what a link with this text means.
  public func targetIndex(of id: String, in types: [String]) -> Int? {
    for type in types { if let index = indices[RecordReference(type: type, id: id)] { return index } }
    for type in types { if let index = aliases[RecordReference(type: type, id: id)] { return index } }
    return nil
  }

  /// The records of a type, sorted by path.
  public func records(ofType name: String) -> [Record] { positions[name, default: []].map { records[$0] } }

  /// Every record that a name from a person or a wikilink may mean: `jane-doe`, `lead/jane-doe`, `leads/jane-doe`,
  /// an old id, or the path of a file. Ids come before old ids.
  public func matches(_ name: String) -> [Record] {
    if name.hasSuffix(".md"), let record = records.first(where: { $0.path.utf8.elementsEqual(name.utf8) }) {
      return [record]
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let id = parts.last, !id.isEmpty else { return [] }
    let types = parts.count == 2 ? book.type(named: parts[0]).map { [$0.name] } ?? [] : book.types.map(\.name)
    let current = types.compactMap { self[RecordReference(type: $0, id: id)] }
    if !current.isEmpty { return current }
    return types.compactMap { aliases[RecordReference(type: $0, id: id)].map { records[$0] } }
  }
}

extension Catalog {
  /// The records of these types with this title, letter case aside.
  public func titled(_ title: String, in types: [String]) -> [Record] {
    let wanted = caseFolded(title)
    return records.filter { types.contains($0.type.name) && caseFolded($0.title) == wanted }
  }
}
