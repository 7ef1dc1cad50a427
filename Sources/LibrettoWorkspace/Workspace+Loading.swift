public import LibrettoModel
import Synchronization

/// All records that could be read, and what is wrong with the files that could not.
public struct LoadedRecords: Sendable {
  /// The records.
  public let catalog: Catalog
  /// Files that are no records, and, where it was asked for, what is wrong with each record by itself.
  public let findings: [Diagnostic]
}

extension Workspace {
  /// Reads the records of the book, or of some types. With `judging`, every record is also judged by itself, which costs
  /// little while its text is at hand.
  public func load(types: [RecordType]? = nil, judging: Bool = false) async throws(WorkspaceError) -> LoadedRecords {
    if let revision { return try await load(from: revision, types: types, judging: judging) }
    let files = try RecordFiles(root: root, book: book, only: types)
    if isLockedForEditing { sweep(files.abandoned) }
    let read = await Self.read(files.entries, root: root, book: book, judging: judging)
    var records: [Record] = []
    records.reserveCapacity(files.entries.count)
    var findings = files.findings
    for chunk in read {
      records += chunk.records
      findings += chunk.findings
    }
    let leftOut = findings.filter { $0.severity == .error }
    if !judging, !leftOut.isEmpty { onLeftOut?(leftOut) }
    let catalog = Catalog(book: book, records: records)
    keeper.keep(catalog)
    return LoadedRecords(catalog: catalog, findings: findings)
  }

  private struct Chunk: Sendable {
    var records: [Record] = []
    var findings: [Diagnostic] = []
  }

  /// Reads files in parallel, 64 a task: one a task costs more than reading the file.
  private static func read(_ entries: [RecordFiles.Entry], root: String, book: Book, judging: Bool) async -> [Chunk] {
    @Sendable func read(_ range: Range<Int>) -> Chunk {
      var chunk = Chunk()
      var reader = FileReader(root: root)
      for entry in entries[range] {
        switch RecordReading(entry, by: &reader) {
        case .record(let record):
          chunk.records.append(record)
          if judging { chunk.findings += Rules.check(record, in: book) }
        case .finding(let finding): chunk.findings.append(finding)
        }
      }
      return chunk
    }
    let size = 64
    guard entries.count > size else { return [read(0..<entries.count)] }
    return await withTaskGroup(of: (Int, Chunk).self) { group in
      var chunks = [Chunk](repeating: Chunk(), count: (entries.count + size - 1) / size)
      for index in chunks.indices {
        group.addTask { (index, read(index * size..<min(entries.count, (index + 1) * size))) }
      }
      for await (index, chunk) in group { chunks[index] = chunk }
      return chunks
    }
  }

  /// The one record that `name` means; names the nearest where there is none, and all where there are several.
  public func record(_ name: String, in catalog: Catalog) throws(WorkspaceError) -> Record {
    // A path is one from the current folder, as shells complete it, before it is one from the book's root.
    let full = environment.absolutePath(name)
    let file = name.hasSuffix(".md") && FileAccess.exists(full) ? path(ofFile: full) : nil
    let found = catalog.matches(file ?? name)
    if let record = found.first, found.count == 1 { return record }
    guard found.isEmpty else {
      throw WorkspaceError(
        .usage, "\"\(name)\" may mean \(found.map(\.reference.description).joined(separator: " or "))",
        help: "name it with its type")
    }
    let parts = name.split(separator: "/").map(String.init)
    if parts.count == 2, book.type(named: parts[0]) == nil {
      throw .unknown("record type", parts[0], among: book.typeNames)
    }
    let candidates =
      parts.count == 2 ? catalog.records.filter { $0.type === book.type(named: parts[0]) } : catalog.records
    let wanted = parts.last ?? name
    if let byTitle = candidates.first(where: { folded($0.title) == folded(wanted) }) {
      throw WorkspaceError(.usage, "unknown record \"\(visible(name))\"", help: "did you mean \"\(byTitle.id)\"?")
    }
    throw .unknown("record", name, among: candidates.map { parts.count == 2 ? "\(parts[0])/\($0.id)" : $0.id })
  }
}

/// Holds what a workspace read, for a program that ends soon: to free thousands of records one by one just before that
/// would only take time.
public final class CatalogKeeper: Sendable {
  private let catalogs = Mutex<[Catalog]>([])

  func keep(_ catalog: Catalog) { catalogs.withLock { $0.append(catalog) } }
}
