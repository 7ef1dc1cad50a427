public import ArgumentParser
public import LibrettoWorkspace

/// `libretto import`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take records in from a file.", subcommands: [ImportCSVCommand.self])
}

/// `libretto import csv`.
struct ImportCSVCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv",
    abstract: "Take records in from a CSV file.",
    discussion: """
      Each row is a new record; with --key it changes the record that it matches, and only what differs. Without --map, \
      columns that are called as a field are taken; with it, only those that it names. A link may be an id, an old id or \
      a title. An empty cell says nothing, and blanks around a cell do not count. A list is separated by semicolons or \
      commas. Other than new, an import sets nothing by itself: --set stage=lead --set created=today.

      Rows in error go, with the reasons, to a file of rejects, which can be mended and imported again, and is overwritten only where --rejects names it; the rest is \
      imported, and the command ends with 1. --strict imports nothing then, --keep imports the values as they are for \
      libretto validate to find.

      EXAMPLE
        libretto import csv accounts.csv --type account --key name --dry-run \\
          --map name=account,industry=sector
        libretto import csv deals.csv --type deal --id number --key id \\
          --map-value product:GTXPro="GTX Pro"
        libretto import csv deals.csv --type deal --map account=company \\
          --set 'name={product} for {company}'
      """)

  @Argument(help: ArgumentHelp("The CSV file; - is standard input.", valueName: "file"), completion: .file()) var file:
    String
  @Option(help: "The type of the records.", completion: BookCompletion.types) var type: String
  @Option(help: ArgumentHelp("Which column a field comes from.", valueName: "field=column,…")) var map: [String] = []
  @Option(help: ArgumentHelp("A value to take for another.", valueName: "field:old=new")) var mapValue: [String] = []
  @Option(help: ArgumentHelp("A value for every row; {column} is its cell.", valueName: "field=value")) var set:
    [String] = []
  @Option(help: ArgumentHelp("The fields that match a row with a record; id is its id.", valueName: "field,…"))
  var key: [String] = []
  @Option(help: ArgumentHelp("The column with the ids of new records.", valueName: "column")) var id: String?
  @Option(help: ArgumentHelp("comma, semicolon, tab or pipe; found out where left out.", valueName: "name"))
  var delimiter: String?
  @Option(help: ArgumentHelp("utf-8 or windows-1252.", valueName: "name")) var encoding = CSVEncoding.utf8
  @Option(help: ArgumentHelp("Where rows in error go.", valueName: "file")) var rejects: String?
  @Flag(name: [.customLong("dry-run"), .customShort("n")], help: "Tell what would happen and write nothing.")
  var isDryRun = false
  @Flag(help: "Import nothing where a row is in error.") var strict = false
  @Flag(help: "Import values in error as they are.") var keep = false
  @Flag(help: "Leave the apostrophe that an export puts before a formula.") var raw = false
  @Flag(name: .shortAndLong, help: "List every row.") var verbose = false
  @OptionGroup var book: BookOptions

  func run() async throws {
    let session = Session.current
    guard !(strict && keep) else {
      throw WorkspaceError(.usage, "--strict refuses what --keep imports", help: "use one of them")
    }
    let report = try await importing(session)
    let listing = ImportListing(report, isDryRun: isDryRun, listsAll: verbose, name: file)
    session.console.write(listing.text)
    if !report.refused.isEmpty {
      if !isDryRun, strict { session.note("Nothing was imported: --strict refuses all where a row is in error.") }
      if let path = report.rejectsPath { session.note("The rows in error are in \(path).") }
      throw ExitCode(1)
    }
  }

  private func importing(_ session: Session) async throws -> ImportReport {
    let workspace = try isDryRun ? book.open() : book.openForEditing()
    let path = file == "-" ? "-" : session.environment.absolutePath(file)
    var request = ImportRequest(bytes: try InputFile.read(path), name: file, type: type)
    request.map = try map.flatMap { try ImportRequest.FieldColumn.list($0) }
    request.replacements = try mapValue.map { try ImportRequest.ValueReplacement($0) }
    request.constants = try set.map { try ImportRequest.FieldConstant($0) }
    request.key = key.flatMap { $0.split(separator: ",").map(String.init) }
    request.idColumn = id
    request.encoding = encoding
    if let delimiter {
      guard let known = CSVDelimiter(name: delimiter) else {
        throw WorkspaceError(
          .usage, "unknown delimiter \"\(visible(delimiter))\"", help: "one of comma, semicolon, tab, pipe")
      }
      request.delimiter = known
    }
    (request.isDryRun, request.isStrict, request.keepsInvalid, request.isRaw) = (isDryRun, strict, keep, raw)
    request.rejectsPath = session.environment.absolutePath(rejects ?? defaultRejects)
    request.replacesRejects = rejects != nil
    guard request.rejectsPath != path else {
      throw WorkspaceError(.usage, "the rejects would overwrite \(file)", help: "name another file: --rejects FILE")
    }
    let line = ProgressReport(session.console)
    defer { line.end() }
    return try await workspace.importCSV(request) { line.show($0.phase.rawValue, $0.done, $0.total) }
  }

  /// `deals.csv.rejects.csv` in the current folder for any `deals.csv`.
  private var defaultRejects: String {
    guard file != "-" else { return "import.rejects.csv" }
    let name = String(file.split(separator: "/").last ?? "import")
    return "\(name).rejects.csv"
  }
}

extension CSVEncoding: ExpressibleByArgument {}
