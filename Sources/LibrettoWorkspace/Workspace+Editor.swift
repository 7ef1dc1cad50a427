import LibrettoGit
import Subprocess

extension Workspace {
  /// Whether an editor is named that may need no terminal.
  public var hasEditorOfItsOwn: Bool {
    ["GIT_EDITOR", "VISUAL", "EDITOR"].contains { environment.variables[$0].map { !$0.isEmpty } ?? false }
  }

  /// Opens files in the editor that Git would use, and waits for its end; returns its status.
  public func edit(_ paths: [String]) async throws(WorkspaceError) -> Int32 {
    do {
      let configured = try await SubprocessGit().run(["var", "GIT_EDITOR"], in: root, environment: [:], input: [])
      let editor = String(decoding: configured.output, as: UTF8.self).split(whereSeparator: \.isNewline).first
      guard configured.status == 0, let editor else {
        throw WorkspaceError(.failure, "no editor is known", help: "set EDITOR, or: git config core.editor nano")
      }
      // The editor's name may hold arguments of its own, so it goes through the shell as Git's does.
      let result = try await Subprocess.run(
        .name("sh"), arguments: Arguments(["-c", "\(editor) \"$@\"", "\(editor)"] + paths),
        input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
      if case .exited(let code) = result.terminationStatus { return Int32(code) }
      return 1
    } catch { throw Self.wrapped(error) }
  }
}
