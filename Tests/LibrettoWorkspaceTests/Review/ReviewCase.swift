/// A change to a book, and what its review must tell.
///
/// Each line is a commit: `AUTHOR[/COMMITTER][@BRANCH…]: STEP; STEP`. A commit goes on the branch `topic`, unless its line
/// begins with `on BRANCH `, which comes from the base where it is new; one that merges names the other branches after `@`.
/// The author `base` moves the base itself on. A merge begins with the files of its first parent. Steps:
///
///     jane.score=90          sets a field of leads/jane.md; jane.score= removes it
///     + PATH TEXT            writes a file; \n is a line end
///     +rec PATH a=1 b=2      writes a record with these fields
///     - PATH                 removes a file
///     mv PATH PATH           moves a file
///     take BRANCH PATH       the file as another branch has it; where it has none, it goes
///     mode PATH MODE         120000, 160000 or 100755
///     yaml PATH OLD => NEW   replaces a text in a file
struct ReviewCase: Sendable, CustomStringConvertible {
  let name: String
  let commits: [String]
  /// The codes, sorted; warnings with a small w before.
  let expected: [String]
  /// What the messages must hold, all together.
  let words: [String]

  init(_ name: String, _ commits: [String], _ expected: String = "", words: String...) {
    self.name = name
    self.commits = commits
    self.expected = expected.split(separator: " ").map(String.init).sorted()
    self.words = words
  }

  var description: String { name }
}

extension ReviewCase {
  /// The book of the base.
  static let book: [String: String] = [
    "libretto.yaml": """
    libretto: 1
    members:
      mia: {name: Mia Weber, email: mia@aria.example, team: marketing}
      tom: {name: Tom Krüger, email: tom@aria.example, team: sales, aliases: [t.krueger@aria.example]}
      ben: {name: Ben Holm, email: ben@aria.example, team: sales}
      lena: {name: Lena Lind, email: lena@aria.example}
      old: {name: Old Hand, email: old@aria.example, team: sales, active: false}
    policy: {agreement: [mia, tom], configuration: [tom], workflows: [tom]}

    """,
    "agreement.yaml": """
    lifecycles:
      lead:
        type: lead
        field: stage
        stages:
          - {name: lead, team: marketing}
          - {name: mql, team: marketing, gate: [email]}
          - {name: sal, team: sales, gate: [owner]}
          - {name: opportunity, team: sales, gate: [deals]}
          - {name: customer, team: sales}
          - {name: recycled, team: marketing}
        moves: {lead: [mql], mql: [sal, recycled], sal: [opportunity, recycled], opportunity: [customer], recycled: [mql]}

    """,
    "schema/lead.yaml": """
    allOf: [{$ref: libretto:lead}]
    unevaluatedProperties: false
    properties:
      score: {x-team: marketing}
      tags: {x-team: marketing}
      owner: {x-team: sales}
      next: {x-team: [sales]}
      pain: {type: string, x-team: [marketing, sales]}
      people:
        type: array
        items: {type: object, properties: {name: {type: string}, phone: {type: string, x-team: sales}}}

    """,
    "schema/deal.yaml": "allOf: [{$ref: libretto:deal}]\nx-team: sales\n",
    ".mailmap": "Mia Weber <mia@aria.example> <mia@home.example>\n",
    "leads/jane.md": """
    ---
    name: Jane Doe
    email: jane@globex.example
    stage: mql
    score: 72
    owner: tom
    tags: [pricing, sso]
    next: {what: Call back, due: 2026-11-25}
    people:
      - {name: Ida, phone: "1"}
    ---

    # Jane Doe

    ## Log

    - 2026-11-03 14:05 call @tom: Asked for a quote.

    """,
    "leads/bob.md": "---\nname: Bob\nemail: bob@initech.example\nstage: lead\n---\n",
    "accounts/globex.md": "---\nname: Globex\n---\n",
    "deals/globex.md": "---\nname: Globex\naccount: globex\n---\n",
    "README.md": "A book.\n",
  ]
}
