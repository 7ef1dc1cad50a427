import LibrettoIndex
import LibrettoModel

/// When an index is to be built.
public enum IndexDemand: Sendable {
  /// Only one that was built before is used; of one that is damaged or of another form, the file is taken away.
  case existing
  /// One that is missing is built now.
  case build
}

/// How closely the files are looked at to bring an index up to date.
enum IndexLook {
  /// At each file: whatever was saved is seen.
  case files
  /// At the folders: what came, went or was put in another's place is seen, what was written into a file in place is not.
  case folders
}

extension Workspace {
  /// What `LIBRETTO_INDEX` says: `off` turns all use of the index off, `on` builds one that is missing at once.
  private var indexSwitch: String? { environment.variables["LIBRETTO_INDEX"] }

  /// Opens the index and brings it up to date with the files.
  ///
  /// - Parameters:
  ///   - demand: whether one that is missing is built.
  ///   - types: the types whose records are asked for; those of others may stay as they were. Nil for all.
  ///   - progress: told how many files of how many are in a new index.
  public func index(
    _ demand: IndexDemand = .existing, types: [RecordType]? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) async throws(WorkspaceError) -> IndexOpening {
    try await index(demand, types: types, look: .files, progress: progress)
  }

  func index(
    _ demand: IndexDemand = .existing, types: [RecordType]? = nil, look: IndexLook,
    progress: (Int, Int) -> Void = { _, _ in }
  ) async throws(WorkspaceError) -> IndexOpening {
    guard indexSwitch != "off" else { return .absent(.off) }
    guard let place = IndexPlace(root: root) else { return .absent(.noRepository) }
    let builds = demand == .build || indexSwitch == "on"
    let layout = IndexLayout(book: book)
    let shape = indexShape(layout)
    do throws(IndexError) {
      if let index = try await openIndex(place, layout, shape, types, look) { return .ready(index) }
      guard builds else { return .absent(.missing) }
      try await build(place, layout, shape, isForced: false, progress)
      if let index = try await openIndex(place, layout, shape, types, look) { return .ready(index) }
      return .absent(.busy)
    } catch {
      return absence(error)
    }
  }

  /// Builds the index anew, whatever there is; `withText` with that of the texts too, which one that is there has already
  /// keeps. Another process that builds is waited for some seconds.
  public func rebuildIndex(
    withText: Bool = false, progress: (Int, Int) -> Void = { _, _ in }
  ) async throws(WorkspaceError) {
    guard let place = IndexPlace(root: root) else { throw .noPlaceForIndex }
    let layout = IndexLayout(book: book)
    do throws(IndexError) {
      try await build(place, layout, indexShape(layout), isForced: true, withText: withText, progress)
    } catch {
      throw WorkspaceError(error)
    }
  }

  /// Takes the index away, so that it is built anew when it is needed: for one that proved damaged.
  public func discardIndex() {
    guard let place = IndexPlace(root: root), let path = place.database else { return }
    _ = place.forget(path)
  }

  private func build(
    _ place: IndexPlace, _ layout: IndexLayout, _ shape: [UInt8], isForced: Bool, withText: Bool = false,
    _ progress: (Int, Int) -> Void
  ) async throws(IndexError) {
    guard let lock = try place.lock(waiting: 10_000) else {
      throw IndexError(.busy, "another process builds the index at this moment")
    }
    // Who had the lock before may have built the very one.
    let current = place.database
    guard isForced || current == nil else { return }
    let hasText = current.map { (try? IndexConnection(path: $0, mode: .writing).hasTextIndex()) ?? false }
    _ = try await indexBuild(place, layout, shape, withText: withText || hasText ?? false).run(progress: progress)
    withExtendedLifetime(lock) {}
  }

  func indexBuild(_ place: IndexPlace, _ layout: IndexLayout, _ shape: [UInt8], withText: Bool) -> IndexBuild {
    IndexBuild(
      root: root, layout: layout, place: place, shape: shape, moment: environment.now().secondsSinceEpoch,
      withText: withText)
  }

  /// Nil where there is none, or it was of no use and is taken away.
  private func openIndex(
    _ place: IndexPlace, _ layout: IndexLayout, _ shape: [UInt8], _ types: [RecordType]?, _ look: IndexLook
  ) async throws(IndexError) -> BookIndex? {
    guard let path = place.database else { return nil }
    do throws(IndexError) {
      let connection = try IndexConnection(path: path, mode: .writing)
      try connection.configureForUse()
      let meta = try connection.meta()
      guard meta.shape == shape else { return place.forget(path) }
      let refresh = IndexRefresh(root: root, layout: layout, connection: connection, types: types, look: look)
      switch try await refresh.run() {
      case .done(let findings, let changed, let isUnusual):
        let sorted = findings.sorted { PathBytes($0.path) < PathBytes($1.path) }
        let unusual = isUnusual ? (try? RecordFiles(root: root, book: book).findings) ?? [] : []
        return BookIndex(connection, layout: layout, findings: unusual + sorted, changed: changed)
      case .tooMuch: return place.forget(path)
      }
    } catch {
      guard error.code == .damaged else { throw error }
      return place.forget(path)
    }
  }

  private func absence(_ error: IndexError) -> IndexOpening {
    switch error.code {
    case .busy: .absent(.busy)
    default: .absent(.unusable(error.message))
    }
  }

  /// All that decides on what is in the index: the layout of the tables, and the files from which it comes.
  func indexShape(_ layout: IndexLayout) -> [UInt8] {
    var shape = Array(layout.signature.utf8)
    for path in configurationFiles.keys.sorted() where path == "libretto.yaml" || path.hasPrefix("schema/") {
      shape.append(0)
      shape += path.utf8
      shape.append(0)
      shape += configurationFiles[path] ?? []
    }
    return shape
  }
}

extension WorkspaceError {
  /// What went wrong with the index.
  init(_ error: IndexError) {
    let help =
      switch error.code {
      case .busy: "try again when it is done"
      case .unwritable: "make room, or check who may write there"
      case .damaged: "make it anew with: libretto index rebuild"
      case .refused: nil as String?
      }
    self.init(.failure, error.message, help: help, cause: error)
  }
}
