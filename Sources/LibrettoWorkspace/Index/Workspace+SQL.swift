public import LibrettoIndex
import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// Answers a statement of SQL from the files as they are now: the index is brought up to date first, and so are the
  /// history and the findings of validation where the statement reads them.
  ///
  /// - Parameters:
  ///   - sql: one statement, in UTF-8.
  ///   - limits: what it may take.
  ///   - progress: told how many files of how many are in an index that has to be built first.
  public func answer(
    sql: [UInt8], limits: SQLLimits = SQLLimits(), progress: (Int, Int) -> Void = { _, _ in }
  ) async throws(WorkspaceError) -> SQLAnswer {
    let index = try await indexForSQL(types: typesNamed(in: sql), progress)
    let process = try sqlProcess(index, limits)
    do {
      return try await process.answer(sql) { reads in try await prepare(reads, in: index) }
    } catch let error as SQLError { throw WorkspaceError(error, in: sql) } catch let error as WorkspaceError {
      throw error
    } catch { throw WorkspaceError(.failure, "\(error)", cause: error) }
  }

  /// The tables and views that statements may read, a row for each column: table, column, type. With `name` those of one
  /// table.
  public func sqlTables(
    named name: String? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) async throws(WorkspaceError) -> [[String]] {
    let index = try await indexForSQL(progress)
    let process = try sqlProcess(index, SQLLimits())
    let answer: SQLAnswer
    do { answer = try await process.tables() } catch let error as SQLError {
      throw WorkspaceError(error, in: [])
    } catch { throw WorkspaceError(.failure, "\(error)", cause: error) }
    let rows = answer.rows.map { row in row.map { if case .text(let text) = $0 { text } else { "" } } }
    guard let name else { return rows }
    let found = rows.filter { $0[0].lowercased() == name.lowercased() }
    guard !found.isEmpty else {
      var seen: Set<String> = []
      throw .unknown("table", name, among: rows.map { $0[0] }.filter { seen.insert($0).inserted })
    }
    return found
  }

  /// The types whose tables a statement may read, by their names in its text; nil for all, which Libretto's own tables tell
  /// of.
  private func typesNamed(in sql: [UInt8]) -> [RecordType]? {
    let text = String(decoding: sql, as: UTF8.self).lowercased()
    guard !text.contains("libretto_") else { return nil }
    return IndexLayout(book: book).tables.filter { table in
      // A name with other characters may be written in several ways.
      let isPlain = table.name.utf8.allSatisfy {
        $0 == 0x5F || $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
      }
      return !isPlain || text.contains(table.name)
    }.map(\.type)
  }

  private func sqlProcess(_ index: BookIndex, _ limits: SQLLimits) throws(WorkspaceError) -> SQLProcess {
    guard let program = environment.program else {
      throw WorkspaceError(.failure, "statements need the program libretto, which runs them in a process of its own")
    }
    return SQLProcess(
      program: program, database: index.connection.path, limits: limits, today: today.description)
  }

  /// The index, up to date, built where there is none. It is to be held while a statement runs.
  private func indexForSQL(
    types: [RecordType]? = nil, _ progress: (Int, Int) -> Void
  ) async throws(WorkspaceError) -> BookIndex {
    switch try await index(.build, types: types, progress: progress) {
    case .ready(let index):
      if !index.findings.isEmpty { onLeftOut?(index.findings.filter { $0.severity == .error }) }
      return index
    case .absent(.off):
      throw WorkspaceError(
        .failure, "SQL is answered from the index, which LIBRETTO_INDEX=off turns off", help: "unset LIBRETTO_INDEX")
    case .absent(.noRepository):
      throw WorkspaceError(
        .failure, "SQL is answered from the index, which lies in the Git directory, and the book is in no repository",
        help: "make one with: git init")
    case .absent(.missing), .absent(.busy):
      throw WorkspaceError(
        .failure, "another process writes the index at this moment", help: "try again when it is done")
    case .absent(.unusable(let reason)):
      throw WorkspaceError(
        .failure, "the index cannot be used: \(reason)", help: "make it anew with: libretto index rebuild")
    }
  }

  /// Brings up to date what a statement reads besides the records.
  private func prepare(_ reads: Set<String>, in index: BookIndex) async throws(WorkspaceError) {
    if !reads.isDisjoint(with: ["libretto_change", "libretto_commit", "libretto_event"]) { try await updateHistory() }
    if reads.contains("libretto_diagnostic") { try await storeDiagnostics(in: index.connection) }
  }

  /// Puts everything that validation says into the index.
  private func storeDiagnostics(in connection: IndexConnection) async throws(WorkspaceError) {
    let findings = try await validate()
    let read = sources
    var lines: [String: LineIndex] = [:]
    do throws(IndexError) {
      // Another command may be writing what it read.
      connection.wait(milliseconds: 2_000)
      defer { connection.wait(milliseconds: 0) }
      try connection.execute("BEGIN IMMEDIATE; DELETE FROM libretto_diagnostic")
      do throws(IndexError) {
        let statement = try connection.prepare(
          """
          INSERT INTO libretto_diagnostic (path, line, column, code, severity, message, help, type, id, field)
          VALUES (?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)
          """)
        for finding in findings {
          let place = finding.range.map { range in
            if lines[finding.path] == nil { lines[finding.path] = LineIndex(read(finding.path) ?? []) }
            return lines[finding.path]!.position(at: range.lowerBound)
          }
          statement.bind(1, finding.path)
          statement.bind(2, place?.line ?? 0)
          statement.bind(3, place?.column ?? 0)
          statement.bind(4, finding.code.rawValue)
          statement.bind(5, finding.severity.rawValue)
          statement.bind(6, finding.message)
          statement.bind(7, finding.help)
          statement.bind(8, finding.record?.type)
          statement.bind(9, finding.record?.id)
          statement.bind(10, finding.field)
          try statement.run()
          statement.reset()
        }
        try connection.execute("COMMIT")
      } catch {
        try? connection.execute("ROLLBACK")
        throw error
      }
    } catch { throw WorkspaceError(error) }
  }
}
