import LibrettoModel

extension FigureTable.Cell {
  /// A group's name; a word of ours where there is none.
  static func group(_ name: String?) -> Self { name.map { .text($0) } ?? .phrase(Phrase("group.none")) }

  /// A number of seconds, of business hours or by the calendar; none where there is none.
  static func seconds(_ seconds: Int?, isBusiness: Bool = false) -> Self {
    seconds.map { isBusiness ? .businessHours($0) : .duration($0) } ?? .none
  }

  static func optional(_ instant: Instant?) -> Self { instant.map { .instant($0) } ?? .none }
  static func optional(_ text: String?) -> Self { text.map { .text($0) } ?? .none }
  static func optional(_ day: CivilDate?) -> Self { day.map { .date($0) } ?? .none }
  static func optional(_ money: Money?) -> Self { money.map { .money($0) } ?? .none }
  static func optional(_ number: Number?, decimals: Int) -> Self {
    number.map { .number($0, decimals: decimals) } ?? .none
  }
}

extension FigureTable {
  /// A table whose columns are named in one text; those with `#` after them hold numbers.
  init(_ name: String, _ columns: String, rows: [Row]) {
    let columns = columns.split(separator: " ").map { word in
      word.hasSuffix("#") ? Column(String(word.dropLast()), isNumber: true) : Column(String(word))
    }
    self.init(name: name, columns: columns, rows: rows)
  }
}
