import LibrettoWorkspace

extension RowSet {
  /// The answer of a statement, ready to be shown. Of two columns with one name, the second gets a number, so that JSON
  /// holds both.
  init(_ answer: SQLAnswer) {
    var taken: Set<String> = []
    let columns = answer.columns.enumerated().map { index, title in
      var name = title
      var number = 1
      while !taken.insert(name).inserted {
        number += 1
        name = "\(title)_\(number)"
      }
      return Column(name, title: name, kind: Kind(title, answer.rows.lazy.map { $0[index] }))
    }
    self.init(columns: columns, rows: answer.rows.map { $0.map(Cell.init) })
  }
}

extension RowSet.Kind {
  /// What a column of an answer holds, by its values: SQLite's columns have no types that must be kept.
  init(_ name: String, _ values: some Sequence<SQLValue>) {
    var isNumber = true
    var isDate = true
    for value in values {
      switch value {
      case .null: continue
      case .integer, .real: isDate = false
      case .text(let text):
        isNumber = false
        isDate = isDate && Self.beginsWithDate(text)
      case .blob: (isNumber, isDate) = (false, false)
      }
    }
    self = name == "id" ? .word : isNumber ? .number : isDate ? .date : .text
  }

  /// `2026-11-21`, `2026-11-21T09:00Z`.
  private static func beginsWithDate(_ text: String) -> Bool {
    guard 10...25 ~= text.utf8.count else { return false }
    return zip(text.utf8, 0..<10).allSatisfy { byte, index in
      index == 4 || index == 7 ? byte == 0x2D : 0x30...0x39 ~= byte
    }
  }
}

extension RowSet.Cell {
  init(_ value: SQLValue) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .number(Number(Int(number)))
    case .real(let number):
      if let exact = Number("\(number)") { self = .number(exact) } else { self = .text(number < 0 ? "-Inf" : "Inf") }
    case .text(let text): self = .text(text)
    case .blob(let bytes):
      // As SQL writes bytes.
      let digits = Array("0123456789ABCDEF")
      self = .text("X'" + String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }) + "'")
    }
  }
}
