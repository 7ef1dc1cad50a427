extension ReviewCase {
  /// Ways to hide a change.
  static let hiding: [ReviewCase] = [
    ReviewCase(
      "renamed with an alias, and edited", ["tom: mv leads/jane.md leads/jd.md; jd.aliases=[jane]; jd.score=1"],
      "LB405", words: "leads/jd.md score"),
    ReviewCase(
      "renamed, and edited later", ["tom: mv leads/jane.md leads/jd.md; jd.aliases=[jane]", "tom: jd.score=1"], "LB405"),
    ReviewCase("renamed only", ["tom: mv leads/jane.md leads/jd.md; jd.aliases=[jane]"]),
    ReviewCase(
      "moved to a sub-folder, and edited",
      ["tom: mv leads/jane.md leads/ja/jane.md; yaml leads/ja/jane.md score: 72 => score: 1"], "LB405",
      words: "leads/ja/jane.md"),
    ReviewCase("moved only", ["tom: mv leads/jane.md leads/ja/jane.md"]),
    ReviewCase(
      "renamed without an alias, and edited", ["tom: mv leads/jane.md leads/jd.md; jd.score=1"], "LB405"),
    ReviewCase(
      "renamed, with another address, and moved",
      ["tom: mv leads/jane.md leads/jd.md; jd.email=jd@globex.example; jd.stage=customer"], "LB402"),
    ReviewCase(
      "deleted, and brought back with another name and address, and moved",
      ["mia: mv leads/jane.md x.txt", "mia: mv x.txt leads/jd.md; jd.email=jd@globex.example; jd.stage=customer"],
      "LB402 LB405"),
    ReviewCase(
      "two records change places",
      [
        "tom: +rec leads/ann.md name=Ann score=1",
        "tom: mv leads/ann.md leads/x.md; mv leads/jane.md leads/ann.md; mv leads/x.md leads/jane.md",
      ], "LB405 LB405 LB405 LB405 LB405"),
    ReviewCase(
      "broken, and mended with a change",
      [
        "tom: yaml leads/jane.md name: Jane Doe => name: [Jane",
        "tom: yaml leads/jane.md name: [Jane => name: Jane Doe; jane.score=1",
      ], "LB405", words: "score"),
    ReviewCase(
      "broken, changed while broken, and mended",
      [
        "tom: yaml leads/jane.md name: Jane Doe => name: [Jane", "tom: jane.score=1",
        "mia: yaml leads/jane.md name: [Jane => name: Jane Doe",
      ]),
    ReviewCase(
      "broken, and mended",
      [
        "tom: yaml leads/jane.md name: Jane Doe => name: [Jane",
        "tom: yaml leads/jane.md name: [Jane => name: Jane Doe",
      ]),
    ReviewCase("broken, and left so", ["tom: yaml leads/jane.md name: Jane Doe => name: [Jane"], "LB111"),
    ReviewCase(
      "broken by a conflict marker",
      ["tom: yaml leads/jane.md score: 72 => <<<<<<< a\\nscore: 72\\n=======\\nscore: 1\\n>>>>>>> b"],
      "LB121 LB121 LB121"),
    ReviewCase(
      "a key twice, and mended with a change",
      [
        "tom: yaml leads/jane.md score: 72 => score: 72\\nscore: 1",
        "tom: yaml leads/jane.md score: 72\\nscore: 1 => score: 1",
      ], "LB405"),
    ReviewCase(
      "no UTF-8 in between",
      [
        "tom: yaml leads/jane.md name: Jane Doe => name: Jane\u{0} Doe",
        "tom: yaml leads/jane.md name: Jane\u{0} Doe => name: Jane Doe; jane.stage=customer",
      ], "LB402"),
    ReviewCase("a link in place of a record", ["mia: mode leads/jane.md 120000"], "LB117 LB405"),
    ReviewCase(
      "a link in between", ["mia: mode leads/jane.md 120000", "mia: mode leads/jane.md 100644; jane.owner=ben"],
      "LB405 LB405"),
    ReviewCase("a submodule in place of a record", ["mia: mode leads/jane.md 160000"], "LB118 LB405"),
    ReviewCase(
      "a submodule in place of a folder", ["mia: - leads/jane.md; - leads/bob.md; mode leads 160000"], "LB118 LB405"),
    ReviewCase("a new submodule in a record folder", ["mia: mode leads/sub 160000"], "LB118"),
    ReviewCase("a new link in a record folder", ["mia: mode leads/sub.md 120000"], "LB117"),
    ReviewCase(
      "to a hidden folder and back",
      ["mia: mv leads/jane.md leads/.x/jane.md", "mia: mv leads/.x/jane.md leads/jane.md; jane.owner=ben"],
      "LB405 LB405"),
    ReviewCase(
      "out of the book and back",
      ["mia: mv leads/jane.md notes/jane.md", "mia: mv notes/jane.md leads/jane.md; jane.owner=ben"], "LB405 LB405"),
    ReviewCase("a name of other case", ["mia: mv leads/jane.md leads/Jane.md"], "LB116 LB405"),
    ReviewCase("a second record of other case", ["mia: + leads/Jane.md ---\\nname: J\\n---\\n"], "LB116"),
    ReviewCase("a folder of other case", ["mia: + Leads/jane.md ---\\nname: J\\n---\\n"]),
    ReviewCase(
      "a huge file in place of a record", ["mia: + leads/jane.md " + String(repeating: "x", count: 1_100_000)], "LB113"),
    ReviewCase(
      "a huge file in between",
      [
        "mia: + leads/jane.md " + String(repeating: "x", count: 1_100_000),
        "mia: take base leads/jane.md; jane.owner=ben",
      ], "LB405"),
    ReviewCase(
      "the folder of a type is moved with its records",
      [
        "tom: yaml libretto.yaml policy: => types: {lead: {folder: prospects}}\\npolicy:; mv leads/jane.md prospects/jane.md; mv leads/bob.md prospects/bob.md"
      ]),
    ReviewCase(
      "the folder of a type is moved, and a record edited",
      [
        "tom: yaml libretto.yaml policy: => types: {lead: {folder: prospects}}\\npolicy:; mv leads/jane.md prospects/jane.md; mv leads/bob.md prospects/bob.md; yaml prospects/jane.md score: 72 => score: 1"
      ], "LB405", words: "score"),
    ReviewCase(
      "the folder of a type is moved away from its records",
      ["tom: yaml libretto.yaml policy: => types: {lead: {folder: prospects}}\\npolicy:", "tom: jane.score=1"], "LB405"),
    ReviewCase(
      "the folder of a type is moved by one who may not",
      [
        "mia: yaml libretto.yaml policy: => types: {lead: {folder: prospects}}\\npolicy:; mv leads/jane.md prospects/jane.md; mv leads/bob.md prospects/bob.md"
      ], "LB406"),
    ReviewCase(
      "another schema for a type",
      [
        "tom: yaml libretto.yaml policy: => types: {lead: {schema: schema/mine.yaml}}\\npolicy:; + schema/mine.yaml allOf: [{$ref: libretto:lead}]\\n",
        "tom: jane.score=1",
      ], "LB405"),
    ReviewCase("a book that is taken away", ["mia: - libretto.yaml"], "LB001 LB403 LB406 wLB503"),
    ReviewCase(
      "history that begins anew", ["orphan mia: jane.score=1"], "LB405 LB405 LB405 LB405 LB406 LB406 LB406 LB406",
      words: ""),
    ReviewCase(
      "history that begins anew, with an edit", ["orphan mia: jane.owner=ben; + x.txt y"],
      "LB405 LB405 LB405 LB405 LB406 LB406 LB406 LB406"),
    ReviewCase(
      "a field with the same name in another map",
      ["mia: yaml leads/jane.md next: {what: Call back, => next: {what: Call back, owner: x,"], "LB204 LB405"),
    ReviewCase("a confusable key", ["tom: jane.sc\u{043E}re=1"], "LB204"),
    ReviewCase("a letter in two forms", ["mia: +rec leads/zoe.md name=Zo\u{00EB} owner=tom"], "LB405"),
    ReviewCase(
      "a file that is no record becomes one",
      ["mia: + notes/eva.md ---\\nname: Eva\\nowner: tom\\n---\\n", "mia: mv notes/eva.md leads/eva.md"], "LB405"),
    ReviewCase(
      "a letter of a team's field in another form",
      ["mia: jane.pain=Zo\u{00EB}", "lena: jane.pain=Zoe\u{0308}"], "LB405"),
    ReviewCase(
      "deleted, and made anew under another name",
      ["tom: - leads/bob.md", "tom: +rec leads/rob.md name=Bob email=BOB@initech.example stage=customer"], "LB402"),
    ReviewCase(
      "renamed by the address only",
      ["tom: - leads/bob.md; +rec leads/rob.md name=Bob email=bob@initech.example stage=customer"], "LB402"),
    ReviewCase(
      "two forms of a folder's name in a merge",
      [
        "base: + leads/\u{00E9}/eva.md ---\\nname: Eva\\nowner: tom\\n---\\n", "mia: jane.score=90",
        "on side mia: bob.name=R",
        "mia@side: take side leads/bob.md; + leads/\u{00E9}/eva.md ---\\nname: Eva\\nowner: ben\\n---\\n; + leads/e\u{0301}/ann.md ---\\nname: Ann\\n---\\n",
      ],
      "LB405 wLB410"),
    ReviewCase(
      "to another type and back",
      ["tom: mv leads/bob.md accounts/bob.md", "tom: mv accounts/bob.md leads/bob.md; bob.stage=customer"], "LB402"),
    ReviewCase(
      "to an account and to a lead of another name",
      ["tom: mv leads/bob.md accounts/bob.md", "tom: mv accounts/bob.md leads/rob.md; rob.stage=customer"], "LB402"),
    ReviewCase(
      "a merge of history that begins anew",
      ["on x orphan mia: jane.owner=ben", "mia@x: jane.owner=ben"],
      "LB405 LB405 LB405 LB405 LB405 LB406 LB406 LB406 LB406"),
    ReviewCase(
      "a broken merge, mended with a change",
      [
        "mia: jane.score=90", "on side mia: bob.name=R",
        "tom@side: take side leads/bob.md; yaml leads/jane.md name: Jane Doe => name: [Jane",
        "tom: yaml leads/jane.md name: [Jane => name: Jane Doe; jane.score=1",
      ], "LB405"),
  ]

  /// What is wrong with records as such.
  static let states: [ReviewCase] = [
    ReviewCase("an invalid value", ["mia: jane.email=nonsense"], "LB205"),
    ReviewCase("an invalid value in between", ["mia: jane.email=nonsense", "mia: jane.email=jane@globex.example"]),
    ReviewCase("an invalid value that was there before", ["base: jane.email=nonsense", "mia: jane.score=1"], "wLB205"),
    ReviewCase("an invalid value elsewhere", ["base: jane.email=nonsense", "mia: bob.name=R"]),
    ReviewCase("a broken link", ["mia: bob.account=nowhere"], "LB301"),
    ReviewCase(
      "a link broken by a deletion", ["base: bob.account=globex", "lena: - accounts/globex.md"], "LB302 LB302"),
    ReviewCase("an address twice", ["mia: +rec leads/jd.md name=JD email=jane@globex.example"], "LB303 LB303"),
    ReviewCase("an id twice", ["mia: +rec leads/x/bob.md name=Bob"], "LB304 LB304"),
    ReviewCase("a missing title", ["lena: + accounts/x.md ---\\ncountry: DE\\n---\\n"], "LB202"),
    ReviewCase(
      "a log that cannot be read", ["lena: yaml leads/jane.md - 2026-11-03 14:05 call => - 2026-13-03 call"], "wLB501"),
    ReviewCase("a broken view", ["lena: + views/x.yaml nonsense: 1\\n"], "LB010 LB010"),
    ReviewCase("a file that is no record", ["lena: + leads/README.md hello"]),
    ReviewCase("a mended record", ["base: jane.email=nonsense", "mia: jane.email=jane@globex.example"]),
  ]
}
