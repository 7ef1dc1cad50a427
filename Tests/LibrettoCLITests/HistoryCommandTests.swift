import TestSupport
import Testing

/// History through the real program: queries, `history`, `log` without a kind, and `why`.
@Suite struct HistoryCommandTests {
  /// A book with a commit on each of four days, asked on 2026-06-30.
  private static let book = TrialBook(
    """
    commit() { git add -A; GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git commit -qm "$2"; }
    lead() { printf -- "---\\nname: $1\\n$2\\n---\\n$3" > leads/$1.md; }
    rm -rf .git; git init -q -b main; commit 2026-01-01 Start
    lead pat "stage: lead\\ntags: [a]\\naccount: old"; lead kim "stage: mql"
    printf -- "---\\nname: Old\\nindustry: retail\\n---\\n" > accounts/old.md
    lead told "stage: mql" "\\n## Log\\n\\n- 2025-11-01 stage @mia: lead -> mql\\n"
    commit 2026-02-01 "Import (#3)"
    lead pat "stage: mql\\ntags: [a, b]\\naccount: old"; commit 2026-03-01 "Hand over"
    lead pat "stage: sal\\ntags: [b]\\naccount: old"
    printf -- "---\\nname: Old\\nindustry: energy\\n---\\n" > accounts/old.md
    commit 2026-06-25 "Accept"
    lead kim "stage: sal"
    """)

  private func run(_ arguments: [String]) -> Command.Result {
    Self.book.libretto(arguments, with: ["LIBRETTO_NOW": "2026-06-30T12:00:00Z"])
  }

  static let queries: [(String, [String])] = [
    ("stage.was:mql", ["kim", "pat", "told"]), ("stage.was:lead stage:sal", ["pat"]),
    ("not:stage.was:lead", ["kim"]), ("stage.was:sal", ["kim", "pat"]),
    ("stage.changed:2026-03", ["pat"]), ("stage.changed:-7d..", ["kim", "pat"]), ("stage.changed:today", ["kim"]),
    ("stage.since:..2026-01", ["told"]), ("stage.since:2026-06", ["kim", "pat"]), ("stage.since:-1d..", ["kim"]),
    ("tags.was:a", ["pat"]), ("not:tags:a tags.was:a", ["pat"]), ("stage.was~MQ", ["kim", "pat", "told"]),
    ("account.industry.was:retail", ["pat"]), ("account.industry.changed:2026-06-25", ["pat"]),
    ("no:tags.was", ["kim", "told"]), ("has:account.was", ["pat"]), ("stage.changed.count:3", ["pat"]),
  ]

  @Test(arguments: queries.indices) func queriesFindWhatWas(index: Int) {
    let (query, ids) = Self.queries[index]
    let result = run(["query", "leads", "id:pat,kim,told \(query)", "--format", "ids"])
    #expect(result.text.split(separator: "\n").map(String.init) == ids, "\(query): \(result.errorText)")
  }

  @Test func historyIsSortedGroupedAndShown() {
    let sorted = run(["query", "leads", "id:pat,kim,told", "--sort", "-stage.since", "--format", "ids"])
    #expect(sorted.text == "kim\npat\ntold\n")
    let grouped = run([
      "query", "leads", "id:pat,kim,told", "--group", "stage.since.month", "--count", "--format", "csv",
    ])
    #expect(grouped.text.split(whereSeparator: \.isNewline) == ["stage.since.month,count", "2025-11,1", "2026-06,2"])
  }

  static let refusals: [(String, String, String)] = [
    ("stage.was:mlq", "unknown stage \"mlq\"", "did you mean \"mql\"?"),
    ("stage.since:soon", "is no date", ""), ("id.was:x", "only a field of the record has a history", ""),
    ("stage.changed.foo:1", "no part \"foo\"", ""), ("next.was:x", "is a map", ""),
    ("owner.team.was:sales", "only a field", ""),
    ("stage.since.month:2026-06", "a period is for", "stage.since:2026-Q3"),
  ]

  @Test(arguments: refusals.indices) func errorsTellWhatToDo(index: Int) {
    let (query, message, help) = Self.refusals[index]
    let result = run(["query", "leads", query])
    #expect(result.status == 64 && result.errorText.contains(message), "\(query): \(result.errorText)")
    #expect(help.isEmpty || result.errorText.contains(help), "\(result.errorText)")
  }

  @Test func theLogWithoutAKindIsTheHistory() {
    let history = run(["history", "pat"])
    #expect(history.status == 0 && run(["log", "pat"]).text == history.text)
    #expect(
      history.text.split(separator: "\n").contains { $0.contains("stage") && $0.contains("mql") && $0.contains("sal") })
    let fields = run(["history", "kim", "stage", "--format", "ndjson"]).text.split(separator: "\n")
    #expect(
      fields.count == 2 && fields[0].contains("\"after\":\"sal\"") && fields[0].contains("\"commit\":\"uncommitted\""))
    #expect(run(["history", "told", "stage"]).text.contains("2025-11-01"))
    #expect(run(["history", "pat", "stgae"]).errorText.contains("did you mean \"stage\"?"))
    #expect(run(["log", "pat", "call"]).status == 64)
  }

  @Test func whyNamesCommitAndRequest() {
    #expect(run(["why", "pat", "stage"]).text.contains("Accept"))
    #expect(run(["why", "pat", "name"]).text.contains("request  #3"))
    #expect(run(["why", "kim", "stage"]).text.contains("not committed"))
    #expect(run(["why", "told", "stage"]).text.contains("2025-11-01"))
    #expect(run(["why", "pat", "email"]).status == 2)
  }

  @Test func withoutARepositoryThereIsNone() {
    let book = TrialBook("rm -rf .git")
    let result = book.libretto("query", "leads", "stage.was:mql")
    #expect(result.status == 2 && result.errorText.contains("no Git repository"), "\(result.errorText)")
    #expect(book.libretto("query", "leads", "stage:mql").status == 0)
  }
}
