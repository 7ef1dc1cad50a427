public import LibrettoWorkspace

/// An answer as rows and columns, whatever it came from: the one model behind every row format.
public struct RowSet: Sendable {
  /// The columns.
  public var columns: [Column]
  /// The rows, each with a cell a column.
  public var rows: [[Cell]]
  /// The ids of the records that the rows stand for; empty where they stand for none, as in an aggregate.
  public var ids: [String]
  /// The files of those records.
  public var paths: [String]
  /// Whether a table may leave out the last columns where a terminal is too narrow: nobody asked for these very ones.
  public var mayDropColumns = false
  /// Whether a table breaks text that is too wide into lines, in place of cutting it.
  public var wrapsText = false

  /// Makes a set of rows; see the properties.
  public init(columns: [Column], rows: [[Cell]], ids: [String] = [], paths: [String] = []) {
    self.columns = columns
    self.rows = rows
    self.ids = ids
    self.paths = paths
  }

  /// A column.
  public struct Column: Hashable, Sendable {
    /// The name that machine formats use: `account.sector`.
    public var name: String
    /// The title that people see.
    public var title: String
    /// What it holds.
    public var kind: Kind

    /// Makes a column; its title is its name where none is given.
    public init(_ name: String, title: String? = nil, kind: Kind = .text) {
      self.name = name
      self.title = title ?? name
      self.kind = kind
    }
  }

  /// What a column holds, which decides how a table aligns and cuts it.
  public enum Kind: String, Hashable, Sendable {
    /// Text, at the left, cut where the terminal is narrow.
    case text
    /// Ids, stages and members: words to type again, at the left, never cut.
    case word
    /// Numbers and amounts, at the right or by their decimal points, never cut.
    case number
    /// Dates, times and the like, at the left, never cut.
    case date
    /// `true` or `false`, never cut.
    case boolean
  }

  /// The value of one row in one column.
  public indirect enum Cell: Hashable, Sendable {
    /// Nothing: blank for people, `null` in JSON.
    case null
    /// Text, dates and amounts with a currency among it.
    case text(String)
    /// An exact number.
    case number(Number)
    /// `true` or `false`.
    case boolean(Bool)
    /// Several values: joined by `, ` for people, by `;` in CSV and TSV, an array in JSON.
    case list([Cell])
    /// Any other value: compact JSON where text is wanted.
    case json(JSONValue)
  }
}
