import TestSupport
import Testing

@testable import LibrettoIndex

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What users' statements must not be able to do.
@Suite struct SQLAttackTests {
  private static let limits = SQLLimits(seconds: 0.2, rows: 1_000, answerBytes: 4 << 20, memoryBytes: 64 << 20)
  /// One index for all: no attack may change it.
  private static let index: SQLTrialIndex? = try? SQLTrialIndex()

  @Test func thereAreEnough() { #expect(SQLAttack.reaching.count + SQLAttack.exhausting.count >= 60) }

  @Test(arguments: SQLAttack.reaching + SQLAttack.exhausting) func findsNoWayOut(attack: SQLAttack) async throws {
    let index = try #require(Self.index)
    let before = index.digest
    let start = ContinuousClock.now
    let (outcome, error) = await outcome(of: attack, index)
    let seconds = Double(start.duration(to: .now) / .milliseconds(1)) / 1e3
    if attack.outcome == .refused {
      #expect(outcome == .denied || outcome == .wrong, "\(String(describing: error))")
    } else if attack.outcome != .ends {
      #expect(outcome == attack.outcome, "\(String(describing: error))")
    }
    if let error {
      #expect(error.code != .damaged && error.code != .failure, "\(error)")
      #expect(!error.message.isEmpty)
      if let range = error.range { #expect(range.upperBound <= attack.sql.utf8.count) }
    }
    // The timer is of 0.2 s, once for reading the statement and once for running it; the rest is a busy machine.
    #expect(seconds < 5, "\(seconds) s")
    #expect(index.digest == before)
    #expect(listFolder(index.folder.path).allSatisfy { $0.hasPrefix("index.sqlite") || $0 == "secret.txt" })
  }

  @Test func memoryStaysUnderTheLimit() async throws {
    let index = try #require(Self.index)
    var most = 0
    for attack in SQLAttack.growing where attack.outcome == .stopped {
      let child = try SQLChild(Project.products + "/libretto", grace: 5)
      child.send(
        SQLRequest(
          path: index.database, statement: Array(attack.sql.utf8), limits: Self.limits, today: "2026-11-22"
        ).message)
      child.send(SQLMessage())
      child.setDeadline(1)
      while case .message(var message) = child.next() {
        let kind = SQLMessage.Kind(rawValue: message.byte())
        if kind == .end || kind == .failure { break }
      }
      child.end()
      most = max(most, child.peakMemory)
    }
    // The program itself, with libraries, takes a few dozen megabytes. Until it begins, a child counts as large as the process
    // that starts it, these tests: what is below that cannot be seen.
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    #expect(most <= max(64 << 20 + 80 << 20, Int(usage.ru_maxrss) * SQLChild.memoryUnit))
    print("figure: peak memory of statements that want all: \(most >> 20) MiB, with a limit of 64 MiB")
  }

  private func outcome(of attack: SQLAttack, _ index: SQLTrialIndex) async -> (SQLAttack.Outcome, SQLError?) {
    do {
      _ = try await index.answer(attack.sql, Self.limits)
      return (.answered, nil)
    } catch let error as SQLError {
      switch error.code {
      case .denied: return (.denied, error)
      case .statement: return (.wrong, error)
      case .limit: return (.stopped, error)
      case .damaged, .failure: return (.ends, error)
      }
    } catch {
      Issue.record(error)
      return (.ends, nil)
    }
  }
}

extension String {
  /// The text with each `old` replaced.
  func replacing(_ old: String, _ new: String) -> String {
    var result = ""
    var rest = Substring(self)
    while let range = rest.firstRange(of: old) {
      result += rest[..<range.lowerBound] + new
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
