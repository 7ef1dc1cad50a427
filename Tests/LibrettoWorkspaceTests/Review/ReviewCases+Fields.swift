extension ReviewCase {
  static let all = fields + moves + files + people + merges + hiding + states

  /// Whose fields they are.
  static let fields: [ReviewCase] = [
    ReviewCase("nothing changed", []),
    ReviewCase("own field", ["mia: jane.score=90"]),
    ReviewCase("own field of sales", ["tom: jane.owner=ben"]),
    ReviewCase("field of another team", ["tom: jane.score=90"], "LB405", words: "leads/jane.md score", "tom (sales)"),
    ReviewCase("field of sales by marketing", ["mia: jane.owner=mia"], "LB405", words: "belongs to sales"),
    ReviewCase("field of no team", ["mia: jane.name=Jane D"]),
    ReviewCase("field removed", ["tom: jane.score="], "LB405", words: "removed it"),
    ReviewCase("field set", ["mia: bob.owner=tom"], "LB405", words: "set it"),
    ReviewCase("two fields", ["lena: jane.score=1; jane.owner=ben"], "LB405 LB405", words: "lena changed"),
    ReviewCase("a member of no team", ["lena: jane.score=90"], "LB405"),
    ReviewCase("a field of two teams, by one", ["mia: jane.pain=x"]),
    ReviewCase("a field of two teams, by the other", ["tom: jane.pain=x"]),
    ReviewCase("a field of two teams, by neither", ["lena: jane.pain=x"], "LB405", words: "marketing or sales"),
    ReviewCase("a part of a map", ["mia: yaml leads/jane.md Call back => Write"], "LB405", words: "leads/jane.md next"),
    ReviewCase("a part of a map, by its team", ["tom: yaml leads/jane.md Call back => Write"]),
    ReviewCase(
      "a field in a list of maps", ["mia: yaml leads/jane.md phone: \"1\" => phone: \"2\""], "LB405",
      words: "people.phone"),
    ReviewCase("a field of no team in a list of maps", ["mia: yaml leads/jane.md name: Ida => name: Eda"]),
    ReviewCase(
      "an element of a list of maps goes", ["mia: yaml leads/jane.md   - {name: Ida, phone: \"1\"}\\n => "],
      "LB201 LB405"),
    ReviewCase(
      "an element is added by its team",
      ["tom: yaml leads/jane.md phone: \"1\"} => phone: \"1\"}\\n  - {name: Eva, phone: \"3\"}"]),
    ReviewCase(
      "an element is added by another",
      ["mia: yaml leads/jane.md phone: \"1\"} => phone: \"1\"}\\n  - {name: Eva, phone: \"3\"}"], "LB405"),
    ReviewCase("list of a team", ["tom: jane.tags=[pricing]"], "LB405", words: "tags"),
    ReviewCase("the same value in other words", ["tom: jane.tags=[ \"pricing\", sso ]; jane.score=72.0"]),
    ReviewCase("quotes only", ["mia: jane.owner=\"tom\""]),
    ReviewCase("a comment only", ["mia: yaml leads/jane.md owner: tom => owner: tom # hers"]),
    ReviewCase("empty is absent", ["tom: bob.score=~"], "LB201"),
    ReviewCase("the text", ["lena: yaml leads/jane.md # Jane Doe => # Jane"]),
    ReviewCase("the log", ["lena: yaml leads/jane.md Asked for => Wanted"]),
    ReviewCase("new record without fields of a team", ["mia: +rec leads/eva.md name=Eva stage=lead"]),
    ReviewCase("new record with a field of another team", ["mia: +rec leads/eva.md name=Eva owner=tom"], "LB405"),
    ReviewCase("new record with own fields", ["tom: +rec leads/eva.md name=Eva owner=tom"]),
    ReviewCase(
      "a deleted record with fields of two teams", ["mia: - leads/jane.md"], "LB405", words: "deleted lead/jane",
      "owner"),
    ReviewCase("a deleted record without fields of a team", ["mia: - leads/bob.md"]),
    ReviewCase("a whole type of a team, by it", ["tom: yaml deals/globex.md Globex\\n => Globex AG\\n"]),
    ReviewCase(
      "a whole type of a team, by another", ["mia: yaml deals/globex.md name: Globex => name: G"], "LB405",
      words: "deal/globex belongs to sales"),
    ReviewCase(
      "a whole type of a team, its text",
      ["mia: + deals/globex.md ---\\nname: Globex\\naccount: globex\\n---\\nText\\n"], "LB405"),
    ReviewCase("a whole type of a team, a new record", ["mia: +rec deals/new.md name=New"], "LB405"),
    ReviewCase("a whole type of a team, deleted", ["mia: - deals/globex.md"], "LB405"),
    ReviewCase("a whole type of a team, deleted by it", ["tom: - deals/globex.md"]),
    ReviewCase("two people, each their own", ["mia: jane.score=1", "tom: jane.owner=ben"]),
    ReviewCase("one of two commits", ["mia: jane.score=1", "tom: jane.score=2"], "LB405", words: "tom"),
    ReviewCase("changed and undone", ["tom: jane.score=1", "tom: jane.score=72"], "LB405", words: "undone in"),
    ReviewCase("changed and undone by the team", ["tom: jane.score=1", "mia: jane.score=72"], "LB405"),
    ReviewCase("what the team changed is undone by another", ["mia: jane.score=1", "tom: jane.score=72"], "LB405"),
    ReviewCase("changed twice", ["tom: jane.score=1", "tom: jane.score=2"], "LB405 LB405"),
    ReviewCase("a split change", ["lena: jane.score=1", "lena: jane.score=", "lena: jane.score=1"], "LB405 LB405"),
    ReviewCase("set again by the team", ["tom: jane.score=1", "mia: jane.score=2"], "LB405"),
    ReviewCase(
      "a record of another type", ["mia: mv leads/jane.md accounts/jane.md"], "LB204 LB204 LB204 LB204 LB405"),
  ]
}
