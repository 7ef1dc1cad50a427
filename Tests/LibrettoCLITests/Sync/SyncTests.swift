import TestSupport
import Testing

/// `sync` between real clones, by the real `git`.
@Suite struct SyncTests {
  private func lead(_ clones: TwoClones, in clone: String = "tom") -> String {
    clones.sh("cat \(clone)/leads/jane-doe.md").text
  }

  @Test(arguments: [
    ("", true), ("--rebase", true), ("--merge", false), ("pull.rebase=false", false),
    ("branch.main.rebase=merges", true),
  ]) func bothSidesAreJoinedFieldByField(how: String, isLine: Bool) {
    let clones = TwoClones(TwoClones.parted)
    var arguments = ["sync"]
    if how.hasPrefix("--") { arguments.append(how) }
    if let equals = how.firstIndex(of: "=") {
      clones.sh("git -C tom config \(how[..<equals]) \(how[how.index(after: equals)...])")
    }
    let result = clones.tom(arguments)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(result.text.contains("1 commit by Mia Weber came from origin/main:\n"), "\(result.text)")
    let text = lead(clones)
    for line in ["score: 80\n", "owner: mia  ", "sso", "vip", "pricing"] { #expect(text.contains(line), "\(text)") }
    // Tom's two commits are his own, on top of Mia's; or one merge stands on the shared line.
    let history = clones.sh(
      "cd tom; git status --porcelain; git log --first-parent --format='%an %cn %s' origin/main | head -3"
    ).text
    if isLine {
      #expect(
        history == """
          Tom Krüger Tom Krüger Initech grows
          Tom Krüger Tom Krüger Hand Jane over
          Mia Weber Mia Weber Score Jane, add Max

          """, "\(history)")
    } else {
      #expect(history.hasPrefix("Tom Krüger Tom Krüger Merge main into origin/main\nMia Weber "), "\(history)")
    }
    #expect(
      clones.sh("cd tom; git rev-parse HEAD > ../a; git -C ../hub.git rev-parse main > ../b; cmp ../a ../b").status == 0
    )
    #expect(clones.tom("sync").errorText == "Nothing to sync: main and origin/main are the same.\n")
    #expect(clones.tom("validate").status == 0)
  }

  /// What is not committed, staged or not, stays as it is.
  @Test func uncommittedChangesStay() {
    let clones = TwoClones(
      TwoClones.parted
        + "cd tom; echo >> deals/initech-pilot.md; echo a > notes.txt; git add notes.txt; echo b > more.txt")
    let before = clones.sh("cd tom; git status --porcelain; git diff; git diff --cached").text
    let result = clones.tom("sync")
    #expect(
      result.status == 0 && result.errorText == "3 files are not committed, and as before.\n", "\(result.errorText)")
    #expect(clones.sh("cd tom; git status --porcelain; git diff; git diff --cached").text == before)
  }

  @Test func aDryRunAndNoPushMoveNothingThere() {
    let clones = TwoClones(TwoClones.parted)
    let (before, hub) = (clones.state, clones.sh("git -C hub.git rev-parse main").text)
    let dry = clones.tom("sync", "--dry-run")
    #expect(dry.status == 0 && dry.text.contains("would come from") && dry.text.contains("would go to"), "\(dry.text)")
    #expect(clones.state == before && clones.sh("git -C hub.git rev-parse main").text == hub)
    let kept = clones.tom("sync", "--no-push")
    #expect(
      kept.status == 0 && kept.text.contains("2 commits by Tom Krüger wait to go to origin/main:"), "\(kept.text)")
    #expect(lead(clones).contains("score: 80") && clones.sh("git -C hub.git rev-parse main").text == hub)
    #expect(clones.tom("sync").text.contains("2 commits by Tom Krüger went to origin/main:"))
  }

  /// A new branch, and a clone that knows its remote but not what it follows.
  @Test func aBranchIsPublishedAndFollowed() {
    let clones = TwoClones("cd tom; git switch -qc fair; sed -i 's/72/75/' leads/jane-doe.md; git commit -qam Fair")
    let result = clones.tom("sync", "--remote", "origin")
    #expect(
      result.status == 0 && result.text == "origin/fair is new, with 1 commit.\n", "\(result.text)\(result.errorText)")
    #expect(clones.sh("git -C tom rev-parse --abbrev-ref @{u}").text == "origin/fair\n")
    #expect(clones.tom("sync").status == 0)
    // Merged and deleted there, it does not come back.
    clones.sh("git -C hub.git branch -D fair; git -C tom fetch -qp")
    let gone = clones.tom("sync")
    #expect(gone.status == 2 && gone.errorText.contains("origin has no branch fair any more"), "\(gone.errorText)")
    #expect(clones.sh("git -C hub.git branch --list fair").text == "")
  }

  @Test func aConflictIsChosenAndSynced() {
    let clones = TwoClones(
      """
      cd mia; sed -i 's/^score: .*/score: 90/; s/^owner: tom/owner: mia/' leads/jane-doe.md; mia git commit -qam Mia
      git push -q; cd ../tom; sed -i 's/^score: .*/score: 20/; s/^tags: .*/tags: [cold]/' leads/jane-doe.md
      git commit -qam Tom
      """)
    let before = clones.state
    let dry = clones.tom("sync", "-n")
    #expect(dry.status == 1 && dry.text.contains("score") && clones.state == before, "\(dry.errorText)")
    let result = clones.tom("sync")
    #expect(result.status == 1 && result.text.contains("score"), "\(result.text)")
    #expect(result.errorText.contains("libretto resolve jane-doe score=theirs"), "\(result.errorText)")
    #expect(result.errorText.contains("libretto commit, libretto sync"), "\(result.errorText)")
    let again = clones.tom("sync")
    #expect(again.status == 2 && again.errorText.contains("a merge is under way"), "\(again.errorText)")
    #expect(clones.tom("resolve", "jane-doe", "score=theirs").status == 0)
    #expect(clones.tom("commit").status == 0)
    let done = clones.tom("sync")
    #expect(done.status == 0 && done.text.contains("went to origin/main"), "\(done.text)\(done.errorText)")
    for line in ["score: 90\n", "owner: mia ", "tags: [cold]\n"] { #expect(lead(clones).contains(line)) }
    #expect(clones.sh("cd mia; git pull -q; cmp leads/jane-doe.md ../tom/leads/jane-doe.md").status == 0)
  }

  /// Each side is good by itself: a link to what the other deleted.
  @Test func anInvalidWholeIsReportedAndNothingTouched() {
    let clones = TwoClones(
      """
      cd mia; git rm -q leads/jo-ho.md accounts/initech.md deals/initech-pilot.md; mia git commit -qm "Initech is gone"
      git push -q; cd ../tom; printf -- '---\\nname: Ann\\naccount: initech\\n---\\n' > leads/ann.md; git add .
      git commit -qm "Add Ann"
      """)
    let before = clones.state
    let result = clones.tom("sync")
    #expect(result.status == 1, "\(result.text)\(result.errorText)")
    for part in ["leads/ann.md", "Add Ann", "Initech is gone", "nothing was changed"] {
      #expect(result.errorText.contains(part), "\(result.errorText)")
    }
    #expect(clones.state == before)
  }

  /// Where the remote said yes and the connection ended before it could say so, the next sync sees it.
  @Test(arguments: ["pre-receive", "post-receive"]) func afterAVanishedRemoteItGoesOn(hook: String) {
    let clones = TwoClones(
      TwoClones.parted + "printf '#!/bin/sh\\nkill -9 $PPID\\n' > hub.git/hooks/\(hook); chmod +x hub.git/hooks/\(hook)"
    )
    let before = clones.state
    #expect(clones.tom("sync").status == 2)
    #expect(clones.state == before)
    clones.sh("rm hub.git/hooks/\(hook)")
    let result = clones.tom("sync")
    #expect(result.status == 0, "\(result.errorText)")
    #expect(lead(clones).contains("score: 80") && lead(clones).contains("vip"))
    #expect(clones.sh("git -C hub.git log --format=%s main | sort | uniq -d").text == "")
    #expect(clones.sh("cd tom; git status --porcelain -b").text == "## main...origin/main\n")
  }

  /// Signed commits are not made again without their signature.
  @Test func aMergeKeepsWhatAReplayWouldLose() {
    let clones = TwoClones(
      """
      cd mia; sed -i 's/^score: .*/score: 90/' leads/jane-doe.md; mia git commit -qam Mia; git push -q; cd ../tom
      sed -i 's/^tags: .*/tags: [cold]/' leads/jane-doe.md; git add .; t=$(git write-tree)
      { printf 'tree %s\\nparent %s\\n' $t $(git rev-parse HEAD); printf 'author T <t@x> 1 +0000\\ncommitter T <t@x> 1 +0000\\n'
        printf 'gpgsig -----BEGIN SSH SIGNATURE-----\\n abc\\n -----END SSH SIGNATURE-----\\n\\nSigned\\n'; } > ../c
      git update-ref refs/heads/main $(git hash-object -t commit -w ../c)
      """)
    let signed = clones.sh("git -C tom rev-parse HEAD").text
    #expect(clones.tom("sync").status == 0)
    #expect(clones.sh("git -C hub.git log --format=%H main").text.contains(signed))
    #expect(lead(clones).contains("score: 90") && lead(clones).contains("cold"))
  }

  /// Three who push at the same time, to a hub that wants every push to go on from what is there.
  @Test func whoeverIsSlowerTriesAgain() {
    let clones = TwoClones(
      "git -C hub.git config receive.denyNonFastForwards true; for n in 1 2 3; do git clone -q hub.git w$n; done")
    let rounds = 3
    var script = ""
    for worker in 1...3 {
      script += "(cd w\(worker); for n in $(seq \(rounds)); do libretto set jane-doe tags+=w\(worker)-$n >/dev/null; "
      script += "libretto log jo-ho call \"\(worker) says $n\" >/dev/null; "
      script += "libretto commit >/dev/null 2>&1 || echo commit $n; "
      script += "libretto sync >/dev/null || echo failed $n; done) 2>&1 &\n"
    }
    let result = clones.sh(script + "wait")
    #expect(result.text == "", "\(result.text)")
    clones.sh("git -C tom pull -q")
    let (jane, jo) = (lead(clones), clones.sh("cat tom/leads/jo-ho.md").text)
    for worker in 1...3 {
      for round in 1...rounds {
        #expect(jane.contains("w\(worker)-\(round)") && jo.contains("\(worker) says \(round)\n"), "\(jane)\(jo)")
      }
    }
  }
}
