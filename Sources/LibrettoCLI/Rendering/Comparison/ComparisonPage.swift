import LibrettoWorkspace

/// A comparison as one page of HTML that needs nothing else: no script, nothing from elsewhere; dark and light as the
/// reader's system is, and readable on a telephone.
struct ComparisonPage {
  private let comparison: BookComparison

  init(_ comparison: BookComparison) { self.comparison = comparison }

  private static let style = """
    :root{color-scheme:light dark;--ink:#1d2733;--dim:#5b6876;--line:#d6dde4;--back:#fff;--card:#f6f8fa;--in:#dff5e3;\
    --out:#fde4e4}
    @media(prefers-color-scheme:dark){:root{--ink:#e3e9ef;--dim:#9aa7b4;--line:#36414d;--back:#12171d;--card:#1a2129;\
    --in:#173a22;--out:#4a1d1f}}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:60rem;padding:1rem;background:var(--back);color:var(--ink);\
    font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
    h1{font-size:1.4rem}h2{font-size:1.05rem;margin:0 0 .5rem}h2 small{font-weight:400;color:var(--dim)}
    section{border:1px solid var(--line);border-radius:.5rem;background:var(--card);padding:1rem;margin:1rem 0}
    p{margin:.25rem 0;color:var(--dim)}table{width:100%;border-collapse:collapse}
    th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-top:1px solid var(--line)}
    thead th{border:0;color:var(--dim);font-weight:400}tbody th{font-weight:600;width:25%}
    h3{font-size:.9rem;margin:1rem 0 .25rem;color:var(--dim)}
    ul{list-style:none;margin:0;padding:0}li{padding:.1rem .5rem;white-space:pre-wrap}
    del,ins{text-decoration:none}del,li.out{background:var(--out)}ins,li.in{background:var(--in)}
    li.in::before{content:"+ "}li.out::before{content:"\\2212  "}
    @media(max-width:34rem){thead{display:none}table,tbody,tr,th,td{display:block;width:auto}tbody th{width:auto}\
    td{border:0;padding:.1rem .5rem}td:empty{display:none}}
    """

  var text: String {
    let title = "Records: \(comparison.changes.isEmpty ? "no differences" : comparison.countText)"
    var text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(Self.escaped(title))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(Self.escaped(title))</h1>
      <p>from \(Self.side(comparison.old)) to \(Self.side(comparison.new))</p>

      """
    for file in comparison.changes.files {
      let note = file.problem.map { "cannot be read: \($0)" } ?? file.word
      text += "<section>\n<h2>\(Self.escaped(file.path))</h2>\n<p>\(Self.escaped(note))</p>\n</section>\n"
    }
    for record in comparison.comparedRecords { text += Self.section(record) }
    return text + "</main>\n</body>\n</html>\n"
  }

  private static func side(_ side: BookComparison.Side) -> String {
    escaped(side.name) + (side.commit.map { " (\($0.abbreviated))" } ?? "")
  }

  private static func section(_ record: ComparedRecord) -> String {
    var text = "<section>\n<h2>\(escaped(record.name)) <small>\(escaped(record.title))</small></h2>\n"
    if record.kind != .modified {
      text += "<p>\(record.word)\(record.origin.map { " from \(escaped($0))" } ?? "")</p>\n"
    }
    if record.isLayoutOnly { text += "<p>only the layout differs</p>\n" }
    if !record.rows.isEmpty {
      text += "<table>\n<thead><tr><th>Field</th><th>Before</th><th>After</th></tr></thead>\n<tbody>\n"
      for row in record.rows {
        text +=
          "<tr><th scope=\"row\">\(escaped(row.field))</th><td>\(cell(row.before, "del"))</td>"
          + "<td>\(cell(row.after, "ins"))</td></tr>\n"
      }
      text += "</tbody>\n</table>\n"
    }
    text += list("Log", record.log.flatMap(items))
    return text + list("Text", record.body.map(item)) + "</section>\n"
  }

  private static func cell(_ texts: [String], _ tag: String) -> String {
    texts.isEmpty ? "" : "<\(tag)>\(texts.map { escaped($0, newlines: .kept) }.joined(separator: ", "))</\(tag)>"
  }

  private static func list(_ title: String, _ items: [String]) -> String {
    items.isEmpty ? "" : "<h3>\(title)</h3>\n<ul>\n" + items.map { $0 + "\n" }.joined() + "</ul>\n"
  }

  private static func items(_ change: LogChange) -> [String] {
    switch change {
    case .added(let text): ["<li class=\"in\">\(escaped(text))</li>"]
    case .removed(let text): ["<li class=\"out\">\(escaped(text))</li>"]
    case .edited(let old, let new):
      ["<li class=\"out\">\(escaped(old))</li>", "<li class=\"in\">\(escaped(new))</li>"]
    }
  }

  private static func item(_ line: LineChange) -> String {
    switch line.kind {
    case .same: "<li>  \(escaped(line.text))</li>"
    case .added: "<li class=\"in\">\(escaped(line.text))</li>"
    case .removed: "<li class=\"out\">\(escaped(line.text))</li>"
    case .gap: "<li>…</li>"
    }
  }

  /// Text as text, in elements and attributes.
  static func escaped(_ text: String, newlines: WhitespaceDisplay = .picture) -> String {
    var result = ""
    for scalar in visible(text, newlines: newlines).unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
