import LibrettoModel
import LibrettoReport
import Testing

/// Where a hand-off leads to, the lifecycle says, whatever its stages are called.
@Suite struct BorderTests {
  /// A lifecycle whose stages are written `name:team`, or `name:team!reason` where they ask for a reason.
  private func lifecycle(_ stages: String, moves: String = "{}") throws -> Lifecycle {
    let lines = stages.split(separator: " ").map { word -> String in
      let parts = word.split(separator: "!")
      let names = parts[0].split(separator: ":")
      let team = names.count > 1 ? ", team: \(names[1])" : ""
      let gate = parts.count > 1 ? ", gate: [\(parts[1])_reason]" : ""
      return "{name: \(names[0])\(team)\(gate)}"
    }
    let agreement =
      "lifecycles: {lead: {type: lead, field: stage, moves: \(moves), stages: [\(lines.joined(separator: ", "))]}}\n"
    let files = [
      "libretto.yaml": Array("libretto: 1\nteams: {m: {title: M}, s: {title: S}, c: {title: C}}\n".utf8),
      "agreement.yaml": Array(agreement.utf8),
    ]
    return try #require(Book.load(files: files).book.agreement.lifecycles.first)
  }

  @Test(
    arguments: [
      // From anywhere in the team's part it leads to its last stage, and on to the first of the next team.
      ("neu:m reif:m angenommen:s gewonnen:s", "neu", "reif", "angenommen"),
      ("neu:m reif:m angenommen:s gewonnen:s", "reif", "reif", "angenommen"),
      // A team of one stage, and three teams.
      ("a:m b:s c:c", "a", "a", "b"), ("a:m b:s c:c", "b", "b", "c"),
      ("a:m b:s c:s d:c", "b", "c", "d"),
      // Stages off the way do not count, and lead back to their team's own border.
      ("a:m x:s!recycle b:m c:s", "a", "b", "c"),
      ("a:m b:m c:s zurueck:m!recycle", "zurueck", "b", "c"),
      ("a:m b:m c:s d:c weg:s!disqualify", "weg", "c", "d"),
      // A team that comes twice on the way has two borders.
      ("a:m b:s c:m d:c", "b", "b", "c"), ("a:m b:s c:m d:c", "c", "c", "d"),
    ])
  func leadsToTheLastStageBeforeAnotherTeam(stages: String, from: String, last: String, next: String) throws {
    let lifecycle = try lifecycle(stages)
    let border = try lifecycle.border(after: try #require(lifecycle.stage(from)))
    #expect(border.last.name == last && border.next.name == next)
  }

  @Test func theMovesDecideAmongTheStagesOfTheNextTeam() throws {
    let lifecycle = try lifecycle("a:m b:m c:s d:s e:c", moves: "{b: [d, e]}")
    #expect(try lifecycle.border(after: lifecycle.stages[0]).next.name == "d")
  }

  @Test(arguments: [
    ("a:m b:m", "a"), ("a:m b:s", "b"), ("a:m b:s weg:s!disqualify", "weg"), ("a b:s", "a"), ("a:m b", "a"),
  ])
  func tellsWhereThereIsNone(stages: String, from: String) throws {
    let lifecycle = try lifecycle(stages)
    let stage = try #require(lifecycle.stage(from))
    #expect(throws: Lifecycle.BorderProblem.self) { try lifecycle.border(after: stage) }
  }

  @Test func findsTheStagesThatAskForAReason() throws {
    let lifecycle = try lifecycle("a:m zurueck:m!recycle weg:s!disqualify")
    #expect(lifecycle.returns("recycle").map(\.name) == ["zurueck"])
    #expect(lifecycle.returns("disqualify").map(\.name) == ["weg"] && lifecycle.returns("lost").isEmpty)
  }
}
