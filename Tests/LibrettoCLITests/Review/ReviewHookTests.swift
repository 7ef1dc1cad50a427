import TestSupport
import Testing

/// Real pushes to a bare repository whose hook is `libretto review --hook`, and real signatures.
@Suite struct ReviewHookTests {
  struct Push: Sendable, CustomStringConvertible {
    let name: String
    /// What is done in the clone, whose hook stands in `$SERVER/hooks`; the last command is the push.
    let script: String
    /// Whether the push goes through.
    let passes: Bool
    /// What it must say.
    let words: [String]
    var description: String { name }

    init(_ name: String, passes: Bool, _ script: String, words: String...) {
      (self.name, self.passes, self.script, self.words) = (name, passes, script, words)
    }
  }

  /// A server with a book on main, and a clone of it.
  static let setup = """
    set -e
    as() { who=$1; shift; GIT_AUTHOR_NAME=$who GIT_AUTHOR_EMAIL=$who@aria.example GIT_COMMITTER_NAME=$who \
    GIT_COMMITTER_EMAIL=$who@aria.example "$@"; }
    hook() { printf '#!/bin/sh\\nexec libretto review --hook %s\\n' "$2" > "$SERVER/hooks/$1"; chmod +x "$SERVER/hooks/$1"; }
    both() { case $KIND in update) hook update "${1:-} \\"\\$@\\"";; *) hook pre-receive "${1:-}";; esac; }
    edit() { sed "$1" "$2" > edited && cat edited > "$2" && rm edited; }
    SERVER=$PWD/server.git
    git init -q --bare -b main server.git
    mkdir -p clone/$BOOK/leads clone/$BOOK/schema
    git -C clone init -q -b main; git -C clone remote add origin "$SERVER"
    cd clone/$BOOK
    cat > libretto.yaml <<'END'
    libretto: 1
    members:
      mia: {name: Mia, email: mia@aria.example, team: marketing}
      tom: {name: Tom, email: tom@aria.example, team: sales}
    policy: {agreement: [mia, tom], configuration: [tom]}
    END
    printf 'allOf: [{$ref: libretto:lead}]\\nproperties: {score: {x-team: marketing}}\\n' > schema/lead.yaml
    printf -- '---\\nname: Jane\\nscore: 72\\n---\\n' > leads/jane.md
    git add -A; as tom git commit -qm base; git push -q origin main
    both
    set +e

    """

  static let pushes: [Push] = [
    Push("what may be", passes: true, "edit s/72/90/ leads/jane.md; as mia git commit -qam x; git push origin main"),
    Push(
      "a field of another team", passes: false,
      "edit s/72/90/ leads/jane.md; as tom git commit -qam x; git push origin main", words: "remote: error[LB405]",
      "score belongs to marketing", "3 | score: 90"),
    Push(
      "undone before the push", passes: false,
      "edit s/72/90/ leads/jane.md; as tom git commit -qam x; edit s/90/72/ leads/jane.md; as tom git commit -qam y; "
        + "git push origin main", words: "undone in"),
    Push(
      "a stranger", passes: false, "edit s/Jane/Eve/ leads/jane.md; as eve git commit -qam x; git push origin main",
      words: "LB407"),
    Push(
      "the policy", passes: false,
      "edit 's/configuration: .tom./configuration: [mia]/' libretto.yaml; as mia git commit -qam x; git push origin main",
      words: "LB406"),
    Push(
      "another branch may be anything", passes: true,
      "edit s/72/90/ leads/jane.md; as tom git commit -qam x; git push origin main:topic"),
    Push("a tag", passes: true, "git tag v1; git push origin v1"),
    Push(
      "a force push", passes: false,
      "edit s/Jane/Ida/ leads/jane.md; as tom git commit -qam x; git push -q origin main; git reset -q --hard HEAD~1; "
        + "git push -f origin main", words: "LB411", "would lose"),
    Push(
      "a force push where the policy allows it", passes: true,
      "edit 's/policy: {/policy: {rewriting: true, /' libretto.yaml; as tom git commit -qam p; "
        + "edit s/Jane/Ida/ leads/jane.md; as tom git commit -qam x; git push -q origin main; git reset -q --hard HEAD~1; "
        + "git push -f origin main"),
    Push(
      "a deletion", passes: false, "git -C $SERVER config receive.denyDeleteCurrent ignore; git push origin :main",
      words: "LB411", "would be deleted"),
    Push(
      "another name for the branch", passes: false,
      "git -C $SERVER symbolic-ref refs/heads/alias refs/heads/main; edit s/72/90/ leads/jane.md; "
        + "as tom git commit -qam x; git push origin main:alias", words: "LB405"),
    Push("a replacement", passes: false, "git push origin HEAD:refs/replace/x", words: "LB411", "refs/replace/x"),
    Push(
      "a branch that the policy protects", passes: false,
      "edit 's/policy: {/policy: {branches: [release-*], /' libretto.yaml; as tom git commit -qam p; "
        + "git push -q origin main; edit s/72/90/ leads/jane.md; as tom git commit -qam x; git push origin main:release-1",
      words: "LB405"),
    Push(
      "two branches, one of them bad", passes: false,
      "edit s/72/90/ leads/jane.md; as tom git commit -qam x; git push origin main main:topic", words: "LB405"),
    Push(
      "an evil merge", passes: false,
      "git checkout -qb side; edit s/Jane/Ida/ leads/jane.md; as tom git commit -qam x; git checkout -q main; "
        + "echo hi > notes.txt; git add notes.txt; as tom git commit -qm y; as tom git merge -q --no-commit side; "
        + "edit s/72/90/ leads/jane.md; git add -A; as tom git commit -qm m; git push origin main", words: "LB405",
      "neither side"),
    Push(
      "HEAD of the server leads nowhere", passes: false,
      "git -C $SERVER symbolic-ref HEAD refs/heads/trunk; edit s/72/90/ leads/jane.md; as tom git commit -qam x; "
        + "git push origin main", words: "LB405"),
    Push(
      "the first branch", passes: true,
      "git -C $SERVER update-ref -d refs/heads/main; git push origin main", words: "nothing to judge it by"),
    Push(
      "a packed server with alternates", passes: false,
      "S=${SERVER%/*}/shared.git; git clone -q --bare --shared $SERVER $S; "
        + "cp $SERVER/hooks/* $S/hooks/; edit s/72/90/ leads/jane.md; "
        + "as tom git commit -qam x; git push $S main", words: "LB405"),
    Push(
      "a broken tree", passes: false,
      "B=$(git rev-parse HEAD:./leads/jane.md); T=$( (printf '100644 jane.md\\0'; echo $B | xxd -r -p; "
        + "printf '100644 jane.md\\0'; echo $B | xxd -r -p) | git hash-object --literally -t tree -w --stdin); "
        + "R=$(git ls-tree HEAD | sed \"s/tree [0-9a-f]*\\tleads/tree $T\\tleads/\" | git mktree); "
        + "C=$(as tom git commit-tree -m x -p HEAD $R); git push origin $C:refs/heads/main", words: "damaged"),
    Push(
      "more than is shown", passes: false,
      "for i in $(seq 60); do printf -- '---\\nname: A\\nscore: 1\\n---\\n' > leads/a$i.md; done; git add -A; "
        + "as tom git commit -qm x; git push origin main", words: "and 10 more"),
  ]

  @Test(arguments: pushes, ["pre-receive", "update"]) func aPush(_ push: Push, kind: String) {
    if push.name == "a broken tree", Command.path(of: "xxd") == nil { return }
    check(push, kind: kind, book: ".")
  }

  @Test(arguments: pushes.filter { !$0.script.contains("ls-tree") }) func aBookInAFolder(_ push: Push) {
    check(push, kind: "pre-receive", book: "crm/book")
  }

  private func check(_ push: Push, kind: String, book: String) {
    let scratch = ScratchFolder("push")
    var environment = Transcript.environment(home: scratch.path)
    environment["KIND"] = kind
    environment["BOOK"] = book
    let script = Self.setup + "{ \(push.script); } 2>&1\n"
    let result = Command.run("bash", ["-s"], in: scratch.path, environment: environment, input: Array(script.utf8))
    let text = result.text + result.errorText
    #expect((result.status == 0) == push.passes, "\(text)")
    for word in push.words { #expect(text.contains(word), "\(word): \(text)") }
  }
}
