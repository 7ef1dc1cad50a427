import LibrettoGit
import LibrettoIndex
import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// History out of Git, brought up to date; only commits that are new since the last time are read.
  func history() async throws(WorkspaceError) -> HistoryStore {
    if let openedHistory { return openedHistory }
    let repository = try repositoryWithHistory()
    do {
      if let store = try await historyInIndex(repository) { return store }
      guard let store = try await readHistory(into: .inMemory(), repository) else {
        throw WorkspaceError(.failure, "history cannot be kept in memory")
      }
      return store
    } catch { throw Self.wrapped(error) }
  }

  /// Brings the history in the index up to date, for whoever reads its tables.
  func updateHistory() async throws(WorkspaceError) {
    do {
      guard try await historyInIndex(try repositoryWithHistory()) == nil else { return }
    } catch { throw Self.wrapped(error) }
    throw WorkspaceError(
      .failure, "history cannot be put into the index at this moment: another process writes it, or nobody may",
      help: "try again, or look with: libretto index status")
  }

  /// What became of these fields, for a query: by the present ids of the records, and, where wanted, also by those that
  /// they had before.
  func history(
    of fields: [(type: String, field: String)], byFormerIDs: Bool = false
  ) async throws(WorkspaceError) -> KnownHistory {
    let store = try await history()
    var known = KnownHistory()
    do {
      for (type, field) in fields {
        var transitions = try store.transitions(of: field, ofType: type)
        for (former, present) in byFormerIDs ? try store.formerIDs(ofType: type) : [] {
          let key = RecordReference(type: type, id: former)
          if transitions[key] == nil { transitions[key] = transitions[RecordReference(type: type, id: present)] }
        }
        known.add(transitions, field: field, type: type)
      }
    } catch { throw Self.wrapped(error) }
    return known
  }

  /// History in the index; nil where there is none, or it cannot be written now. One that is damaged is built anew.
  private func historyInIndex(_ repository: Repository) async throws -> HistoryStore? {
    for isLast in [false, true] {
      guard case .ready(let index) = try await index(.build) else { return nil }
      index.connection.wait(milliseconds: 2000)
      defer { index.connection.wait(milliseconds: 0) }
      do {
        openedIndex = index
        return try await readHistory(into: HistoryStore(index.connection), repository)
      } catch let error as IndexError {
        guard error.code == .damaged, !isLast else { throw error }
      }
      try await rebuildIndex()
    }
    return nil
  }

  /// Brings a store up to date; nil where the index cannot be written now, so that it has to be done without.
  private func readHistory(into store: HistoryStore, _ repository: Repository) async throws -> HistoryStore? {
    do {
      let source = HistorySource(book: book, workTree: repository.workTree, prefix: try prefix())
      let update = HistoryUpdate(
        repository: repository, source: source, store: store, zone: timeZone, key: historyKey)
      try await update.run()
      openedHistory = store
      for note in try historyNotes(store) { onHistoryNote?(note) }
      return store
    } catch let error as IndexError {
      guard error.code == .busy || error.code == .unwritable else { throw error }
      return nil
    }
  }

  private func repositoryWithHistory() throws(WorkspaceError) -> Repository {
    let repository: Repository
    do { repository = try Repository.discover(from: root) } catch {
      guard error.code == .notARepository else { throw WorkspaceError(error) }
      throw WorkspaceError(
        .failure, "there is no history: the book is in no Git repository",
        help: "git init \(root.isEmpty ? "/" : root), then libretto commit", cause: error)
    }
    do {
      guard try repository.head().commit != nil else {
        throw WorkspaceError(.failure, "there is no history: nothing has been committed", help: "libretto commit")
      }
      return repository
    } catch { throw Self.wrapped(error) }
  }

  /// Changes with all that values are read with, so that history is read again: types, their folders and schemas, the zone.
  private var historyKey: String {
    var text = "1\n\(timeZone.name)\n"
    for type in book.types { text += "\(type.name)\n\(type.folder)\n" }
    var bytes = Array(text.utf8)
    for (path, content) in configurationFiles.sorted(by: { $0.key < $1.key }) where path.hasPrefix("schema/") {
      bytes += Array(path.utf8) + [0] + content + [0]
    }
    return SHA1.hexDigest(bytes)
  }

  /// What history does not know.
  private func historyNotes(_ store: HistoryStore) throws -> [String] {
    var notes: [String] = []
    guard let state = try store.state() else { return [] }
    if state.isShallow, let oldest = try store.oldest() {
      notes.append(
        "history begins at \(oldest.commit.prefix(7)) of \(timeZone.civil(at: oldest.moment).0): this clone is shallow; "
          + "for all of it: git fetch --unshallow")
    }
    if let missing = state.missing {
      let what = missing.count == 1 ? "a version of a record is" : "\(missing.count) versions of records are"
      notes.append(
        "\(what) not in this partial clone and left out of history, \(missing.first.prefix(12)) the first; to fetch all: "
          + "git fetch --refetch --no-filter")
    }
    return notes
  }
}
