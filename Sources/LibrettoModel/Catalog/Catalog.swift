import JSONSchema

/// All records of a book at one moment, found by id, alias or path.
public struct Catalog: Sendable {
  /// The book's configuration.
  public let book: Book
  /// The records, sorted by the bytes of their paths.
  public let records: [Record]
  /// The position of the first record with an id, of whatever type.
  private let first: [String: Int]
  /// For each record the position of the next one with its id; -1 where there is none.
  private let next: [Int]
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
    var first: [String: Int] = [:]
    first.reserveCapacity(sorted.count)
    var next = [Int](repeating: -1, count: sorted.count)
    // From the end, so that of records with one id the first is found first.
    for index in sorted.indices.reversed() {
      if let later = first.updateValue(index, forKey: sorted[index].id) { next[index] = later }
    }
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
      for alias in record.aliases {
        let old = RecordReference(type: record.type.name, id: alias)
        if aliases[old] == nil { aliases[old] = index }
      }
    }
    if let type { positions[type] = run }
    self.first = first
    self.next = next
    self.aliases = aliases
    self.positions = positions
  }

  /// The record of this type and id; nil where there is none. Old ids are not looked at.
  public subscript(reference: RecordReference) -> Record? { index(of: reference).map { records[$0] } }

  /// The position in `records` of this type and id.
  public func index(of reference: RecordReference) -> Int? {
    var found: Int?
    forEachRecord(withID: reference.id) { index in
      if found == nil, records[index].type.name == reference.type { found = index }
    }
    return found
  }

  /// Calls `body` with the position of each record that has this very id, of whatever type, in the order of paths.
  private func forEachRecord(withID id: String, _ body: (Int) -> Void) {
    var index = first[id] ?? -1
    while index >= 0 {
      if records[index].id.utf8.elementsEqual(id.utf8) { body(index) }
      index = next[index]
    }
  }

  /// Those of the types that have a record with this id, in their order. Old ids are not looked at.
  func types(withID id: String, among types: [String]) -> [String] {
    var found: Set<String> = []
    forEachRecord(withID: id) { found.insert(records[$0].type.name) }
    return found.isEmpty ? [] : types.filter(found.contains)
  }

  /// The positions of the records whose id another one has too, of whatever type.
  var namesakes: [Int] {
    var isNamesake = [Bool](repeating: false, count: records.count)
    for (index, other) in next.enumerated() where other >= 0 {
      isNamesake[index] = true
      isNamesake[other] = true
    }
    return isNamesake.indices.filter { isNamesake[$0] }
  }

  /// The record that a link with this text means, in one of the types: by its id, else by an old id.
  public func target(of id: String, in types: [String]) -> Record? {
    targetIndex(of: id, in: types).map { records[$0] }
  }

  /// The position in `records` of what a link with this text means.
  public func targetIndex(of id: String, in types: [String]) -> Int? {
    var best: (rank: Int, index: Int)?
    forEachRecord(withID: id) { index in
      if let rank = types.firstIndex(of: records[index].type.name), rank < best?.rank ?? .max { best = (rank, index) }
    }
    if let best { return best.index }
    guard !aliases.isEmpty else { return nil }
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
