import LibrettoModel

/// What to import, and how its columns become fields.
public struct ImportRequest: Sendable {
  /// The bytes of the CSV file.
  public var bytes: [UInt8]
  /// The file as people know it, for messages.
  public var name: String
  /// What stands between the fields of the file; nil finds it out from the header.
  public var delimiter: CSVDelimiter?
  /// How the bytes stand for text.
  public var encoding = CSVEncoding.utf8
  /// The type of the records, by its name or the last part of its folder.
  public var type: String
  /// Which column each field comes from. Where there are none, columns that are called as a field are taken, letter
  /// case, blanks, hyphens and underscores aside.
  public var map: [FieldColumn] = []
  /// Values that are replaced on the way, before links are resolved.
  public var replacements: [ValueReplacement] = []
  /// Values that fields get in every row; `{column}` in one stands for the row's cell.
  public var constants: [FieldConstant] = []
  /// The fields by which a row is matched with a record; `id` is the record's id. None: each row is a new record.
  public var key: [String] = []
  /// The column that the ids of new records come from; nil: a column that is called `id`, else the record's title.
  public var idColumn: String?
  /// Whether to tell only what would happen.
  public var isDryRun = false
  /// Whether nothing is imported where a row is in error.
  public var isStrict = false
  /// Whether values that are no good are imported as they are.
  public var keepsInvalid = false
  /// Whether an apostrophe that an export put before a formula stays.
  public var isRaw = false
  /// Where rows in error go, an absolute path; nil: nowhere.
  public var rejectsPath: String?
  /// Whether a file that is there already may be overwritten with the rows in error.
  public var replacesRejects = false

  /// Imports the CSV file with these bytes as records of a type.
  public init(bytes: [UInt8], name: String, type: String) {
    self.bytes = bytes
    self.name = name
    self.type = type
  }

  /// A field and the column that it comes from: `name=account`.
  public struct FieldColumn: Hashable, Sendable {
    /// The field as a query names it: `next.due`.
    public let field: String
    /// The column's name.
    public let column: String

    /// Takes the field from the column.
    public init(field: String, column: String) {
      self.field = field
      self.column = column
    }
  }

  /// A value that is replaced by another: `product:GTXPro=GTX Pro`.
  public struct ValueReplacement: Hashable, Sendable {
    /// The field.
    public let field: String
    /// The whole cell as it is in the file.
    public let old: String
    /// What is taken for it; an empty text leaves the field out.
    public let new: String
  }

  /// A value for every row: `stage=won`.
  public struct FieldConstant: Hashable, Sendable {
    /// The field.
    public let field: String
    /// The value, in which `{column}` stands for a cell of the row.
    public let template: String
  }
}

extension ImportRequest.FieldColumn {
  /// Reads pairs with commas between them: `name=account,industry=sector`. A column with a comma stands in quotes.
  public static func list(_ argument: String) throws(WorkspaceError) -> [Self] {
    var pairs: [Self] = []
    let parts: [String]
    do { parts = try TypedList.elements(of: argument, quotesAfterEquals: true) } catch {
      throw WorkspaceError(
        .usage, "the quotation marks in --map \(visible(argument)) do not match",
        help: "write a column with a comma as name=\"Company, Inc\"")
    }
    for part in parts {
      let (field, column) = try ImportRequest.pair(part, as: "--map", example: "name=account")
      pairs.append(Self(field: field, column: column))
    }
    return pairs
  }
}

extension ImportRequest.ValueReplacement {
  /// Reads `product:GTXPro=GTX Pro`; either value may stand in quotes.
  public init(_ argument: String) throws(WorkspaceError) {
    let (head, new) = try ImportRequest.pair(argument, as: "--map-value", example: "product:GTXPro=\"GTX Pro\"")
    guard let colon = head.firstIndex(of: ":"), colon > head.startIndex else {
      throw WorkspaceError(
        .usage, "--map-value \(visible(argument)) names no field", help: "write it as product:GTXPro=\"GTX Pro\"")
    }
    field = String(head[..<colon])
    old = ImportRequest.unquoted(String(head[head.index(after: colon)...]))
    self.new = ImportRequest.unquoted(new)
  }
}

extension ImportRequest.FieldConstant {
  /// Reads `stage=won`.
  public init(_ argument: String) throws(WorkspaceError) {
    (field, template) = try ImportRequest.pair(argument, as: "--set", example: "stage=won")
  }
}

extension ImportRequest {
  fileprivate static func pair(
    _ text: String, as option: String, example: String
  ) throws(WorkspaceError) -> (String, String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw WorkspaceError(
        .usage, "\(option) \(visible(text)) has no field and value", help: "write it as \(option) \(example)")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  fileprivate static func unquoted(_ text: String) -> String {
    text.utf8.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
  }
}
