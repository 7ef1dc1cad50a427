public import LibrettoModel

/// A figure that can be opened: what it says, how it is defined, of when it is, and the records behind each number.
public struct Figure: Sendable {
  /// The figure's name, by which `libretto explain` tells its definition: `funnel`.
  public let name: String
  /// The days that it is about; nil where it is of one moment.
  public let period: DatePeriod?
  /// The moment as of which it is computed.
  public let asOf: Instant
  /// The commit that history was read up to, 40 hexadecimal digits; nil without one.
  public let commit: String?
  /// Its tables, the most important first.
  public let tables: [FigureTable]
  /// What a reader must know to read it right, a sentence each: what was left out, and why.
  public let notes: [Phrase]

  /// A figure of these parts.
  public init(
    name: String, period: DatePeriod?, context: ReportContext, tables: [FigureTable], notes: [Phrase] = []
  ) {
    (self.name, self.period, self.tables, self.notes) = (name, period, tables, notes)
    (asOf, commit) = (context.asOf, context.commit)
  }

  private init(_ figure: Figure, tables: [FigureTable], notes: [Phrase]) {
    (name, period, asOf, commit) = (figure.name, figure.period, figure.asOf, figure.commit)
    (self.tables, self.notes) = (tables, notes)
  }

  /// The figure with only the table of this name.
  public func only(_ table: String) -> Figure {
    Figure(self, tables: tables.filter { $0.name == table }, notes: notes)
  }

  /// The figure without its columns of this name, where nothing was asked of them.
  public func without(column name: String) -> Figure {
    let tables = tables.map { table -> FigureTable in
      guard let place = table.columns.firstIndex(where: { $0.name == name }) else { return table }
      var columns = table.columns
      columns.remove(at: place)
      let rows = table.rows.map { row -> FigureTable.Row in
        var cells = row.cells
        cells.remove(at: place)
        return FigureTable.Row(cells, records: row.records)
      }
      return FigureTable(name: table.name, columns: columns, rows: rows)
    }
    return Figure(self, tables: tables, notes: notes)
  }

  /// The figure with the tables and notes of another one behind its own.
  public func with(_ other: Figure) -> Figure {
    Figure(self, tables: tables + other.tables, notes: notes + other.notes)
  }
}

/// Rows of a figure.
public struct FigureTable: Sendable {
  /// A short name that stays the same in every language: `promises`.
  public let name: String
  /// The columns.
  public let columns: [Column]
  /// The rows.
  public let rows: [Row]

  /// A table of these parts.
  public init(name: String, columns: [Column], rows: [Row]) {
    (self.name, self.columns, self.rows) = (name, columns, rows)
  }

  /// A column: its name stays the same in every language, and is the key in JSON.
  public struct Column: Sendable, Hashable {
    /// The name: `kept`.
    public let name: String
    /// Whether its cells are set to the right.
    public let isNumber: Bool

    /// A column of texts, or of numbers.
    public init(_ name: String, isNumber: Bool = false) { (self.name, self.isNumber) = (name, isNumber) }
  }

  /// A row and the records that it was computed from.
  public struct Row: Sendable {
    /// A cell a column.
    public let cells: [Cell]
    /// The records behind it, in the order of their names.
    public let records: [RecordReference]

    /// A row of these cells.
    public init(_ cells: [Cell], records: [RecordReference] = []) { (self.cells, self.records) = (cells, records) }
  }

  /// A value, written by each renderer in the reader's language.
  public enum Cell: Sendable, Hashable {
    /// There is none, such as a share of nothing.
    case none
    /// A name of the book, as it is.
    case text(String)
    /// A word of ours that every language has.
    case phrase(Phrase)
    /// A whole number.
    case count(Int)
    /// A number, rounded to so many decimals where it is shown to people.
    case number(Number, decimals: Int)
    /// A part of a whole, both counted.
    case share(Int, of: Int)
    /// An amount.
    case money(Money)
    /// A length of time in seconds, by the calendar.
    case duration(Int)
    /// A length of time in seconds of business hours.
    case businessHours(Int)
    /// A day.
    case date(CivilDate)
    /// A moment.
    case instant(Instant)
    /// A record, shown by its title.
    case record(RecordReference, title: String)
  }
}

/// A sentence or word that every language of reports has, by its key, with what is put into it.
public struct Phrase: Sendable, Hashable {
  /// The key: `state.kept`.
  public let key: String
  /// What takes the place of `{1}`, `{2}` and so on.
  public let arguments: [FigureTable.Cell]

  /// A phrase.
  public init(_ key: String, _ arguments: FigureTable.Cell...) { (self.key, self.arguments) = (key, arguments) }
}
