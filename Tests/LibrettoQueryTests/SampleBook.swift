import LibrettoModel
import LibrettoQuery

/// A small book made in memory, at noon of 2026-11-18, a Wednesday.
enum SampleBook {
  static let configuration = """
    libretto: 1
    name: Aria GmbH
    timezone: Europe/Berlin
    currency: EUR
    members:
      mia: {name: Mia Weber, email: mia@aria.example, team: marketing}
      tom: {name: Tom Krüger, email: tom@aria.example, team: sales}
      ada: {name: Ada Lund, email: ada@aria.example, team: sales}
    types:
      product: {folder: products}
      task: {folder: tasks, schema: schema/task.yaml}
    """
  static let agreement = """
    lifecycles:
      lead:
        type: lead
        field: stage
        stages:
          - {name: subscriber, team: marketing}
          - {name: mql, team: marketing, means: Ready for sales, gate: [email, account, "score:50.."]}
          - {name: sal, team: sales, gate: [owner]}
          - {name: sql, team: sales, gate: ["fit:A,B", "account.country:DE,AT"]}
          - {name: opportunity, team: sales, gate: [deals]}
          - {name: recycled, team: marketing, gate: [recycle_reason]}
      deal:
        type: deal
        field: stage
        stages: [{name: open}, {name: won, won: true}, {name: lost, lost: true}]
    vocabulary:
      activities: [call, email, meeting, click, note, stage]
    reasons:
      recycle: [no-budget, no-timing]
    """
  static let task = """
    $schema: https://json-schema.org/draft/2020-12/schema
    type: object
    unevaluatedProperties: false
    properties:
      name: {type: string}
      "no": {type: string}
      text: {type: string}
      count: {type: integer}
      done: {type: boolean}
      effort: {type: string, format: duration}
      at: {type: string, format: date-time}
      clock: {type: string, format: time}
      about: {type: string, x-link: [lead, deal]}
      watchers: {type: array, items: {type: string, format: member}}
      parts: {type: array, items: {type: object, properties: {what: {type: string}, hours: {type: number}}, additionalProperties: false}}
    """

  static let files: [(path: String, text: String)] = [
    (
      "accounts/globex.md",
      "name: Globex\ncountry: DE\nstatus: customer\nindustry: energy\nemployees: 1200\nrevenue: 2500000\ntier: A\nowner: tom\naliases: [globex-gmbh]"
    ),
    (
      "accounts/initech.md",
      "name: Initech\ncountry: \"NO\"\nstatus: prospect\nindustry: software\nemployees: 80\ntier: B\nowner: ada"
    ),
    ("accounts/acme.md", "name: Acme\ncountry: AT\nstatus: partner\nindustry: software\nparent: globex"),
    ("accounts/hooli.md", "name: Hooli\ncountry: US\nrevenue: 1000 USD"),
    ("campaigns/webinar.md", "name: Webinar"),
    ("campaigns/fair.md", "name: Fair"),
    (
      "leads/jane-doe.md",
      """
      name: Jane Doe
      email: jane@globex.example
      title: CTO
      account: globex
      stage: mql
      owner: tom
      campaigns: [webinar, fair]
      fit: A
      score: 72
      next: {what: Call back, due: 2026-11-25}
      consent: {marketing: true, at: 2026-10-02}
      created: 2026-10-02
      tags: [pricing, partner]
      ---

      # Jane Doe

      Wants single sign-on. Naïve question about Zürich.

      ## Log

      - 2026-11-18 10:00 call @tom: Asked for a quote
      - 2026-11-02 09:12 click @mia: Opened the mail
      - 2026-10-05 email @mia: Welcome
      """
    ),
    (
      "leads/ola.md",
      """
      name: Ola Nordmann
      account: initech
      stage: sql
      owner: ada
      campaigns: [webinar]
      fit: B
      score: 80.5
      next: {what: Demo, due: 2026-11-20}
      created: 2026-11-01
      tags: []
      country: "NO"
      ---

      ## Log

      - 2026-11-10 meeting @ada: Kick-off
      - 2026-11-11 call @mia: About the price (list)
      """
    ),
    (
      "leads/juergen.md",
      "name: Jürgen Müller\nemail: j@acme.example\naccount: globex-gmbh\nstage: subscriber\nscore: 5\nowner: mia\ncreated: 2025-12-31\ntags: [partner]\nconsent: {marketing: false}"
    ),
    (
      "leads/kim.md",
      "name: \"Kim \\\"K\\\" Lee, Jr.\"\nstage: recycled\nrecycle_reason: no-budget\nscore: 50\ntitle: \"\"\nemail:\ncreated: 2026-11-18"
    ),
    (
      "leads/zoe.md",
      "name: zoë a..b\nstage: mql\nscore: 10\nowner: tom\naccount: acme\ntitle: CTO\ncreated: 2026-11-17"
    ),
    (
      "deals/big.md",
      "name: Big\naccount: globex\ncontacts: [jane-doe]\nstage: won\namount: 12000\nprobability: 100\nowner: tom\nclosed: 2026-07-15\npartner: acme"
    ),
    (
      "deals/small.md",
      "name: Small\naccount: globex\ncontacts: [jane-doe, juergen]\nstage: lost\namount: 999.99 EUR\nowner: mia\nclosed: 2026-10-01\nlost_reason: price"
    ),
    (
      "deals/usd.md",
      "name: Dollar\naccount: initech\nstage: won\namount: 5000 USD\nowner: ada\nclosed: 2026-09-30"
    ),
    ("deals/none.md", "name: Nothing\naccount: initech\nstage: open\nowner: tom\npartner: initech"),
    (
      "deals/ten.md", "name: Ten\naccount: acme\nstage: won\namount: 10000.01\nowner: tom\nclosed: 2026-12-31"
    ),
    (
      "products/one.md",
      "name: One\nprice: 55\nsku: \"0049\"\nsince: 2026-03-01\nactive: true\nkeeper: tom\nsize: {w: 3}"
    ),
    ("products/two.md", "name: Two\nprice: 4821.5\nsku: gtx..pro\nsince: 2025-03-01\nkeeper: mia"),
    (
      "tasks/t1.md",
      "name: First\n\"no\": x\ntext: own\ncount: 3\ndone: true\neffort: 3d\nat: 2026-11-18T12:30:00+01:00\nclock: \"12:30:00Z\"\nabout: jane-doe\nwatchers: [tom, mia]\nparts: [{what: dig, hours: 2}, {what: fill, hours: 5}]"
    ),
    (
      "tasks/t2.md",
      "name: Second\ndone: false\neffort: 8h\nat: 2026-11-18T23:30:00Z\nabout: big\nparts: [{what: dig, hours: 9}]"
    ),
  ]

  static let loaded: (book: Book, findings: [Diagnostic]) = Book.load(files: [
    "libretto.yaml": Array(configuration.utf8), "agreement.yaml": Array(agreement.utf8),
    "schema/task.yaml": Array(task.utf8),
  ])
  static var book: Book { loaded.book }

  static let source: CatalogSource = {
    let records = files.compactMap { path, text -> Record? in
      guard let type = book.type(forPath: path) else { return nil }
      let id = String(path.split(separator: "/")[1].dropLast(3))
      let whole = "---\n" + (text.contains("\n---\n") ? text : text + "\n---\n")
      return Record(type: type, id: id, path: path, bytes: Array(whole.utf8))
    }
    return CatalogSource(Catalog(book: book, records: records))
  }()

  /// Berlin in winter.
  static let zone = TimeZone(fixed: 3600, name: "Europe/Berlin")
  static let context = QueryContext(
    now: Instant(rfc3339: "2026-11-18T12:00:00+01:00")!, zone: zone, me: "tom", book: book)

  /// The ids that a query finds, in order, with blanks between them.
  static func ids(_ query: String, _ options: QueryOptions = QueryOptions()) throws -> String {
    try Query.parse([query], in: book, options: options).answer(from: source, context: context).rows
      .compactMap { $0.record?.id }.joined(separator: " ")
  }

  /// The cells of an answer, rows with `; ` between them.
  static func table(_ query: String, _ options: QueryOptions) throws -> String {
    try Query.parse([query], in: book, options: options).answer(from: source, context: context).rows
      .map { $0.cells.map(text).joined(separator: "|") }.joined(separator: "; ")
  }

  static func text(_ value: Value?) -> String {
    switch value?.shape {
    case nil, .null: "-"
    case .string(let text): text
    case .number(let number): number.description
    case .boolean(let truth): "\(truth)"
    case .array(let elements): elements.map { text($0) }.joined(separator: "+")
    case .object: "{}"
    }
  }
}
