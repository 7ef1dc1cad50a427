import ArgumentParser
import LibrettoWorkspace

/// `libretto completions`.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the completions for a shell.",
    discussion: """
      EXAMPLE
        libretto completions bash \\
          > ~/.local/share/bash-completion/completions/libretto
        libretto completions zsh > ~/.zfunc/_libretto   # with ~/.zfunc in fpath
        libretto completions fish > ~/.config/fish/completions/libretto.fish
      """)

  @Argument(help: "bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"])) var shell: String

  func run() throws {
    guard let known = CompletionShell(rawValue: shell) else {
      throw WorkspaceError.unknown("shell", shell, among: CompletionShell.allCases.map(\.rawValue))
    }
    Session.current.print(Libretto.completionScript(for: known))
  }
}
