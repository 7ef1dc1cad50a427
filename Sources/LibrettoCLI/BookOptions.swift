import ArgumentParser
import LibrettoWorkspace

/// Which book a command works on.
struct BookOptions: ParsableArguments {
  @Option(
    name: .customLong("book"),
    help: ArgumentHelp(
      "The book's folder. Left out, LIBRETTO_BOOK, else the book in or above the current folder.",
      valueName: "path"))
  var path: String?

  /// Opens the book. Commands that judge the book itself work `withBrokenConfiguration` too.
  func open(withBrokenConfiguration: Bool = false) throws -> Workspace {
    let workspace = try Workspace.open(path, environment: Session.current.environment)
    let session = Session.current
    session.opened.remember(workspace)
    workspace.onLeftOut = { findings in
      let more = findings.count == 1 ? "" : " and \(findings.count - 1) more"
      session.note(
        "warning: \(visible(findings[0].path))\(more) left out: \(findings[0].message)\nhelp: see: libretto validate")
    }
    if !withBrokenConfiguration { try workspace.requireReadableConfiguration() }
    return workspace
  }

  /// Opens the book to change its files; other commands that do so wait.
  func openForEditing(withBrokenConfiguration: Bool = false) throws -> Workspace {
    let workspace = try open(withBrokenConfiguration: withBrokenConfiguration)
    Self.lock(workspace)
    return workspace
  }

  /// Makes other commands that change the book's files wait, and tells what a killed one left and was finished.
  static func lock(_ workspace: Workspace) {
    if let note = workspace.lockForEditing().note { Session.current.note("note: \(note)") }
  }
}
