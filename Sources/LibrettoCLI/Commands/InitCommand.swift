import ArgumentParser
import LibrettoWorkspace

/// `libretto init`.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a book.",
    discussion: """
      The folder is made, or must be empty; it may lie inside a repository. Where there is no repository, one is made. \
      What was written becomes the first commit. With --sample the book gets about fifty records of an invented company.

      EXAMPLE
        libretto init my-book --sample && cd my-book
      """)

  @Argument(help: "The book's folder.") var path: String
  @Flag(help: "Put the records of an invented company into the book.") var sample = false
  @Option(help: "The company's name; left out, the folder's.") var name: String?

  func run() async throws {
    let session = Session.current
    let outcome = try await Workspace.initialise(
      at: path, sample: sample, name: name, environment: session.environment)
    let place = outcome.madeRepository ? ", a new repository" : ""
    let commit = outcome.commit.map { ", commit \($0.abbreviated)" + (outcome.branch.map { " on \($0)" } ?? "") } ?? ""
    session.note("Started a book in \(visible(path))\(place): \(outcome.files.count) files\(commit).")
    if outcome.usesStandInIdentity {
      session.note(
        "Git does not know who you are, so Libretto signed. For what follows: git config --global user.name \"Your Name\" "
          + "and git config --global user.email you@example.com")
    }
    session.note(
      "Next: " + (path == "." ? "" : "cd \(visible(path)) && ")
        + (sample ? "libretto query leads stage:mql" : "libretto new lead \"Jane Doe\""))
  }
}
