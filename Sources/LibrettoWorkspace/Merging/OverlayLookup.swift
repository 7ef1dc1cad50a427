import LibrettoModel

/// Finds records as another lookup does, some of which are replaced by others: the book as it will be.
struct OverlayLookup: RecordLookup {
  private let below: any RecordLookup
  private let replaced: Set<PathBytes>
  private let records: [Record]
  private let book: Book

  /// `records` in the place of whatever lies at the `replaced` paths.
  init(_ below: any RecordLookup, replacing replaced: Set<PathBytes>, by records: [Record], book: Book) {
    (self.below, self.replaced, self.records, self.book) = (below, replaced, records, book)
  }

  func records(named id: String) throws(WorkspaceError) -> [Record] {
    try over(below.records(named: id)) { $0.id == id || $0.aliases.contains(id) }
  }

  func records(linkingTo id: String, types: [String]?) throws(WorkspaceError) -> [Record] {
    try over(below.records(linkingTo: id, types: types)) { record in
      (types?.contains(record.type.name) ?? true)
        && (record.fieldLinks + record.wikiLinks(in: book)).contains { $0.id == id }
    }
  }

  func records(ofType type: String, holding key: String, in field: String) throws(WorkspaceError) -> [Record] {
    try over(below.records(ofType: type, holding: key, in: field)) { record in
      record.type.name == type
        && record.type.uniqueFields.contains { $0.name == field && $0.keys(of: record).contains(key) }
    }
  }

  private func over(_ found: [Record], _ matches: (Record) -> Bool) -> [Record] {
    found.filter { !replaced.contains(PathBytes($0.path)) } + records.filter(matches)
  }
}
