import LibrettoModel

extension FigureRenderer {
  /// All that the figure holds: names that stay the same in every language, exact numbers, lengths of time in seconds,
  /// records as `lead/jane-doe`, shares as `{"count": 3, "of": 7}`.
  func json(_ figure: Figure) -> JSONValue {
    var tables: [Member<JSONValue>] = []
    for table in figure.tables {
      let rows = table.rows.map { row -> JSONValue in
        var members = zip(table.columns, row.cells).map { Member(key: $0.name, value: json($1) ?? nil) }
        members.append(Member(key: "records", value: Self.list(row.records.map { .init(.string($0.description)) })))
        return JSONValue(.object(members))
      }
      tables.append(Member(key: table.name, value: Self.list(rows)))
    }
    let period = figure.period.map { period -> JSONValue in
      [
        "first": period.first == .earliest ? nil : .init(.string("\(period.first)")),
        "last": .init(.string("\(period.last)")),
      ]
    }
    return [
      "figure": .init(.string(figure.name)), "asOf": .init(.string(figure.asOf.description(in: zone))),
      "commit": figure.commit.map { .init(.string($0)) } ?? nil, "period": period ?? nil,
      "tables": JSONValue(.object(tables)),
      "notes": Self.list(figure.notes.map { .init(.string(language.text($0, in: zone))) }),
    ]
  }

  /// A cell as machines read it; nil where there is none.
  func json(_ cell: FigureTable.Cell) -> JSONValue? {
    switch cell {
    case .none: nil
    case .text(let text): .init(.string(text))
    case .phrase(let phrase) where phrase.key == "group.none": nil
    case .phrase(let phrase): .init(.string(phrase.key.split(separator: ".").last.map(String.init) ?? phrase.key))
    case .count(let count), .duration(let count), .businessHours(let count): .init(.number(Number(count)))
    case .number(let number, _): .init(.number(number))
    case .share(let part, let whole):
      ["count": .init(.number(Number(part))), "of": .init(.number(Number(whole)))]
    case .money(let money): .init(.string(money.description))
    case .date(let day): .init(.string("\(day)"))
    case .instant(let instant): .init(.string(instant.description(in: zone)))
    case .record(let reference, _): .init(.string(reference.description))
    }
  }

  private static func list(_ values: [JSONValue]) -> JSONValue { JSONValue(.array(values)) }
}
