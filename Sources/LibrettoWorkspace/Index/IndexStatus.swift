import LibrettoIndex
public import LibrettoModel

/// How the index of a book stands.
public struct IndexStatus: Sendable {
  /// Whether there is one that can be used.
  public enum State: Hashable, Sendable {
    /// None was built, or what was there cannot be used any more, for this reason.
    case missing(String?)
    /// It holds the files as they are.
    case current
    /// So many files were added, changed or removed since; they are read when the index is used next.
    case outdated(Int)
  }

  /// Whether it can be used.
  public var state: State
  /// The folder that it lies in: from the book's folder where it lies below it.
  public var folder: String
  /// The bytes of its files.
  public var size = 0
  /// When it was built; nil where it is missing.
  public var builtAt: Instant?
  /// How many records of each type it holds, in the order of the book's types, without types that have none.
  public var records: [(type: String, count: Int)] = []
  /// The columns with an index of their own, made when they were first asked for: `lead.stage`.
  public var columnIndexes: [String] = []
}

extension Workspace {
  /// Looks how the index stands, and changes nothing.
  public func indexStatus() async throws(WorkspaceError) -> IndexStatus {
    guard let place = IndexPlace(root: root) else { throw .noPlaceForIndex }
    let own = place.root + "/"
    let folder = place.folder.hasPrefix(own) ? String(place.folder.dropFirst(own.utf8.count)) : place.folder
    var status = IndexStatus(state: .missing(nil), folder: folder + "/")
    guard let path = place.database else { return status }
    do throws(IndexError) {
      let connection = try IndexConnection(path: path, mode: .writing)
      try connection.configureForUse()
      let layout = IndexLayout(book: book)
      let meta = try connection.meta()
      guard meta.shape == indexShape(layout) else {
        status.state = .missing("schemas, configuration or program changed")
        return status
      }
      status.builtAt = Instant(secondsSinceEpoch: meta.builtAt)
      status.size = FileAccess.size(path) + FileAccess.size(path + "-wal")
      for table in layout.tables {
        let count = try connection.integer("SELECT count(*) FROM \(quoted(table.name))") ?? 0
        if count > 0 { status.records.append((table.type.name, count)) }
      }
      status.columnIndexes = try connection.columnIndexes(layout)
      let walk = await FolderWalk(root: root, book: book, kept: try connection.keptFolders())
      let count = walk.pending.filter { $0.digest == nil }.count + walk.gone.count
      status.state = count == 0 ? .current : .outdated(count)
    } catch {
      status.state = .missing(error.message)
    }
    return status
  }
}

extension IndexConnection {
  /// The columns that have an index of their own.
  fileprivate func columnIndexes(_ layout: IndexLayout) throws(IndexError) -> [String] {
    var found: [String] = []
    let statement = try prepare("SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index' ORDER BY name")
    while try statement.step() {
      guard let table = statement.text(0), let name = statement.text(1) else { continue }
      let prefix = "libretto_by_\(table)_"
      if name.hasPrefix(prefix) { found.append("\(table).\(name.dropFirst(prefix.utf8.count))") }
    }
    return found
  }
}

extension WorkspaceError {
  static let noPlaceForIndex = WorkspaceError(
    .failure, "the book is in no Git repository, so there is no place for an index", help: "make one with: git init")
}
