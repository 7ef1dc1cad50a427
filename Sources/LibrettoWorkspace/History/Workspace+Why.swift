import LibrettoGit
import LibrettoModel

extension Workspace {
  /// Finds the change that set the present value of a field, the commit, and the request by which it was reviewed.
  public func reason(_ name: String, field: String) async throws(WorkspaceError) -> ValueReason {
    let history = try await history(of: name, field: field)
    guard let event = history.events.first(where: { $0.kind == .set }) else {
      throw WorkspaceError(
        .failure, "\(history.reference) never had \(visible(field))", help: "see: libretto history \(history.reference)"
      )
    }
    guard event.field == field else {
      throw WorkspaceError(
        .usage, "\(visible(field)) is a map and is set part by part", help: "name a part: \(event.field ?? field).…")
    }
    do {
      let repository = try repository()
      guard let id = event.commit.flatMap({ ObjectID(hex: $0) }) else { return reason(history, field, event, nil, nil) }
      let brought = try repository.commit(id)
      guard brought.parents.count > 1 else { return reason(history, field, event, brought, nil) }
      let made = try inner(of: brought, repository, history, event)
      return reason(history, field, event, made ?? brought, made == nil ? nil : brought)
    } catch { throw Self.wrapped(error) }
  }

  private func reason(
    _ history: RecordHistory, _ field: String, _ event: RecordHistory.Event, _ commit: Commit?, _ merge: Commit?
  ) -> ValueReason {
    let review = [merge, commit].lazy.compactMap { $0 }.compactMap { ReviewReference(message: $0.message) }.first
    return ValueReason(
      reference: history.reference, field: field, value: event.after, event: event, commit: commit, merge: merge,
      review: review)
  }

  /// The commit of a merged branch that set the value: the newest of the branch's first parents which the merge brought
  /// whose parent has another value. Nil where the merge itself made it.
  private func inner(
    of merge: Commit, _ repository: Repository, _ history: RecordHistory, _ event: RecordHistory.Event
  ) throws -> Commit? {
    guard let type = book.type(named: history.reference.type), let field = event.field else { return nil }
    let prefix = try prefix()
    // The record's file may have another name on the way: the ones it had are asked for in turn.
    var paths = [history.record?.path].compactMap(\.self)
    for moved in history.record?.aliases ?? [] { paths.append("\(type.folder)/\(type.place.path(for: moved))") }
    func value(in commit: ObjectID) throws -> Value? {
      for path in paths {
        guard let entry = try repository.entry(at: prefix + path, in: commit), entry.mode.isPlainFile else { continue }
        let id = RecordReading.stem(path)
        return Record(type: type, id: id, path: path, bytes: try repository.blob(entry.id)).value(at: field)
      }
      return nil
    }
    for tip in merge.parents.dropFirst() {
      guard try value(in: tip) == event.after else { continue }
      var next = try repository.commit(tip)
      for _ in 0..<1000 {
        guard try !repository.isAncestor(next.id, of: merge.parents[0]) else { break }
        guard let parent = next.parents.first, try value(in: parent) == event.after else { return next }
        next = try repository.commit(parent)
      }
    }
    return nil
  }
}
