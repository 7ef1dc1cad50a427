public import LibrettoModel
import Synchronization

/// All records that could be read, and what is wrong with the files that could not.
public struct LoadedRecords: Sendable {
  /// The records.
  public let catalog: Catalog
  /// Files that are no records, and, where it was asked for, what is wrong with each record by itself.
  public let findings: [Diagnostic]
  /// How many files there are of the types that were asked for.
  let fileCount: Int
}

extension Workspace {
  /// Reads the records of the book, or of some types. With `judging`, every record is also judged by itself, which costs
  /// little while its text is at hand.
  public func load(types: [RecordType]? = nil, judging: Bool = false) async throws(WorkspaceError) -> LoadedRecords {
    try await load(types: types, judging: judging, filter: nil)
  }

  /// Reads all records for an edit that changes whatever links to one. A file that the system fails to read is an error: a
  /// link in it would be left as it is.
  public func loadAllForLinks() async throws(WorkspaceError) -> Catalog {
    // A file that cannot be read is an error here, and not told twice.
    let tell = onLeftOut
    onLeftOut = nil
    defer { onLeftOut = tell }
    let loaded = try await load()
    if let finding = loaded.findings.first(where: { $0.code == .unreadableFile }) {
      throw WorkspaceError(
        .findings([finding]), "what links to the record cannot be known: a file cannot be read",
        help: "nothing was changed; see: libretto validate")
    }
    let leftOut = loaded.findings.filter { $0.severity == .error }
    if !leftOut.isEmpty { tell?(leftOut) }
    return loaded.catalog
  }

  /// Reads records without those of files that the filter passes over.
  func load(
    types: [RecordType]?, judging: Bool = false, filter: LiteralFilter?, outlining: Outlining? = nil
  ) async throws(WorkspaceError) -> LoadedRecords {
    if let revision { return try await load(from: revision, types: types, judging: judging) }
    let loader = RecordLoader(
      root: root, book: book, types: types, judging: judging, filter: filter, outlining: outlining)
    let read = try await loader.load()
    if isLockedForEditing { sweep(read.abandoned) }
    let leftOut = read.findings.filter { $0.severity == .error }
    if !judging, !leftOut.isEmpty { onLeftOut?(leftOut) }
    let catalog = Catalog(book: book, records: read.records)
    keeper.keep(catalog)
    return LoadedRecords(catalog: catalog, findings: read.findings, fileCount: read.fileCount)
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
    let names = candidates.map { parts.count == 2 ? "\(parts[0])/\($0.id)" : $0.id }
    let type = (parts.count == 2 ? book.type(named: parts[0]) : nil)?.plural ?? book.types.first?.plural ?? "leads"
    throw .unknown("record", name, among: names, otherwise: "what there is: libretto query \(type)")
  }
}

/// Holds what a workspace read, for a program that ends soon: to free thousands of records one by one just before that
/// would only take time.
public final class CatalogKeeper: Sendable {
  private let catalogs = Mutex<[Catalog]>([])

  func keep(_ catalog: Catalog) { catalogs.withLock { $0.append(catalog) } }
}
