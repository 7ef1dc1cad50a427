extension ReviewCase {
  /// Merges: what a join gives is nobody's own change.
  static let merges: [ReviewCase] = [
    ReviewCase("a clean merge", ["mia: jane.score=90", "on side tom: jane.owner=ben", "lena@side: jane.owner=ben"]),
    ReviewCase(
      "a clean merge of one side's file",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "lena@side: take side leads/bob.md"]),
    ReviewCase(
      "a merge that leaves out the other side", ["mia: jane.score=90", "on side tom: bob.owner=ben", "lena@side: "],
      "LB405", words: "lena", "which neither side of the merge did"),
    ReviewCase(
      "a merge that leaves out the other side, by its team",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "ben@side: "], "wLB410", words: "owner"),
    ReviewCase(
      "a merge that drops a free field", ["mia: jane.score=90", "on side tom: bob.name=Rob", "lena@side: "], "wLB410",
      words: "name"),
    ReviewCase(
      "an edit in a merge",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "tom@side: take side leads/bob.md; jane.score=1"], "LB405",
      words: "neither side"),
    ReviewCase(
      "an edit in a merge by the team",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "mia@side: take side leads/bob.md; jane.score=1"], "wLB410"),
    ReviewCase(
      "an edit in a merge of a record that no side changed",
      [
        "mia: jane.score=90", "on side tom: jane.owner=ben",
        "lena@side: jane.owner=ben; + deals/globex.md ---\\nname: Evil\\naccount: globex\\n---\\n",
      ], "LB405"),
    ReviewCase(
      "the committer answers for a merge",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "mia/tom@side: take side leads/bob.md; jane.score=1"],
      "LB405", words: "tom (sales)"),
    ReviewCase(
      "the committer answers, and may",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "tom/mia@side: take side leads/bob.md; jane.score=1"],
      "wLB410"),
    ReviewCase(
      "a committer who is no member",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "tom/eve@side: take side leads/bob.md; bob.name=R"],
      "LB407 wLB410"),
    ReviewCase(
      "a committer who is no member, a clean merge",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "tom/eve@side: take side leads/bob.md"]),
    ReviewCase(
      "an author who is no member, a clean merge",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "eve@side: take side leads/bob.md"]),
    ReviewCase(
      "a conflict resolved by the team",
      ["mia: jane.score=90", "on side mia: jane.score=80", "mia@side: jane.score=85"]),
    ReviewCase(
      "a conflict resolved by another team",
      ["mia: jane.score=90", "on side mia: jane.score=80", "tom@side: jane.score=85"], "LB405"),
    ReviewCase(
      "a conflict where another team takes a side",
      ["mia: jane.score=90", "on side mia: jane.score=80", "tom@side: jane.score=80"], "LB405"),
    ReviewCase("both sides alike", ["mia: jane.score=90", "on side mia: jane.score=90", "tom@side: "]),
    ReviewCase(
      "both sides alike, and something else",
      [
        "mia: jane.score=90", "on side mia: jane.score=90; bob.name=R",
        "tom@side: take side leads/bob.md; jane.score=1",
      ], "LB405"),
    ReviewCase(
      "lists are joined",
      ["mia: jane.tags=[pricing, sso, a]", "on side mia: jane.tags=[sso, b]", "tom@side: jane.tags=[sso, a, b]"]),
    ReviewCase(
      "lists are joined, and more",
      ["mia: jane.tags=[pricing, sso, a]", "on side mia: jane.tags=[sso, b]", "tom@side: jane.tags=[sso, a, b, c]"],
      "LB405"),
    ReviewCase(
      "lists are joined, and less",
      ["mia: jane.tags=[pricing, sso, a]", "on side mia: jane.tags=[sso, b]", "tom@side: jane.tags=[sso, a]"], "LB405"),
    ReviewCase(
      "a move in a merge",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "tom@side: take side leads/bob.md; jane.stage=customer"],
      "LB402"),
    ReviewCase(
      "an agreed move in a merge",
      ["mia: jane.score=90", "on side tom: bob.owner=ben", "tom@side: take side leads/bob.md; jane.stage=sal"], "wLB410"
    ),
    ReviewCase(
      "a stage of one side", ["mia: jane.score=90", "on side tom: jane.stage=sal", "lena@side: jane.stage=sal"]),
    ReviewCase(
      "a stage of one side, two steps",
      [
        "mia: jane.score=90", "on side tom: jane.stage=sal", "on side tom: jane.stage=recycled",
        "lena@side: jane.stage=recycled",
      ]),
    ReviewCase(
      "a stage that both sides moved",
      ["tom: jane.stage=sal", "on side tom: jane.stage=recycled", "tom@side: jane.stage=recycled"]),
    ReviewCase(
      "a stage that no side has",
      ["tom: jane.stage=sal", "on side tom: jane.stage=recycled", "tom@side: jane.stage=customer"], "LB402"),
    ReviewCase(
      "a protected file in a merge",
      [
        "mia: jane.score=90", "on side tom: bob.owner=ben",
        "ben@side: take side leads/bob.md; yaml agreement.yaml customer, team: sales => customer, title: K, team: sales",
      ], "LB406"),
    ReviewCase(
      "a protected file of one side",
      [
        "mia: jane.score=90",
        "on side mia: yaml agreement.yaml customer, team: sales => customer, title: K, team: sales",
        "ben@side: take side agreement.yaml",
      ]),
    ReviewCase(
      "a protected file joined by lines",
      [
        "mia: yaml agreement.yaml {name: lead, team: marketing} => {name: lead, title: L, team: marketing}",
        "on side mia: yaml agreement.yaml {name: customer, team: sales} => {name: customer, title: K, team: sales}",
        "ben@side: yaml agreement.yaml {name: customer, team: sales} => {name: customer, title: K, team: sales}",
      ]),
    ReviewCase(
      "a protected file joined otherwise",
      [
        "mia: yaml agreement.yaml {name: lead, team: marketing} => {name: lead, title: L, team: marketing}",
        "on side mia: yaml agreement.yaml {name: customer, team: sales} => {name: customer, title: K, team: sales}",
        "ben@side: yaml agreement.yaml {name: customer, team: sales} => {name: customer, title: X, team: sales}",
      ], "LB406"),
    ReviewCase(
      "a protected file left out by a merge",
      [
        "mia: jane.score=90",
        "on side mia: yaml agreement.yaml customer, team: sales => customer, title: K, team: sales", "ben@side: ",
      ], "LB406"),
    ReviewCase(
      "a record that a merge deletes",
      ["mia: jane.score=90", "on side mia: bob.name=R", "mia@side: take side leads/bob.md; - leads/jane.md"], "LB405"),
    ReviewCase(
      "a record that one side deleted",
      ["mia: jane.score=90", "on side mia: - leads/bob.md", "lena@side: - leads/bob.md"]),
    ReviewCase(
      "a deleted record that the other side changed",
      ["mia: bob.score=3", "on side mia: - leads/bob.md", "tom@side: - leads/bob.md"], "LB405"),
    ReviewCase(
      "a new record in a merge",
      [
        "mia: jane.score=90", "on side mia: bob.name=R",
        "mia@side: take side leads/bob.md; +rec leads/eva.md name=Eva owner=tom",
      ], "LB405"),
    ReviewCase(
      "renamed on one side, changed on the other",
      [
        "mia: jane.score=90", "on side tom: mv leads/jane.md leads/jd.md; jd.aliases=[jane]",
        "lena@side: - leads/jane.md; take side leads/jd.md; jd.score=90",
      ]),
    ReviewCase(
      "renamed on one side, changed on the other, and more",
      [
        "mia: jane.score=90", "on side tom: mv leads/jane.md leads/jd.md; jd.aliases=[jane]",
        "tom@side: - leads/jane.md; take side leads/jd.md; jd.score=91",
      ], "LB405"),
    ReviewCase(
      "an octopus",
      [
        "mia: jane.score=90", "on a tom: bob.owner=ben", "on b mia: + accounts/new.md ---\\nname: New\\n---\\n",
        "lena@a@b: take a leads/bob.md; take b accounts/new.md",
      ]),
    ReviewCase(
      "an octopus with an edit",
      [
        "mia: jane.score=90", "on a tom: bob.owner=ben", "on b mia: + accounts/new.md ---\\nname: New\\n---\\n",
        "lena@a@b: take a leads/bob.md; take b accounts/new.md; jane.owner=ben",
      ], "LB405"),
    ReviewCase(
      "an octopus that leaves out a side",
      [
        "mia: jane.score=90", "on a tom: bob.owner=ben", "on b mia: + accounts/new.md ---\\nname: New\\n---\\n",
        "lena@a@b: take b accounts/new.md",
      ], "LB405"),
    ReviewCase(
      "criss-cross",
      [
        "mia: jane.score=90", "on side tom: jane.owner=ben", "mia@side: jane.owner=ben",
        "on side tom@topic: jane.score=90", "mia: bob.name=R", "lena@side: ",
      ], ""),
    ReviewCase(
      "the base's later commits are merged in",
      ["tom: jane.owner=ben", "base: jane.score=90", "tom@base: jane.score=90"]),
    ReviewCase(
      "the base's later commits are merged in and left out",
      ["tom: jane.owner=ben", "base: bob.owner=ben", "mia@base: "], "LB405"),
    ReviewCase(
      "an evil merge is undone",
      [
        "mia: jane.score=90", "on side tom: bob.owner=ben", "tom@side: take side leads/bob.md; jane.score=1",
        "tom: jane.score=90",
      ], "LB405", words: "undone in"),
    ReviewCase("a merge with itself", ["mia: jane.score=90", "tom@topic: jane.score=1"], "LB405"),
  ]
}
