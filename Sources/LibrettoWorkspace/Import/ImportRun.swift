import JSONSchema
import LibrettoMerge
import LibrettoModel
import LibrettoSyntax

/// One import, from rows to records: ids first, so that rows may link to each other, then values, then judgement.
struct ImportRun {
  /// A row on its way.
  struct Row {
    let number: Int
    let line: Int
    let cells: [String]
    /// Why it is in error.
    var reasons: [ImportReason] = []
    /// Whether it cannot become a record at all, even where values are kept as they are.
    var isHopeless = false
    /// The record that it changes.
    var old: Record?
    /// The id of the record.
    var id = ""
    /// The record as it shall be.
    var new: Record?
    /// The rows that make the records that it links to.
    var links: [Int] = []
  }

  let request: ImportRequest
  let book: Book
  let catalog: Catalog
  let type: RecordType
  let columns: ImportColumns
  let header: [String]
  let delimiter: CSVDelimiter
  var reader: CellReader
  var rows: [Row] = []
  var randomBits: @Sendable () -> UInt64

  init(
    _ request: ImportRequest, catalog: Catalog, input: FieldInput, randomBits: @escaping @Sendable () -> UInt64
  ) throws(WorkspaceError) {
    self.request = request
    self.catalog = catalog
    self.randomBits = randomBits
    book = catalog.book
    guard let type = book.type(named: request.type) else {
      throw .unknown("record type", request.type, among: book.typeNames)
    }
    self.type = type
    let csv: CSVReader
    do { csv = try CSVReader(request.bytes, delimiter: request.delimiter, encoding: request.encoding) } catch {
      throw WorkspaceError(
        .failure, "\(visible(request.name)): \(error.description)",
        help: error.help)
    }
    header = csv.header
    delimiter = csv.delimiter
    columns = try ImportColumns(request, type: type, header: csv.header)
    for field in request.key where field != "id" || type.fields?.propertyNames.contains("id") == true {
      guard columns.sources.contains(where: { $0.field == field }) else {
        throw WorkspaceError(
          .usage, "--key \(visible(field)) is no field that a column goes to",
          help: nearest(to: field, among: columns.sources.map(\.field)).map { "did you mean \"\($0)\"?" }
            ?? "map it: --map \(visible(field))=COLUMN")
      }
    }
    if request.key.contains("id"), columns.idColumn == nil, type.fields?.propertyNames.contains("id") != true {
      throw WorkspaceError(.usage, "--key id needs a column with ids", help: "name it: --id COLUMN")
    }
    let linked = columns.sources.compactMap(\.schema).flatMap(\.linkedTypes)
    reader = CellReader(input: input, names: ImportNames(catalog, types: Set(linked)))
    for result in csv { rows.append(Self.row(result, isRaw: request.isRaw)) }
  }

  private static func row(_ result: Result<CSVRow, CSVError>, isRaw: Bool) -> Row {
    switch result {
    case .success(let row):
      Row(
        number: row.number, line: row.line,
        cells: isRaw ? row.fields : row.fields.map { CSVWriter.withoutNeutralisation($0) })
    case .failure(let error):
      Row(
        number: error.record, line: error.line, cells: error.fields,
        reasons: [ImportReason(error.reason, help: error.help)],
        isHopeless: true)
    }
  }

  /// Whether a row becomes a record.
  func isTaken(_ row: Row) -> Bool { !row.isHopeless && (row.reasons.isEmpty || request.keepsInvalid) }

  /// What a row came to.
  func outcome(_ row: Row) -> ImportedRow {
    guard isTaken(row), let new = row.new else {
      return ImportedRow(
        number: row.number, line: row.line, record: nil, path: nil, outcome: .refused, reasons: row.reasons)
    }
    let outcome: ImportedRow.Outcome =
      row.old.map { old in
        old.document.bytes == new.document.bytes ? .unchanged : .changed(FieldChange.between(old, new))
      } ?? .created
    return ImportedRow(
      number: row.number, line: row.line, record: new.reference, path: new.path, outcome: outcome,
      reasons: row.reasons)
  }
}

extension CSVError {
  /// What to do about it; nil where the reason says it.
  fileprivate var help: String? {
    switch problem {
    case .empty: nil
    case .utf16: "in a spreadsheet, save it as \"CSV UTF-8\"; or convert it: iconv -f UTF-16 -t UTF-8"
    case .undecodable(_, .utf8): "if it comes from Windows: --encoding windows-1252"
    case .undecodable: "if it is UTF-8, leave --encoding out"
    case .duplicateName: "rename one of them in the file's first line"
    case .emptyName: "give each column a name in the file's first line, or take the column out"
    case .unclosedQuote, .strayQuote:
      record == 0 ? "mend the file's first line; if another character separates: --delimiter semicolon" : nil
    case .fieldCount: nil
    }
  }
}
