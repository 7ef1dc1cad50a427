import ArgumentParser
import LibrettoWorkspace

/// `libretto schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Show the record types and their fields.",
    discussion: """
      Without a type, the types are listed. With --format json, a type's whole JSON Schema is printed as it is in force. \
      The schemas of the book's own files are named book (libretto.yaml), agreement and view.

      EXAMPLE
        libretto schema lead
        libretto schema deal --format json
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, md }

  @Argument(help: "A record type, or book, agreement or view.", completion: BookCompletion.types) var type: String?
  @Option(help: "table, json or md.") var format: Format = .table
  @OptionGroup var book: BookOptions

  func run() throws {
    let workspace = try book.open()
    let listing = SchemaListing(book: workspace.book)
    guard let type else { return show(listing.types) }
    let schema: FieldSchema?
    if let known = workspace.book.type(named: type) {
      schema = known.fields
    } else if let own = ConfigurationSchema(rawValue: type) {
      schema = own.fields
    } else {
      throw WorkspaceError.unknown(
        "record type", type, among: workspace.book.typeNames + ConfigurationSchema.allCases.map(\.rawValue))
    }
    guard let schema else {
      if format == .json { return Session.current.print("true") }
      return Session.current.note("\(type) has no schema: it takes any fields.")
    }
    if format == .json { return Session.current.print(schema.document?.text(pretty: true) ?? "true") }
    show(listing.fields(of: schema))
  }

  private func show(_ rows: RowSet) {
    let console = Session.current.console
    var rows = rows
    rows.wrapsText = true
    let rowFormat = RowFormat(rawValue: format.rawValue) ?? .table
    console.write(RowRenderer(rowFormat, width: console.outputWidth, colour: console.colorsOutput).render(rows))
  }
}
