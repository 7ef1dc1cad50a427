extension ReviewCase {
  /// How records move between stages.
  static let moves: [ReviewCase] = [
    ReviewCase("an agreed move", ["tom: jane.stage=sal"]),
    ReviewCase(
      "a move that is not agreed", ["tom: jane.stage=customer"], "LB402", words: "from mql to customer",
      "tom (sales) made it"),
    ReviewCase("step by step", ["tom: jane.stage=sal", "tom: jane.stage=recycled", "mia: jane.stage=mql"]),
    ReviewCase(
      "step by step to where one move may not",
      ["tom: jane.stage=recycled", "tom: jane.stage=mql", "tom: jane.stage=sal"]),
    ReviewCase(
      "moved and moved back", ["tom: jane.stage=customer", "tom: jane.stage=mql"], "LB402", words: "undone in"),
    ReviewCase("moved by a detour", ["tom: jane.stage=customer", "tom: jane.stage=sal"], "LB402"),
    ReviewCase("a leap and on", ["tom: bob.stage=sal; bob.owner=tom", "tom: bob.stage=recycled"], "LB402"),
    ReviewCase("a new record may begin anywhere", ["tom: +rec leads/eva.md name=Eva stage=customer"]),
    ReviewCase("through no stage", ["tom: jane.stage=", "tom: jane.stage=customer"], "LB402", words: "no commit"),
    ReviewCase(
      "through an unknown stage", ["tom: jane.stage=limbo", "tom: jane.stage=customer"], "LB402", words: "no commit"),
    ReviewCase("to an unknown stage", ["tom: jane.stage=limbo"], "LB203"),
    ReviewCase(
      "deleted and made anew elsewhere",
      ["tom: - leads/bob.md", "tom: +rec leads/bob.md name=Bob email=bob@initech.example stage=customer"], "LB402",
      words: "tom (sales) made it"),
    ReviewCase(
      "deleted and made anew as it was",
      ["tom: - leads/bob.md", "tom: +rec leads/bob.md name=Bob email=bob@initech.example stage=lead"]),
    ReviewCase(
      "deleted and made anew with an alias",
      ["tom: - leads/bob.md", "tom: +rec leads/rob.md name=Bob aliases=[bob] stage=customer"], "LB402"),
    ReviewCase(
      "renamed in the same commit", ["tom: - leads/bob.md; +rec leads/rob.md name=Bob aliases=[bob] stage=customer"],
      "LB402"),
    ReviewCase(
      "renamed first, then moved",
      [
        "tom: - leads/bob.md; +rec leads/rob.md name=Bob aliases=[bob] stage=lead email=bob@initech.example",
        "tom: rob.stage=customer",
      ], "LB402"),
    ReviewCase("gate not met", ["mia: jane.email=; jane.stage=recycled", "mia: jane.stage=mql"], "LB401"),
    ReviewCase(
      "gate met later", ["mia: bob.email=", "mia: bob.stage=mql", "mia: bob.email=bob@initech.example"], "wLB401",
      words: "met since"),
    ReviewCase(
      "gate passed by",
      ["tom: bob.email=; bob.stage=mql", "tom: bob.stage=sal; bob.owner=tom; bob.email=b@initech.example"], "LB401",
      words: "mql"),
    ReviewCase(
      "gate met before it went on",
      ["tom: bob.email=; bob.stage=mql", "tom: bob.email=b@initech.example", "tom: bob.stage=sal; bob.owner=tom"],
      "wLB401"),
    ReviewCase(
      "gate that looks at other records", ["tom: jane.stage=sal", "tom: jane.stage=opportunity"], "LB401",
      words: "deals"),
    ReviewCase(
      "gate that looks at other records, met",
      [
        "tom: jane.stage=sal",
        "tom: + deals/globex.md ---\\nname: Globex\\naccount: globex\\ncontacts: [jane]\\n---\\n",
        "tom: jane.stage=opportunity",
      ], ""),
    ReviewCase("what a gate needs is taken away", ["mia: jane.email="], "LB401"),
    ReviewCase(
      "moved under an agreement that was changed",
      ["tom: yaml agreement.yaml mql: [sal => mql: [customer, sal; jane.stage=customer"], "LB402"),
    ReviewCase(
      "moved after the agreement was changed",
      ["tom: yaml agreement.yaml mql: [sal => mql: [customer, sal", "tom: jane.stage=customer"], "LB402"),
    ReviewCase(
      "a gate taken out of the agreement",
      [
        "mia: yaml agreement.yaml mql, team: marketing, gate: [email] => mql, team: marketing",
        "mia: bob.email=; bob.stage=mql",
      ], "LB401"),
    ReviewCase(
      "moves taken out of the agreement",
      [
        "mia: yaml agreement.yaml moves: {lead: [mql], mql: [sal, recycled], sal: [opportunity, recycled], opportunity: [customer], recycled: [mql]} => ",
        "tom: jane.stage=customer",
      ], "LB402"),
    ReviewCase("a lifecycle taken away", ["mia: - agreement.yaml", "tom: jane.stage=customer"], "LB402"),
    ReviewCase(
      "the base's agreement is new",
      ["base: yaml agreement.yaml mql: [sal => mql: [customer, sal", "tom: jane.stage=customer"]),
  ]

  /// Who may change what says how the book is judged.
  static let files: [ReviewCase] = [
    ReviewCase(
      "agreement by one who may",
      ["mia: yaml agreement.yaml customer, team: sales => customer, title: Kunde, team: sales"]),
    ReviewCase(
      "agreement by one who may not",
      ["ben: yaml agreement.yaml customer, team: sales => customer, title: Kunde, team: sales"], "LB406",
      words: "agreement.yaml may only be changed by mia or tom", "ben (sales)"),
    ReviewCase("agreement removed", ["ben: - agreement.yaml"], "LB406"),
    ReviewCase("configuration by one who may", ["tom: yaml libretto.yaml Tom Krüger => Tom K"]),
    ReviewCase(
      "configuration by one who may change the agreement only", ["mia: yaml libretto.yaml Tom Krüger => Tom K"], "LB406"
    ),
    ReviewCase(
      "one makes themselves one who may",
      [
        "mia: yaml libretto.yaml configuration: [tom] => configuration: [mia, tom]",
        "mia: yaml libretto.yaml Tom Krüger => T",
      ], "LB406 LB406"),
    ReviewCase(
      "policy taken away",
      [
        "ben: yaml libretto.yaml policy: {agreement: [mia, tom], configuration: [tom], workflows: [tom]} => ",
        "ben: yaml agreement.yaml mql: [sal => mql: [customer, sal",
      ], "LB406 LB406"),
    ReviewCase(
      "a schema", ["mia: yaml schema/lead.yaml score: {x-team: marketing} => score: {}"], "LB406",
      words: "schema/lead.yaml"),
    ReviewCase(
      "a schema, and then the field",
      ["ben: yaml schema/lead.yaml score: {x-team: marketing} => score: {}", "ben: jane.score=1"], "LB405 LB406"),
    ReviewCase(
      "a schema, and then the field, by one who may change schemas",
      ["tom: yaml schema/lead.yaml score: {x-team: marketing} => score: {}", "tom: jane.score=1"], "LB405"),
    ReviewCase("a new schema", ["mia: + schema/campaign.yaml allOf: [{$ref: libretto:campaign}]\\n"], "LB406"),
    ReviewCase("a schema in JSON", ["mia: + schema/campaign.json {}"], "LB406"),
    ReviewCase("attributes", ["mia: + .gitattributes * -text\\n"], "LB406"),
    ReviewCase("attributes in a folder", ["mia: + leads/.gitattributes *.md working-tree-encoding=UTF-16\\n"], "LB406"),
    ReviewCase("mailmap", ["mia: + .mailmap Tom <tom@aria.example> <mia@aria.example>\\n"], "LB406"),
    ReviewCase(
      "mailmap, and then a field",
      ["mia: + .mailmap Tom <tom@aria.example> <mia@aria.example>\\n", "mia: jane.owner=ben"], "LB405 LB406"),
    ReviewCase("code owners", ["mia: + .github/CODEOWNERS * @mia\\n"], "LB406"),
    ReviewCase("code owners at the root", ["mia: + CODEOWNERS * @mia\\n"], "LB406"),
    ReviewCase("modules", ["mia: + .gitmodules [submodule]\\n"], "LB406"),
    ReviewCase("a workflow", ["mia: + .github/workflows/libretto.yml on: push\\n"], "LB406"),
    ReviewCase("a workflow by one who may", ["tom: + .github/workflows/libretto.yml on: push\\n"]),
    ReviewCase(
      "a workflow where the policy says nothing",
      ["base: yaml libretto.yaml , workflows: [tom] => ", "mia: + .github/workflows/x.yml on: push\\n"]),
    ReviewCase("a view is anyone's", ["mia: + views/mine.yaml type: lead\\nquery: stage:mql\\n"], "LB010"),
    ReviewCase("another file is anyone's", ["lena: + README.md Mine.\\n"]),
    ReviewCase(
      "changed and undone by one who may not",
      [
        "ben: yaml agreement.yaml customer, team: sales => customer, team: marketing",
        "ben: yaml agreement.yaml customer, team: marketing => customer, team: sales",
      ], "LB406", words: "undone in"),
    ReviewCase(
      "a policy for all",
      [
        "base: yaml libretto.yaml {agreement: [mia, tom], configuration: [tom], workflows: [tom]} => [mia]",
        "tom: yaml agreement.yaml customer, team: sales => customer, title: K, team: sales",
      ], "LB406", words: "by mia"),
    ReviewCase(
      "no policy",
      [
        "base: yaml libretto.yaml policy: {agreement: [mia, tom], configuration: [tom], workflows: [tom]}\\n => ",
        "ben: yaml agreement.yaml customer, team: sales => customer, title: K, team: sales",
      ]),
    ReviewCase(
      "a policy that names nobody",
      [
        "base: yaml libretto.yaml agreement: [mia, tom] => agreement: []",
        "mia: yaml agreement.yaml customer, team: sales => customer, title: K, team: sales",
      ], "LB406", words: "nobody"),
    ReviewCase(
      "the signers' file",
      [
        "base: yaml libretto.yaml workflows: [tom] => signers: keys/allowed; + keys/allowed tom@aria.example ssh-ed25519 AAAA\\n",
        "mia: + keys/allowed mia@aria.example ssh-ed25519 AAAA\\n",
      ], "LB406"),
    ReviewCase("another way to write the name", ["ben: + Agreement.yaml lifecycles: {}\\n"], "LB406"),
    ReviewCase("invisible letters in the name", ["ben: + agree\u{200C}ment.yaml lifecycles: {}\\n"], "LB406"),
    ReviewCase("a folder of another case", ["ben: + Schema/lead.yaml {}\\n"], "LB406"),
    ReviewCase(
      "a link in place of the schemas", ["ben: mode schema 120000; - schema/lead.yaml; - schema/deal.yaml"],
      "LB204 LB406 LB406 LB406"),
    ReviewCase("the mode of a file", ["ben: mode agreement.yaml 100755"], "LB406"),
    ReviewCase("a mode changes nothing of a record", ["ben: mode leads/jane.md 100755"]),
    ReviewCase("a broken configuration", ["tom: yaml libretto.yaml libretto: 1 => libretto: 2"], "LB003"),
    ReviewCase(
      "a new rule that records break", ["tom: yaml schema/lead.yaml allOf: => required: [country]\\nallOf:"],
      "LB202 LB202"),
    ReviewCase(
      "a new field and records with it",
      [
        "tom: yaml schema/lead.yaml score: {x-team: marketing} => score: {x-team: marketing}\\n  size: {type: integer}",
        "tom: jane.size=3",
      ]),
    ReviewCase(
      "a new field by one who may not",
      [
        "mia: yaml schema/lead.yaml score: {x-team: marketing} => score: {x-team: marketing}\\n  size: {type: integer}",
        "mia: jane.size=3",
      ],
      "LB204 LB406"),
    ReviewCase("a field that the schema does not know", ["mia: jane.size=3"], "LB204"),
  ]

  /// Who made the commits.
  static let people: [ReviewCase] = [
    ReviewCase("no member", ["eve: bob.name=Robert"], "LB407", words: "eve", "is no member"),
    ReviewCase(
      "no member, many commits", ["eve: bob.name=A", "eve: bob.name=B", "eve: bob.name=C"], "LB407", words: "and 2 more"
    ),
    ReviewCase("no member, and a team's field", ["eve: jane.score=1"], "LB405 LB407"),
    ReviewCase("no member, elsewhere", ["eve: + docs/x.txt hello"]),
    ReviewCase(
      "no member, a protected file",
      ["eve: yaml agreement.yaml customer, team: sales => customer, title: K, team: sales"], "LB406 LB407"),
    ReviewCase("an alias", ["Tom <t.krueger@aria.example>: jane.owner=ben"]),
    ReviewCase("letter case of an address", ["Tom <TOM@Aria.Example>: jane.owner=ben"]),
    ReviewCase("by the mailmap", ["M <mia@home.example>: jane.score=1"]),
    ReviewCase(
      "a mailmap of the change", ["tom: + .mailmap Mia <mia@aria.example> <eve@aria.example>\\n", "eve: jane.score=1"],
      "LB405 LB407"),
    ReviewCase(
      "a member of the change",
      [
        "tom: yaml libretto.yaml lena: => eve: {name: Eve, email: eve@aria.example, team: marketing}\\n  lena:",
        "eve: jane.score=1",
      ], "LB405 LB407"),
    ReviewCase(
      "a team of the change",
      [
        "tom: yaml libretto.yaml email: lena@aria.example => email: lena@aria.example, team: sales",
        "lena: jane.owner=ben",
      ], "LB405"),
    ReviewCase("no address", ["Tom <>: bob.name=Robert"], "LB407", words: "has no address"),
    ReviewCase("a member who left", ["old: jane.owner=ben"], "LB405 LB407", words: "not active"),
    ReviewCase("committed by another", ["tom/mia: jane.owner=ben"]),
    ReviewCase("committed by a service", ["tom/web: jane.owner=ben"]),
    ReviewCase(
      "a name of a member, an address of none", ["Tom Krüger <tom@evil.example>: jane.owner=ben"], "LB405 LB407"),
    ReviewCase("a near address", ["Tom <tom@aria.exampl>: bob.name=R"], "LB407"),
    ReviewCase("an address in other letters", ["Tom <t\u{043E}m@aria.example>: jane.owner=ben"], "LB405 LB407"),
    ReviewCase(
      "a book without members",
      [
        "base: + libretto.yaml libretto: 1\\n; + schema/lead.yaml allOf: [{$ref: libretto:lead}]\\n; + schema/deal.yaml allOf: [{$ref: libretto:deal}]\\n; jane.owner=",
        "eve: bob.name=R",
      ]),
    ReviewCase(
      "a book without members, a team's field",
      ["base: + libretto.yaml libretto: 1\\n; jane.owner=", "eve: jane.score=1"], "LB405 wLB503"),
  ]
}
