extension Workspace {
  /// The file of the index, brought up to date.
  func sqlIndex() async throws(WorkspaceError) -> String {
    throw WorkspaceError(.failure, "there is no index yet")
  }

  /// Brings up to date what a statement reads besides the records.
  func prepareTables(_ reads: Set<String>) async throws(WorkspaceError) {}
}
