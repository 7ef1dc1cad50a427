import LibrettoGit
public import LibrettoModel

extension Workspace {
  /// The one record that `name` means in these records, as ``record(_:in:)`` finds it; of the book as it stood then also
  /// by the name that the record has got since.
  public func record(_ name: String, thenIn catalog: Catalog) async throws(WorkspaceError) -> Record {
    guard let revision, catalog.matches(name).isEmpty else { return try record(name, in: catalog) }
    do { return try record(name, in: catalog) } catch {
      guard let present = try? Workspace(root: root, environment: environment),
        let records = try? await present.load().catalog, let now = try? present.record(name, in: records)
      else { throw error }
      if let then = now.version(in: catalog) { return then }
      throw Self.absent(now, at: revision)
    }
  }

  /// A record of now that was not there then.
  static func absent(_ now: Record, at revision: BookRevision) -> WorkspaceError {
    WorkspaceError(
      .usage, "\(now.reference) was not in the book at \(visible(revision.description))",
      help: "name a later revision; its commits: git log -- \(now.path)")
  }
}

extension Record {
  /// The same record among those of another time: by its id, by one of its old ids, or by an old id there.
  func version(in catalog: Catalog) -> Record? {
    for id in [id] + aliases {
      if let found = catalog[RecordReference(type: type.name, id: id)] { return found }
    }
    return catalog.target(of: id, in: [type.name])
  }
}
