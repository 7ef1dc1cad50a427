import LibrettoIndex
import LibrettoModel
import LibrettoQuery
import Synchronization

/// Facts out of the index: no record's file is read but those whose values the index cannot hold.
///
/// It has a connection of its own, and may be asked from any thread, one at a time. What became of a field is read once.
final class IndexFacts: FactSource {
  private let root: String
  private let book: Book
  private let zone: TimeZone
  private let database: String
  private let history: StoredHistory
  private let state: Mutex<State>

  fileprivate struct State: ~Copyable {
    let reading: FactReading
    var reader: FolderReader
  }

  /// Facts out of the index in the file `database`, which is up to date.
  init(
    root: String, book: Book, zone: TimeZone, database: String, history: StoredHistory
  ) throws(IndexError) {
    (self.root, self.book, self.zone, self.database, self.history) = (root, book, zone, database, history)
    let connection = try IndexConnection(path: database, mode: .writing)
    state = Mutex(
      State(reading: FactReading(connection, layout: IndexLayout(book: book)), reader: FolderReader(root: root)))
  }

  func facts(ofType type: String, fields: [String]) throws -> [RecordFacts] {
    try state.withLock { state in
      try state.reading.facts(ofType: type, fields: fields).compactMap { row in
        switch row {
        case .facts(let facts): facts
        case .file(let path): state.facts(at: path, fields, book)
        }
      }
    }
  }

  func activities(ofType type: String, kinds: [String]?) throws -> [RecordReference: [Activity]] {
    try state.withLock { try $0.reading.activities(ofType: type, kinds: kinds, zone: zone) }
  }

  /// Only the files of those are read of which the index cannot tell.
  func references(meeting condition: Condition, context: QueryContext) throws -> Set<RecordReference> {
    let sifted = try state.withLock { try $0.reading.sift(condition, context: context) }
    var found = Set(sifted.sure.map { RecordReference(type: condition.type, id: $0) })
    let source = try IndexSource(root: root, book: book, database: database, candidates: sifted.open)
    // Made also where nothing is open: it tells of a condition that cannot be answered.
    let meets = try condition.compiled(for: source, context: context)
    for record in source.records(among: condition) where meets(record) { found.insert(record.reference) }
    if let failure = source.failure { throw failure }
    return found
  }

  func transitions(of field: String, ofType type: String) throws -> [RecordReference: [FieldTransition]] {
    try history.transitions(of: field, ofType: type)
  }
}

extension IndexFacts.State {
  /// Read from the record's file; nil where it is gone meanwhile.
  fileprivate mutating func facts(at path: String, _ fields: [String], _ book: Book) -> RecordFacts? {
    guard let type = book.type(forPath: path),
      case .record(let record) = reader.read(RecordFiles.Entry(path: path, type: type))
    else { return nil }
    return RecordFacts(record, fields: fields)
  }
}
