import JSONSchema
import LibrettoCLI

/// Rows with every kind of cell.
enum SampleRows {
  static let all = RowSet(
    columns: [
      .init("id"), .init("name", title: "Name"), .init("amount", title: "Amount", kind: .number),
      .init("created", kind: .date), .init("tags"), .init("open", kind: .boolean),
    ],
    rows: [
      [
        .text("jane-doe"), .text("Jane | Doe"), .number(number("1200.5")), .text("2026-10-02"),
        .list([.text("pricing"), .text("a,b")]), .boolean(true),
      ],
      [
        .text("yamada"), .text("山田太郎と申します、よろしく"), .number(number("-5")), .text("2026-10-03"), .list([]),
        .boolean(false),
      ],
      [
        .text("zoe"), .text("Zoe\u{308} \u{1B}[31m\tx\ny"), .null, .null,
        .json(["a": [1, nil]]), .null,
      ],
      [
        .text("evil"), .text("=1+2"), .number(number("31234567.25")), .text("2026-10-04"),
        .text("@\"q\" \\ <b>"),
        .null,
      ],
    ],
    ids: ["jane-doe", "yamada", "zoe", "evil"],
    paths: ["leads/jane-doe.md", "leads/yamada.md", "leads/zoe.md", "leads/evil.md"])

  private static func number(_ text: String) -> Number { Number(text)! }
}
