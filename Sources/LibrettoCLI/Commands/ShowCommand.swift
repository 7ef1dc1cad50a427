import ArgumentParser
import LibrettoWorkspace

/// `libretto show`.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one record: fields, links both ways, log, last change.",
    discussion: """
      EXAMPLE
        libretto show jane-doe
        libretto show account/globex --format json
        libretto show jane-doe --at v1.2
      """)

  /// How a record is shown.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, md }

  @Argument(help: "The record: its id, an old id, or type/id.", completion: BookCompletion.records) var record: String
  @Option(help: "text, json or md.") var format: Format = .text
  @OptionGroup var revision: RevisionOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try revision.open(book)
    let session = Session.current
    let catalog = try await workspace.load().catalog
    for conflict in revision.name == nil ? try workspace.conflicts(of: record) : [] {
      session.note("warning: \(visible(conflict)) is in conflict: libretto conflicts")
    }
    let view = workspace.view(try await workspace.record(record, thenIn: catalog), in: catalog)
    switch format {
    case .text:
      let page = RecordPage(view, zone: workspace.timeZone, style: ANSIStyle(isOn: session.console.colorsOutput))
      await Pager.write(page.text(width: session.console.outputWidth))
    case .md:
      session.console.write(RecordPage(view, zone: workspace.timeZone, style: ANSIStyle(isOn: false)).markdown())
    case .json: session.console.write(RecordJSON(view, zone: workspace.timeZone).value.text(pretty: true) + "\n")
    }
  }
}
