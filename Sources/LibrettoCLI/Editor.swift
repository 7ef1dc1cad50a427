import LibrettoWorkspace

/// The user's editor.
enum Editor {
  /// Opens the files and waits until the editor is closed.
  static func open(_ paths: [String], _ workspace: Workspace) async throws {
    guard Session.current.console.inputIsTerminal || workspace.hasEditorOfItsOwn else {
      throw WorkspaceError(
        .usage, "there is no terminal for an editor", help: "edit the file: \(paths.joined(separator: ", "))")
    }
    let status = try await workspace.edit(paths)
    guard status == 0 else { throw WorkspaceError(.failure, "the editor ended with \(status)") }
  }
}
