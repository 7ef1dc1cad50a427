import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The real program, killed or hindered at every step of what changes files.
@Suite struct KillTests {
  /// A book and the command that is killed in it.
  struct Scenario: Sendable, CustomStringConvertible {
    var description: String
    /// Prepares the book, as a shell script.
    var script: String
    var command: [String]
    /// At most so many points, spread evenly over all.
    var points: Int
    /// What the command ends with: 1 where it leaves conflicts to people.
    var status: Int32 = 0
  }

  private static let branches =
    "git config user.name Tom; git config user.email tom@x.example; git switch -q -c side; "
    + "sed -i 's/^name: .*/name: Jane Side/' leads/jane-doe.md; echo 'name: Side' > views/side.yaml; "
    + "rm deals/initech-pilot.md; printf -- '---\\nname: Added\\n---\\n' > accounts/added.md; chmod +x views/side.yaml; "
    + "ln -s libretto.yaml link; git add -A; git commit -qm Side; git switch -q main; "
  private static let forked =
    "sed -i 's/employees: 40/employees: 41/' accounts/initech.md; git commit -qam Main; "
    + "echo draft > draft.txt; "

  private static let staged = "echo notes > notes.txt; git add notes.txt; echo draft > draft.txt; "
  private static let edited =
    "sed -i 's/72/73/' leads/jane-doe.md; sed -i 's/employees: 40/employees: 41/' accounts/initech.md; "
    + "printf -- '---\\nname: New\\n---\\n' > accounts/new.md; rm deals/initech-pilot.md; "
  private static let many =
    "for n in $(seq 10 33); do printf -- \"---\\nname: Lead $n\\naccount: globex\\n---\\n\" > leads/lead-$n.md; done; "

  static let scenarios = [
    Scenario(
      description: "commit beside staged work", script: staged + edited, command: ["commit", "-m", "Trial"], points: 50),
    Scenario(
      description: "first commit", script: "rm -rf .git; git init -q -b main; " + staged,
      command: ["commit", "-m", "Trial"],
      points: 25),
    Scenario(
      description: "commit with hooks",
      script: staged + edited
        + "for h in pre-commit prepare-commit-msg commit-msg post-commit; do "
        + "printf '#!/bin/sh\\ntrue\\n' > .git/hooks/$h; chmod +x .git/hooks/$h; done",
      command: ["commit", "-m", "Trial"], points: 30),
    Scenario(
      description: "commit of many records", script: staged + many, command: ["commit", "-m", "Trial"], points: 25),
    Scenario(
      description: "set on several records", script: many + "git add .; git commit -qm many; " + staged,
      command: ["set", "--where", "leads", "tags+=x"], points: 40),
    Scenario(
      description: "mv that rewrites many files", script: many + "git add .; git commit -qm many; " + staged,
      command: ["mv", "globex", "globex-gmbh"], points: 40),
    Scenario(
      description: "rm that takes links out", script: many, command: ["rm", "globex", "--force"], points: 25),
    Scenario(
      description: "merge", script: branches + forked + "echo notes > notes.txt; git add notes.txt",
      command: ["merge", "side"], points: 40),
    Scenario(description: "fast-forward", script: branches + staged, command: ["merge", "side"], points: 25),
    Scenario(
      description: "merge with conflicts",
      script: branches + forked + "sed -i 's/^name: .*/name: Jane Main/' leads/jane-doe.md; git commit -qam Other",
      command: ["merge", "side"], points: 40, status: 1),
    Scenario(
      description: "commit that concludes a merge",
      script: branches + forked + "libretto merge --no-commit side; sed -i 's/Side/Both/' leads/jane-doe.md",
      command: ["commit"], points: 30),
  ]

  /// What can be seen of a book: HEAD's files, what is staged, what Git says of the work files, and those.
  private struct State: Equatable {
    var git: [String]
    var files: [String: [UInt8]]

    static let script =
      "git ls-tree -r HEAD 2>/dev/null; echo ==; git ls-files -s; echo ==; git status --porcelain -uall; "
      + "cat .git/MERGE_HEAD .git/MERGE_MSG .git/MERGE_MODE 2>/dev/null"

    init(_ book: TrialBook) { self.init(book, Self.parts(book.sh(Self.script).text)) }

    init(_ book: TrialBook, _ parts: some Collection<String>) { (git, files) = (Array(parts), book.files) }

    static func parts(_ text: String) -> [String] {
      text.split(separator: "==\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private struct Trial {
    let scenario: Scenario
    let template: TrialBook
    let faults: [Fault]
    let old: State
    let new: State

    init(_ scenario: Scenario) {
      self.scenario = scenario
      template = TrialBook(scenario.script)
      let book = TrialBook(copyOf: template)
      old = State(book)
      let (faults, result) = Tracing.faults(scenario.command, in: book)
      self.faults = faults
      #expect(result.status == scenario.status, "\(result.text)\(result.errorText)")
      new = State(book)
      #expect(old != new)
    }

    /// What must hold after a command was stopped in its middle. `expected`: which of the states it must be; nil: either.
    func verify(_ book: TrialBook, _ what: String, expected: State? = nil) {
      // As it lies there, before anyone mends it.
      for (name, bytes) in book.files where !("/" + name).contains("/.libretto-") {
        #expect(bytes == old.files[name] || bytes == new.files[name], "\(what): \(name) is neither old nor new")
      }
      for name in old.files.keys where new.files[name] != nil {
        #expect(access("\(book.path)/\(name)", F_OK) == 0, "\(what): \(name) is gone")
      }
      // Temporary files are swept once they are old.
      _ = book.sh("find . -name '.libretto-*' -exec touch -t 202001010000 {} +")
      // What the branch holds now; then the next commands, of which doctor finishes or drops what lies there.
      let parts = State.parts(
        book.sh(
          "exec 2>&1; git ls-tree -r HEAD 2>/dev/null; echo ==; libretto status || echo failed; echo ==; libretto doctor || echo failed;"
            + "echo ==; git fsck --strict --no-dangling || echo failed; echo ==; " + State.script
        ).text)
      guard parts.count == 7 else {
        Issue.record("\(what): \(parts)")
        return
      }
      #expect(parts[0] == old.git[0] || parts[0] == new.git[0], "\(what): HEAD is neither old nor new")
      // Of conflicts doctor has something to say.
      let sound = scenario.status == 0 ? [1, 2, 3] : [1, 3]
      for part in sound.map({ parts[$0] }) { #expect(!part.contains("failed"), "\(what): \(part)") }
      let after = State(book, parts[4...])
      #expect(after == old || after == new, "\(what): neither old nor new after the next command: \(after.git)")
      if let expected { #expect(after == expected, "\(what): says one thing and does another") }
      let places = ["", "/refs/heads", "/libretto", "/logs"].flatMap { listFolder("\(book.path)/.git\($0)") }
      #expect(!places.contains { $0.hasSuffix(".lock") }, "\(what): stale lock: \(places)")
      #expect(listFolder(book.path + "/.git/libretto").allSatisfy { $0 == "lock" }, "\(what): leftovers")
    }
  }

  @Test(.enabled(if: Tracing.isPossible), arguments: scenarios)
  func killedAnywhereItIsOldOrNew(scenario: Scenario) {
    let trial = Trial(scenario)
    let all = getenv("LIBRETTO_EVERY_KILL_POINT") != nil
    let faults = all ? trial.faults : thinned(trial.faults, to: scenario.points)
    var killed = 0
    for (index, fault) in faults.enumerated() {
      let book = TrialBook(copyOf: trial.template)
      let result = Tracing.run(
        scenario.command, in: book, injection: "\(fault.call):signal=KILL:when=\(fault.number)")
      if result.status == 128 + SIGKILL { killed += 1 }
      trial.verify(book, "killed at \(fault)")
      // The same command again ends where one that nobody disturbed does.
      guard index % 10 == 0, State(book) == trial.old else { continue }
      let again = book.libretto(scenario.command)
      #expect(again.status == scenario.status && State(book) == trial.new, "again after \(fault): \(again.errorText)")
    }
    print(
      "figure: kill points, \(scenario): \(faults.count) of \(trial.faults.count), \(killed) ended the program itself")
    #expect(killed * 4 >= faults.count)
  }

  @Test(
    .enabled(if: Tracing.isPossible), arguments: ["ENOSPC", "EIO", "EROFS", "EACCES"], [scenarios[0], scenarios[5]])
  func aFailingCallChangesNothing(failure: String, scenario: Scenario) {
    let trial = Trial(scenario)
    // What is taken back or only asks is tried in vain without harm.
    let hindering = trial.faults.filter {
      !["unlink", "unlinkat", "flock", "fchmodat", "rmdir", "sync"].contains($0.call)
    }
    var refused = 0
    let faults = thinned(hindering, to: 8)
    for fault in faults {
      let book = TrialBook(copyOf: trial.template)
      let result = Tracing.run(
        scenario.command, in: book, injection: "\(fault.call):error=\(failure):when=\(fault.number)")
      let what = "\(failure) at \(fault)"
      // The calls are counted in each thread, so that a number may meet the loading of libraries too: the program did not
      // begin then, and the loader says so.
      let isUnstarted = result.status == 127 && result.errorText.contains("error while loading shared libraries")
      #expect(result.status == 0 || result.status == 2 || isUnstarted, "\(what): \(result.status) \(result.errorText)")
      if result.status == 2 {
        refused += 1
        #expect(
          result.errorText.hasPrefix("error: ") && result.errorText.contains("\nhelp: "), "\(what): \(result.errorText)"
        )
      }
      trial.verify(book, what, expected: result.status == 0 ? trial.new : trial.old)
    }
    print("figure: failing calls, \(scenario), \(failure): \(faults.count), \(refused) refused")
    #expect(refused > 2)
  }

  /// What someone changed between the kill and the next edit is theirs; the rest is finished, and both are told.
  @Test(.enabled(if: Tracing.isPossible)) func whatChangedSinceIsLeft() throws {
    let scenario = Self.scenarios[4]
    let book = TrialBook(scenario.script)
    let result = Tracing.run(scenario.command, in: book, injection: "renameat:signal=KILL:when=3")
    #expect(result.status == 128 + SIGKILL)
    let changed = try #require(
      book.files.first {
        $0.key.hasPrefix("leads/lead-") && !String(decoding: $0.value, as: UTF8.self).contains("tags:")
      }?.key)
    _ = book.sh("sed -i 's/^name: .*/name: Mine/' \(changed)")
    let next = book.libretto("set", "jane-doe", "tags+=y")
    #expect(
      next.status == 0 && next.errorText.contains("note: finished a change that was interrupted: ")
        && next.errorText.contains("left as they are: \(changed)\n"), "\(next.errorText)")
    #expect(book.sh("cat \(changed)").text == "---\nname: Mine\naccount: globex\n---\n")
    #expect(book.sh("grep -L '^tags:' leads/*.md; ls -A leads | grep libretto-").text == changed + "\n")
  }
}
