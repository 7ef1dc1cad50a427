import LibrettoModel

/// The rows of an import that are in error, as they were, with the reasons in a column more: to be mended and imported
/// again.
struct RejectsFile {
  /// The column with the reasons; an import never takes it for a field.
  static let errorColumn = "libretto_error"

  private var writer: CSVWriter
  private let columns: [Int]
  private let width: Int

  /// Begins a file with the columns of `header`. Reasons of an earlier import are left out.
  init(header: [String], delimiter: CSVDelimiter) {
    writer = CSVWriter(delimiter: delimiter, neutralisesFormulas: false)
    width = header.count
    columns = header.indices.filter { header[$0] != Self.errorColumn }
    writer.write(columns.map { header[$0] } + [Self.errorColumn])
  }

  /// Adds a row. Of one with too many fields the rest stands in the last column; of one with too few, the last are empty.
  mutating func add(_ cells: [String], _ reasons: [ImportReason]) {
    var cells = cells
    if cells.count > width, width > 0 {
      let separator = String(Unicode.Scalar(writer.delimiter.rawValue))
      cells = cells[..<(width - 1)] + [cells[(width - 1)...].joined(separator: separator)]
    }
    writer.write(
      columns.map { cells.indices.contains($0) ? cells[$0] : "" } + [reasons.map(\.description).joined(separator: "; ")]
    )
  }

  /// The file's bytes.
  var bytes: [UInt8] { writer.bytes }
}
