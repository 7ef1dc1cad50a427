import TestSupport
import Testing

/// Commits that are signed with SSH keys, or are not.
@Suite(.enabled(if: Command.path(of: "ssh-keygen") != nil, "ssh-keygen is not here"))
struct ReviewSignatureTests {
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let script: String
    let codes: [String]
    let words: String

    init(_ name: String, _ script: String, _ codes: String = "", words: String = "") {
      (description, self.script, self.words) = (name, script, words)
      self.codes = codes.split(separator: " ").map(String.init)
    }
  }

  static let cases = [
    Case("signed by its author", "signed tom tom"),
    Case("not signed", "as tom git commit -qam x", "LB408", words: "is not signed"),
    Case("signed by another", "signed tom mia", "LB409", words: "signed by mia@aria.example"),
    Case("signed with an unknown key", "signed tom eve", "LB408", words: "a key that is nobody's"),
    Case("the author is an address of the signer", "signed t.krueger tom"),
    Case("the author's name is the signer's, and the address another's", "signed mia tom", "LB409"),
    Case(
      "changed after it was signed",
      "signed tom tom; git cat-file commit HEAD | sed 's/^author Tom/author Tim/;s/^author tom/author tim/' > raw; "
        + "git update-ref refs/heads/topic $(git hash-object -t commit -w --stdin < raw)", "LB408",
      words: "does not fit"),
    Case(
      "a signers' file of the change",
      "printf 'tom@aria.example %s\\n' \"$(cat $KEYS/eve.pub)\" >> allowed; git add -A; signed tom eve", "LB408"),
    Case(
      "an edit in a merge, signed by its author and committed as another",
      "signed tom tom; git checkout -qb side main; printf -- '---\\nname: Bob\\n---\\n' > leads/bob.md; git add -A; signed tom tom; git checkout -q topic; "
        + "as mia git merge -q --no-commit side; edit s/90/91/; git add -A; GIT_AUTHOR_NAME=tom "
        + "GIT_AUTHOR_EMAIL=tom@aria.example GIT_COMMITTER_NAME=mia GIT_COMMITTER_EMAIL=mia@aria.example "
        + "git -c gpg.format=ssh -c user.signingkey=$KEYS/tom commit -q -S -m m", "LB409 LB410"),
    Case("two commits, one of them not signed", "signed tom tom; edit s/90/91/; as tom git commit -qam y", "LB408"),
    Case(
      "a commit that is not the book's",
      "echo x > notes.txt; git add notes.txt; git checkout -q -- leads; as tom git commit -qm x"),
  ]

  static let setup = """
    as() { who=$1; shift; GIT_AUTHOR_NAME=$who GIT_AUTHOR_EMAIL=$who@aria.example GIT_COMMITTER_NAME=$who \
    GIT_COMMITTER_EMAIL=$who@aria.example "$@"; }
    edit() { sed "$1" leads/jane.md > edited && cat edited > leads/jane.md && rm edited; }
    signed() { as $1 git -c gpg.format=ssh -c user.signingkey=$KEYS/$2 commit -q -S -am signed; }
    mkdir keys; KEYS=$PWD/keys
    for who in mia tom eve; do ssh-keygen -q -t ed25519 -N '' -C $who -f keys/$who; done
    mkdir -p book/leads && cd book && git init -q -b main
    cat > libretto.yaml <<'END'
    libretto: 1
    members:
      mia: {name: Mia, email: mia@aria.example, team: marketing}
      tom: {name: Tom, email: tom@aria.example, team: sales, aliases: [t.krueger@aria.example]}
    policy: {signers: allowed, signed: true}
    END
    for who in mia tom; do printf '%s@aria.example namespaces="git" %s\\n' $who "$(cat $KEYS/$who.pub)"; done > allowed
    printf -- '---\\nname: Jane\\nscore: 72\\n---\\n' > leads/jane.md
    git add -A; as tom git commit -qm base; git checkout -qb topic
    edit s/72/90/

    """

  @Test(arguments: cases) func judges(_ one: Case) {
    let scratch = ScratchFolder("signed")
    let script = Self.setup + one.script + "\nlibretto review main..topic --format short\n"
    let result = Command.run(
      "bash", ["-s"], in: scratch.path, environment: Transcript.environment(home: scratch.path),
      input: Array(script.utf8))
    let text = result.text + result.errorText
    let codes = text.split(separator: "[LB").dropFirst().map { "LB\($0.prefix(3))" }
    #expect(codes == one.codes, "\(text)")
    #expect(result.status == (one.codes.isEmpty ? 0 : 1), "\(text)")
    #expect(one.words.isEmpty || text.contains(one.words), "\(text)")
  }
}
