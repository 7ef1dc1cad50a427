import ArgumentParser
import LibrettoWorkspace

/// `libretto textconv`.
struct TextconvCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "textconv",
    abstract: "Print a record's file with a line for each field: what git diff and git log -p compare.",
    discussion: """
      Git calls it, as the driver that libretto setup sets up for the book's records. A file that is no readable record is \
      printed as it is.

      EXAMPLE
        libretto textconv leads/jane-doe.md
      """,
    shouldDisplay: false)

  @Argument(help: "The file.", completion: .file()) var file: String

  func run() async throws {
    let session = Session.current
    session.console.write(try TextConversion.text(ofFile: file, environment: session.environment))
  }
}
