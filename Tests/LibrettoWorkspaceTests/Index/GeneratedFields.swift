/// The fields of the types of generated books, for records and for queries.
enum GeneratedFields {
  indirect enum Kind: Sendable {
    case text, number, boolean, money, date, dateTime, time, duration, member, any
    case choice([String])
    case link([String])
    case list(Kind)
    /// A list of maps.
    case parts([Field])

    var targets: [String] {
      switch self {
      case .link(let types): types
      case .list(let kind): kind.targets
      default: []
      }
    }
  }

  struct Field: Sendable {
    /// Named with points.
    let name: String
    let kind: Kind

    init(_ name: String, _ kind: Kind) { (self.name, self.kind) = (name, kind) }
  }

  static let types = ["lead", "account", "deal", "campaign", "task", "note", "product"]
  static let folders = [
    "lead": "leads", "account": "accounts", "deal": "deals", "campaign": "campaigns", "task": "work/tasks",
    "note": "notes", "product": "products",
  ]

  static let fields: [String: [Field]] = [
    "lead": [
      Field("name", .text), Field("email", .text), Field("title", .text), Field("account", .link(["account"])),
      Field("stage", .choice(["subscriber", "mql", "sal", "sql"])), Field("owner", .member),
      Field("campaigns", .list(.link(["campaign"]))), Field("fit", .choice(["A", "B", "C"])), Field("score", .number),
      Field("next.what", .text), Field("next.due", .date), Field("next.who", .member),
      Field("country", .choice(["DE", "NO", "AT"])), Field("consent.marketing", .boolean), Field("created", .date),
      Field("tags", .list(.text)), Field("seen", .dateTime), Field("mentor", .link(["lead"])),
      Field("budget", .money),
    ],
    "account": [
      Field("name", .text), Field("status", .choice(["prospect", "customer", "partner"])), Field("industry", .text),
      Field("country", .choice(["DE", "NO", "AT"])), Field("employees", .number), Field("revenue", .money),
      Field("parent", .link(["account"])), Field("owner", .member), Field("next.due", .date), Field("created", .date),
      Field("tags", .list(.text)),
    ],
    "deal": [
      Field("name", .text), Field("account", .link(["account"])), Field("contacts", .list(.link(["lead"]))),
      Field("stage", .choice(["open", "won", "lost"])), Field("amount", .money), Field("probability", .number),
      Field("owner", .member), Field("closed", .date), Field("partner", .link(["account"])),
      Field("campaigns", .list(.link(["campaign"]))), Field("tags", .list(.text)),
    ],
    "campaign": [
      Field("name", .text), Field("status", .choice(["planned", "running", "done"])), Field("starts", .date),
      Field("owner", .member), Field("budget", .money), Field("tags", .list(.text)),
    ],
    "task": [
      Field("name", .text), Field("no", .text), Field("text", .text), Field("count", .number), Field("done", .boolean),
      Field("effort", .duration), Field("at", .dateTime), Field("due", .date), Field("clock", .time),
      Field("price", .money), Field("about", .link(["lead", "deal"])), Field("keeper", .member),
      Field("related", .list(.link(["task", "account"]))), Field("watchers", .list(.member)),
      Field("days", .list(.date)), Field("moments", .list(.dateTime)), Field("prices", .list(.money)),
      Field("scores", .list(.number)), Field("flags", .list(.boolean)), Field("sizes", .list(.choice(["S", "M"]))),
      Field("parts", .parts([Field("what", .text), Field("hours", .number), Field("who", .link(["lead"]))])),
      Field("deep.a.b.c", .text), Field("deep.a.n", .number), Field("deep.a.when", .date),
      Field("deep.to", .link(["account"])), Field("deep.many", .list(.link(["lead"]))), Field("free", .any),
      Field("either", .any), Field("loose", .any), Field("title", .text),
    ],
    "note": [
      Field("about", .link(["lead", "account", "deal", "task", "product"])), Field("amount", .number),
      Field("stage", .text), Field("owner", .text), Field("to", .list(.link(["note"]))), Field("record", .text),
      Field("other", .text), Field("aliases", .list(.text)), Field("extra", .any), Field("when", .date),
    ],
    "product": [
      Field("name", .text), Field("price", .any), Field("sku", .any), Field("since", .any), Field("size.w", .any),
    ],
  ]

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
      task: {folder: work/tasks, schema: schema/task.yaml}
      note: {folder: notes, schema: schema/note.yaml, title: record}
      product: {folder: products}
    """

  static let agreement = """
    lifecycles:
      lead:
        type: lead
        field: stage
        stages:
          - {name: subscriber, team: marketing}
          - {name: mql, team: marketing}
          - {name: sal, team: sales}
          - {name: sql, team: sales}
      deal:
        type: deal
        field: stage
        stages: [{name: open}, {name: won, won: true}, {name: lost, lost: true}]
    vocabulary:
      activities: [call, email, meeting, click, note, stage]
    """

  static let schemas = [
    "schema/lead.yaml": """
    $schema: https://json-schema.org/draft/2020-12/schema
    allOf: [{$ref: libretto:lead}]
    properties:
      seen: {type: string, format: date-time}
      mentor: {type: string, x-link: lead}
      budget: {type: string, format: money}
    unevaluatedProperties: false
    """,
    "schema/task.yaml": """
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
      due: {type: string, format: date}
      clock: {type: string, format: time}
      price: {type: string, format: money}
      about: {type: string, x-link: [lead, deal]}
      keeper: {type: string, format: member}
      related: {type: array, items: {type: string, x-link: [task, account]}}
      watchers: {type: array, items: {type: string, format: member}}
      days: {type: array, items: {type: string, format: date}}
      moments: {type: array, items: {type: string, format: date-time}}
      prices: {type: array, items: {type: string, format: money}}
      scores: {type: array, items: {type: number}}
      flags: {type: array, items: {type: boolean}}
      sizes: {type: array, items: {enum: [S, M]}}
      parts:
        type: array
        items:
          type: object
          properties: {what: {type: string}, hours: {type: number}, who: {type: string, x-link: lead}}
          additionalProperties: false
      deep:
        type: object
        properties:
          a:
            type: object
            properties:
              b: {type: object, properties: {c: {type: string}}}
              n: {type: number}
              when: {type: string, format: date}
          to: {type: string, x-link: account}
          many: {type: array, x-link: lead}
      free: {}
      either: {type: [string, number]}
      loose: {type: [string, array], x-link: account}
      title: {type: string}
      Name_: {type: string}
    """,
    "schema/note.yaml": """
    $schema: https://json-schema.org/draft/2020-12/schema
    type: object
    properties:
      about: {x-link: [lead, account, deal, task, product]}
      amount: {type: number}
      stage: {type: string}
      owner: {type: string}
      to: {type: array, items: {type: string, x-link: note}}
      record: {type: string}
      other: {type: string}
      aliases: {type: array, items: {type: string}}
      when: {type: string, format: date}
    """,
  ]
}
