import LibrettoIndex
import LibrettoModel
import LibrettoQuery
import Synchronization

/// Records found by the index and read from their files when they are needed: a query that concerns few of many.
///
/// It has a connection of its own, and may be asked from any thread, one at a time.
final class IndexSource: RecordSource {
  let book: Book
  private let root: String
  private let candidates: [String]
  private let state: Mutex<State>

  fileprivate struct State: ~Copyable {
    let connection: IndexConnection
    let byID: IndexStatement
    let byAlias: IndexStatement
    var reader: FolderReader
    var records: [PathBytes: Record] = [:]
    var failure: IndexError?
  }

  /// A source for a query whose records are among those in the files `candidates`.
  init(root: String, book: Book, database: String, candidates: [String]) throws(IndexError) {
    self.root = root
    self.book = book
    self.candidates = candidates
    let connection = try IndexConnection(path: database, mode: .writing)
    let query = "SELECT path FROM libretto_record WHERE id = ? AND type = ? ORDER BY path LIMIT 1"
    let aliasQuery =
      "SELECT r.path FROM libretto_alias AS a JOIN libretto_record AS r ON r.record = a.record "
      + "WHERE a.alias = ? AND a.type = ? ORDER BY r.path LIMIT 1"
    state = Mutex(
      State(
        connection: connection, byID: try connection.prepare(query), byAlias: try connection.prepare(aliasQuery),
        reader: FolderReader(root: root)))
  }

  /// Why something could not be found; an answer is worth nothing then.
  var failure: IndexError? { state.withLock { $0.failure } }

  func records(ofType name: String) -> [Record] {
    state.withLock { state in
      let paths = state.attempt { connection throws(IndexError) in
        let statement = try connection.prepare("SELECT path FROM libretto_record WHERE type = ? ORDER BY path")
        statement.bind(1, name)
        return try Self.texts(statement)
      }
      return (paths ?? []).compactMap { state.record(at: $0, book) }
    }
  }

  func records(among condition: Condition) -> [Record] {
    state.withLock { state in candidates.compactMap { state.record(at: $0, book) } }
  }

  func target(of id: String, in types: [String]) -> Record? {
    state.withLock { state in
      for aliased in [false, true] {
        for type in types {
          let path = state.attempt { [statement = aliased ? state.byAlias : state.byID] _ throws(IndexError) in
            statement.bind(1, id)
            statement.bind(2, type)
            return try Self.texts(statement)
          }
          if let path = path?.first { return state.record(at: path, book) }
        }
      }
      return nil
    }
  }

  func incoming(ofType name: String, through fields: [String]) -> @Sendable (RecordReference) -> [Record] {
    let types = book.types.first { $0.name == name }.map { type in
      Dictionary(fields.map { ($0, type.linkedTypes(ofField: $0)) }, uniquingKeysWith: { first, _ in first })
    }
    guard let types else { return { _ in [] } }
    return { [self] target in
      let found = state.withLock { state -> [(Record, String, String)] in
        let rows = state.attempt { connection throws(IndexError) in
          let statement = try connection.prepare(
            """
            SELECT r.path, l.field, l.target FROM libretto_link_text AS l JOIN libretto_record AS r ON r.record = l.record
            WHERE l.source_type = ?1 AND (l.target = ?2 OR l.target IN (SELECT a.alias FROM libretto_alias AS a
            JOIN libretto_record AS t ON t.record = a.record WHERE t.id = ?2 AND t.type = ?3)) ORDER BY r.path
            """)
          statement.bind(1, name)
          statement.bind(2, target.id)
          statement.bind(3, target.type)
          var rows: [(String, String, String)] = []
          while try statement.step() {
            rows.append((statement.text(0) ?? "", statement.text(1) ?? "", statement.text(2) ?? ""))
          }
          return rows
        }
        return (rows ?? []).compactMap { path, field, text in
          guard types[field] != nil else { return nil }
          return state.record(at: path, book).map { ($0, field, text) }
        }
      }
      var records: [Record] = []
      for (record, field, text) in found where records.last !== record {
        // The text may mean another record of the same name, which comes first.
        if self.target(of: text, in: types[field] ?? [])?.reference == target { records.append(record) }
      }
      return records
    }
  }

  private static func texts(_ statement: IndexStatement) throws(IndexError) -> [String] {
    var texts: [String] = []
    while try statement.step() { if let text = statement.text(0) { texts.append(text) } }
    return texts
  }
}

extension IndexSource.State {
  /// Asks the database; what goes wrong is kept.
  fileprivate mutating func attempt<T>(_ body: (IndexConnection) throws(IndexError) -> T) -> T? {
    do throws(IndexError) { return try body(connection) } catch {
      failure = failure ?? error
      return nil
    }
  }

  /// The record in the file at `path`, read once; nil where it is none any more.
  fileprivate mutating func record(at path: String, _ book: Book) -> Record? {
    let key = PathBytes(path)
    if let known = records[key] { return known }
    guard let type = book.type(forPath: path),
      case .record(let record) = reader.read(RecordFiles.Entry(path: path, type: type))
    else { return nil }
    records[key] = record
    return record
  }
}
