import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program, killed or hindered while it builds the index or brings it up to date: the next one that needs the index
/// has a right one.
@Suite struct IndexKillTests {
  private static let many =
    "mkdir leads/x; for n in $(seq 10 99); do printf -- \"---\\nname: Lead $n\\naccount: globex\\n---\\n\" "
    + "> leads/x/lead-$n.md; done; sleep 0.03; "
  private static let edited =
    "libretto index rebuild; sed -i 's/72/73/' leads/jane-doe.md; rm deals/initech-pilot.md; mv leads/x accounts/x"

  /// What prepares the book, the command, and at most so many points.
  static let scenarios: [(script: String, command: [String], points: Int)] = [
    (many, ["index", "rebuild"], 24), (many + "libretto index rebuild", ["index", "rebuild"], 16),
    (many + edited, ["index", "verify"], 40),
  ]

  private func verify(_ book: TrialBook, _ what: String) {
    let first = book.sh("exec 2>&1; libretto index verify")
    // A build that was cut short leaves nothing that is used: there may be none to verify, and never a wrong one.
    #expect(first.status == 0 || first.text.contains("there is no index"), "\(what): \(first.text)")
    let next = book.sh("exec 2>&1; libretto index rebuild && libretto index verify")
    #expect(next.status == 0, "\(what): \(next.text)")
    let left = listFolder(book.path + "/.git/libretto").filter { name in
      // The log of the database is kept beside it.
      name.hasPrefix("index-") && !name.hasSuffix("-wal") && !name.hasSuffix("-shm")
    }
    #expect(left.count == 2, "\(what): \(left)")
  }

  @Test(.enabled(if: Tracing.isPossible), arguments: scenarios.indices)
  func killedAnywhere(number: Int) {
    let (script, command, points) = Self.scenarios[number]
    let template = TrialBook(script)
    let (faults, result) = Tracing.faults(command, in: TrialBook(copyOf: template))
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    var killed = 0
    for fault in thinned(faults, to: points) {
      let book = TrialBook(copyOf: template)
      let result = Tracing.run(command, in: book, injection: "\(fault.call):signal=KILL:when=\(fault.number)")
      if result.status == 128 + SIGKILL { killed += 1 }
      verify(book, "killed at \(fault)")
    }
    print("figure: kill points, \(command) \(number): \(faults.count), \(killed) ended the program itself")
    #expect(killed > 5)
  }

  @Test(.enabled(if: Tracing.isPossible), arguments: ["ENOSPC", "EIO", "EROFS", "EACCES"])
  func aFailingCallIsTold(failure: String) {
    let template = TrialBook(Self.many + "libretto index rebuild; rm -r leads/x")
    for command in [["index", "rebuild"], ["index", "verify"]] {
      let faults = Tracing.faults(command, in: TrialBook(copyOf: template)).faults
        .filter { !["unlink", "flock", "fchmod"].contains($0.call) }
      for fault in thinned(faults, to: 8) {
        let book = TrialBook(copyOf: template)
        let result = Tracing.run(command, in: book, injection: "\(fault.call):error=\(failure):when=\(fault.number)")
        let what = "\(failure) at \(fault)"
        #expect([0, 2].contains(result.status), "\(what): \(result.status) \(result.text)\(result.errorText)")
        #expect(result.status == 0 || result.errorText.hasPrefix("error: "), "\(what): \(result.errorText)")
        verify(book, what)
      }
    }
  }
}
