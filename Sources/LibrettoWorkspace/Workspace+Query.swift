public import LibrettoModel

extension Workspace {
  public func records(where query: String, in catalog: Catalog) throws(WorkspaceError) -> [Record] {
    throw WorkspaceError(.usage, "queries come next")
  }
}
