import LibrettoWorkspace
import TestSupport

/// A book in a scratch folder to import into.
struct ImportBook {
  let scratch = ScratchFolder("import")

  /// A book with a type `note` that has a field of every kind; `configuration` is added to `libretto.yaml`.
  init(_ configuration: String = "", schemas: [String: String] = [:], records: [String: String] = [:]) {
    scratch.write(
      """
      libretto: 1
      members: {tom: {name: Tom Krüger}, mia: {name: Mia Weber}}
      types:
        note: {folder: notes, schema: schema/note.yaml, title: title}
        pad: {folder: pads}
      \(configuration)
      """, to: "libretto.yaml")
    scratch.write(Self.noteSchema, to: "schema/note.yaml")
    for (path, text) in schemas { scratch.write(text, to: path) }
    for (path, text) in records { scratch.write(text, to: path) }
  }

  private static let noteSchema = """
    type: object
    required: [title]
    properties:
      title: {type: string, minLength: 1}
      text: {type: string}
      count: {type: integer, minimum: 0}
      size: {type: string, enum: [small, large]}
      due: {type: string, format: date}
      price: {type: string, format: money}
      country: {type: string, format: country}
      done: {type: boolean}
      owner: {type: string, format: member}
      code: {type: string, x-unique: true}
      parent: {type: string, x-link: note}
      account: {type: string, x-link: account}
      tags: {type: array, items: {type: string}}
      related: {type: array, items: {type: string, x-link: note}}
      next: {type: object, properties: {what: {type: string}, due: {type: string, format: date}}}
    unevaluatedProperties: false
    """

  func open() throws -> Workspace {
    var environment = Environment.ofProcess()
    environment.variables = [:]
    environment.currentFolder = scratch.path
    return try Workspace.open(scratch.path, environment: environment)
  }

  /// Imports `csv` as notes.
  @discardableResult
  func run(
    _ csv: String, type: String = "note", _ change: (inout ImportRequest) throws -> Void = { _ in }
  ) async throws -> ImportReport { try await run(Array(csv.utf8), type: type, change) }

  @discardableResult
  func run(
    _ csv: [UInt8], type: String = "note", _ change: (inout ImportRequest) throws -> Void = { _ in }
  ) async throws -> ImportReport {
    var request = ImportRequest(bytes: csv, name: "notes.csv", type: type)
    request.rejectsPath = scratch.path + "/notes.rejects.csv"
    try change(&request)
    return try await open().importCSV(request)
  }

  func export(_ query: [String] = ["notes"], raw: Bool = false, format: ExportRequest.Format = .csv) async throws
    -> String
  {
    var request = ExportRequest(format, query: query)
    request.isRaw = raw
    var bytes: [UInt8] = []
    try await open().export(request) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of every note by path.
  func notes() -> [String: String] {
    var notes: [String: String] = [:]
    for name in listFolder(scratch.path + "/notes") { notes[name] = scratch.text("notes/" + name) }
    return notes
  }
}

extension ImportReport {
  /// `row 1: created notes/a.md`, `row 2: refused: why – help`, one a row.
  var summary: [String] {
    rows.map { row in
      let what =
        switch row.outcome {
        case .created: "created \(row.path ?? "")"
        case .unchanged: "unchanged"
        case .refused: "refused: " + row.reasons.map(\.description).joined(separator: "; ")
        case .changed(let fields): "changed " + fields.map(\.field).joined(separator: ", ")
        }
      return "\(row.number) \(what)"
    }
  }
}
