import TestSupport
import Testing

/// Where `sync` cannot do its work it says so in a plain word, ends with 2, and leaves all as it was.
@Suite struct SyncRefusalTests {
  struct Case: Sendable, CustomStringConvertible {
    var description: String
    var script: String
    var arguments: [String] = []
    var status: Int32 = 2
    /// What standard error says.
    var says: [String]
    var variables: [String: String] = [:]
  }

  private static let local =
    "cd tom; sed -i 's/^score: 72/score: 73/' leads/jane-doe.md; git commit -qam Score; cd ..; "
  private static func hook(_ name: String, _ body: String) -> String {
    "printf '#!/bin/sh\\n\(body)\\n' > hub.git/hooks/\(name); chmod +x hub.git/hooks/\(name); "
  }

  static let cases = [
    Case(description: "no remote", script: "git -C tom remote remove origin", says: ["no remote", "git remote add"]),
    Case(
      description: "no upstream", script: "git -C tom branch --unset-upstream",
      says: ["follows no branch of a remote", "libretto sync --remote origin"]),
    Case(
      description: "upstream here", script: "cd tom; git branch other; git branch -u other",
      says: ["follows other of this repository", "libretto merge other"]),
    Case(
      description: "unknown remote", script: "", arguments: ["--remote", "orign"], status: 64,
      says: ["unknown remote \"orign\"", "did you mean \"origin\"?"]),
    Case(
      description: "detached", script: "git -C tom checkout -q --detach", says: ["HEAD is on no branch", "git switch"]),
    Case(description: "unborn", script: "git -C tom checkout -q --orphan fresh", says: ["has no commit yet"]),
    Case(
      description: "merge under way", script: "git -C tom rev-parse HEAD > tom/.git/MERGE_HEAD",
      says: ["a merge is under way", "libretto conflicts"]),
    Case(
      description: "pre-receive hook",
      script: local + hook("pre-receive", "echo Ask sales first, 100%% of them.; exit 1"),
      says: ["origin does not take the commits: pre-receive hook declined", "remote: Ask sales first, 100% of them."]),
    Case(
      description: "update hook", script: local + hook("update", "echo No.; exit 1"),
      says: ["origin does not take the commits: hook declined", "remote: No."]),
    Case(
      description: "branch checked out there", script: local + "git -C tom remote set-url origin $PWD/aria",
      says: ["branch is currently checked out", "git clone --bare"]),
    Case(
      description: "own hook",
      script: local + "printf '#!/bin/sh\\necho Not on Fridays. >&2; exit 1\\n' > tom/.git/hooks/pre-push; "
        + "chmod +x tom/.git/hooks/pre-push", says: ["a hook of this repository refused the push", "Not on Fridays."]),
    Case(
      description: "no repository", script: "git -C tom remote set-url origin /nowhere/hub.git",
      says: ["no repository at the address of origin", "git remote -v"]),
    Case(
      description: "no network", script: "git -C tom remote set-url origin git://127.0.0.1:1/hub.git",
      says: ["origin cannot be reached", "work on, and sync when"]),
    Case(
      description: "no such protocol", script: "git -C tom remote set-url origin fake://hub",
      says: ["git remote set-url origin URL"]),
    Case(
      description: "no key", script: "git -C tom remote set-url origin ssh://git@host.example/hub.git",
      says: ["origin does not let you in", "Permission denied (publickey)"],
      variables: ["GIT_SSH_COMMAND": "sh -c 'echo \"git@host: Permission denied (publickey).\" >&2; exit 255'"]),
    Case(
      description: "password not in the message",
      script: "git -C tom remote set-url origin git://tom:secret@127.0.0.1:1/hub.git",
      says: ["origin cannot be reached"]),
    Case(
      description: "vanishes before it took them", script: local + hook("pre-receive", "kill -9 $PPID"),
      says: ["ended in the middle", "libretto sync"]),
    Case(
      description: "vanishes after it took them",
      script: local + hook("post-receive", "kill -9 $PPID"),
      says: ["ended in the middle", "libretto sync"]),
    Case(
      description: "branch gone there", script: "git -C hub.git branch -m main old; git -C hub.git branch other old",
      says: ["origin has no branch main any more"]),
    Case(
      description: "rewritten there",
      script: local + "cd mia; sed -i 's/40/41/' accounts/initech.md; git commit -qam Grow; git push -q; "
        + "cd ../tom; git pull -q --rebase; cd ../mia; git commit -q --amend -m Other; git push -qf; cd ..",
      says: ["origin/main was rewritten", "\"Grow\"", "git rebase --onto origin/main"]),
    Case(
      description: "another book",
      script: local + "rm -rf hub.git; git init -q --bare -b main hub.git; cd mia; "
        + "git checkout -q --orphan new; git commit -qm New; git push -q origin new:main; cd ..",
      says: ["share no history: they are two books"]),
    Case(
      description: "shallow clone",
      script: "cd mia; for n in 1 2 3; do git commit -q --allow-empty -m $n; done; git push -q; cd ..; rm -rf tom; "
        + "git clone -q --depth 1 file://$PWD/hub.git tom; cd mia; git commit -q --allow-empty -m 4; git push -q; cd ..; "
        + local + "cd tom; git fetch -q --depth 1",
      says: ["this is a shallow clone", "git fetch --unshallow"]),
    Case(
      description: "uncommitted changes in the way", script: TwoClones.parted + "echo >> tom/leads/jane-doe.md",
      says: ["what came changes leads/jane-doe.md, which has uncommitted changes", "libretto commit"]),
    Case(
      description: "staged changes in the way",
      script: TwoClones.parted
        + "cd tom; cp leads/jane-doe.md /tmp/$$; echo >> leads/jane-doe.md; git add .; mv /tmp/$$ leads/jane-doe.md",
      says: ["what came changes leads/jane-doe.md, which has uncommitted changes"]),
    Case(
      description: "an untracked file in the way", script: TwoClones.parted + "echo mine > tom/leads/max-roe.md",
      says: ["what came changes leads/max-roe.md, which has uncommitted changes"]),
    Case(
      description: "pushes go elsewhere", script: "git -C tom config branch.main.pushRemote fork",
      says: ["is pushed to fork, but follows origin/main", "--no-push"]),
    Case(
      description: "two ways", script: "", arguments: ["--merge", "--rebase"], status: 64, says: ["exclude each other"]),
  ]

  @Test(arguments: cases) func aPlainWordAndNothingChanged(_ trial: Case) {
    let clones = TwoClones(trial.script)
    let before = clones.state
    let result = clones.tom(["sync"] + trial.arguments, with: trial.variables)
    #expect(result.status == trial.status, "\(result.text)\(result.errorText)")
    for part in trial.says { #expect(result.errorText.contains(part), "\(result.errorText)") }
    #expect(result.errorText.hasPrefix("error: ") && result.errorText.contains("\nhelp: "), "\(result.errorText)")
    #expect(!result.errorText.contains("hint:") && !result.errorText.contains("secret"), "\(result.errorText)")
    #expect(result.text.isEmpty, "\(result.text)")
    #expect(clones.state == before)
  }
}
