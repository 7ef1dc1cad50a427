import JSONSchema
import LibrettoModel

extension Workspace {
  /// Exports records with all their fields: links as ids, lists with semicolons between their elements. A table that is
  /// imported again with `--key id` changes nothing.
  ///
  /// - Parameters:
  ///   - request: which records, and how.
  ///   - write: takes the file piece by piece, in UTF-8.
  public func export(
    _ request: ExportRequest, write: ([UInt8]) -> Void
  ) async throws(WorkspaceError) {
    let catalog = try await load().catalog
    let records: [Record]
    var type: RecordType?
    if let first = request.query.first, request.query.count == 1, let only = book.type(named: first) {
      type = only
      records = catalog.records(ofType: only.name)
    } else if !request.query.isEmpty {
      records = try self.records(where: request.query.joined(separator: " "), in: catalog)
      type = request.query[0].split(separator: " ").first.flatMap { book.type(named: String($0)) }
    } else {
      records = catalog.records
    }
    switch request.format {
    case .csv:
      guard let type else {
        throw WorkspaceError(
          .usage, "a table holds records of one type",
          help: "name it: libretto export csv \(book.types.first?.plural ?? "leads")")
      }
      Self.writeTable(type, records, request, write)
    case .ndjson:
      for record in records { write(Array((Self.json(record).text() + "\n").utf8)) }
    }
  }

  private static func writeTable(
    _ type: RecordType, _ records: [Record], _ request: ExportRequest, _ write: ([UInt8]) -> Void
  ) {
    let columns = ExportColumns(type, records)
    var writer = CSVWriter(delimiter: request.delimiter, neutralisesFormulas: !request.isRaw)
    // A type with a field of that name has its ids in the file names only.
    let hasOwnID = columns.fields.contains("id")
    writer.write((hasOwnID ? [] : ["id"]) + columns.fields)
    for record in records {
      writer.write((hasOwnID ? [] : [record.id]) + columns.fields.map { record.value(at: $0)?.cellText ?? "" })
      if writer.bytes.count > 1 << 16 { write(writer.take()) }
    }
    write(writer.take())
  }

  private static func json(_ record: Record) -> JSONValue {
    let fields = record.fields.map { Member(key: $0.key, value: $0.value) }
    return JSONValue(
      .object([
        Member(key: "id", value: JSONValue(.string(record.id))),
        Member(key: "type", value: JSONValue(.string(record.type.name))),
        Member(key: "path", value: JSONValue(.string(record.path))),
        Member(key: "fields", value: JSONValue(.object(fields))),
      ]))
  }
}
