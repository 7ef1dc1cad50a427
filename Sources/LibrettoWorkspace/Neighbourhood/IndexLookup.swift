import LibrettoIndex
import LibrettoModel

/// Finds records by the index, and reads them from their files.
final class IndexLookup: RecordLookup {
  /// The index.
  let index: BookIndex
  private let root: String
  private var statements: [String: IndexStatement] = [:]
  private var known: [PathBytes: Record] = [:]

  /// Looks into an index that is up to date.
  init(_ index: BookIndex, root: String) { (self.index, self.root) = (index, root) }

  func records(named id: String) throws(WorkspaceError) -> [Record] {
    try records(
      """
      SELECT path FROM libretto_record WHERE id = ?1
      UNION SELECT r.path FROM libretto_alias AS a JOIN libretto_record AS r ON r.record = a.record WHERE a.alias = ?1
      """, [id])
  }

  func records(linkingTo id: String, types: [String]?) throws(WorkspaceError) -> [Record] {
    let sql = """
      SELECT DISTINCT r.path FROM libretto_link_text AS l JOIN libretto_record AS r ON r.record = l.record
      WHERE l.target = ?1
      """
    guard let types else { return try records(sql, [id]) }
    var found: [Record] = []
    for type in types { found += try records(sql + " AND l.source_type = ?2", [id, type]) }
    return found
  }

  func records(ofType type: String, holding key: String, in field: String) throws(WorkspaceError) -> [Record] {
    try records(
      """
      SELECT r.path FROM libretto_unique AS u JOIN libretto_record AS r ON r.record = u.record
      WHERE u.key = ?1 AND u.field = ?2 AND u.type = ?3
      """, [key, field, type])
  }

  private func records(_ sql: String, _ parameters: [String]) throws(WorkspaceError) -> [Record] {
    var paths: [String] = []
    do throws(IndexError) {
      let statement = if let known = statements[sql] { known } else { try index.connection.prepare(sql) }
      statements[sql] = statement
      for (position, text) in parameters.enumerated() { statement.bind(position + 1, text) }
      while try statement.step() { if let path = statement.text(0) { paths.append(path) } }
    } catch { throw WorkspaceError(error) }
    var found: [Record] = []
    for path in paths { found.append(try record(path)) }
    return found
  }

  private func record(_ path: String) throws(WorkspaceError) -> Record {
    if let record = known[PathBytes(path)] { return record }
    guard let type = index.layout.book.type(forPath: path),
      let bytes = try? FileAccess.read("\(root)/\(path)", limit: RecordReading.sizeLimit),
      case .record(let record) = RecordReading(type: type, path: path, bytes: bytes)
    else {
      throw WorkspaceError(.failure, "\(path) changed while the command ran", help: "try again")
    }
    known[PathBytes(path)] = record
    return record
  }
}
