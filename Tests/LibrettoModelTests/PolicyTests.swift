import LibrettoModel
import Testing

/// What `policy:` says, and what is wrong with it.
@Suite struct PolicyTests {
  private static func load(_ policy: String) -> (policy: Policy, findings: [String]) {
    let text = "libretto: 1\nmembers:\n  mia: {name: Mia}\n  tom: {name: Tom}\npolicy: \(policy)\n"
    let (book, findings) = Book.load(files: ["libretto.yaml": Array(text.utf8)])
    let bytes = Array(text.utf8)
    return (
      book.configuration.policy,
      findings.map { finding in
        let place = finding.range.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
        return "\(finding.code.rawValue) \(place)"
      }
    )
  }

  @Test(arguments: [
    ("{agreement: [mia, tim]}", ["LB004 tim"]), ("[mia, eve]", ["LB004 eve"]), ("{workflows: [Tom]}", ["LB004 Tom"]),
    ("{signed: true, signers: keys}", []), ("{signed: true}", ["LB003 true"]),
    ("{signers: ../keys}", ["LB003 ../keys"]), ("{signers: /etc/keys}", ["LB003 /etc/keys"]),
    ("{signed: maybe}", ["LB003 maybe"]), ("{agrement: [mia]}", ["LB002 agrement"]), ("mia", ["LB003 mia"]),
    ("{branches: [release-*], rewriting: true}", []), ("{agreement: mia}", ["LB003 mia"]),
  ]) func findsWhatIsWrong(policy: String, findings: [String]) {
    #expect(Self.load(policy).findings == findings)
  }

  @Test func aListIsForAllThree() {
    let policy = Self.load("[mia]").policy
    #expect(policy.agreement == ["mia"] && policy.schemas == ["mia"] && policy.configuration == ["mia"])
    #expect(policy.workflows == nil)
  }

  @Test func schemasAreOfTheConfiguration() {
    #expect(Self.load("{configuration: [tom]}").policy.schemas == ["tom"])
    #expect(Self.load("{configuration: [tom], schemas: [mia]}").policy.schemas == ["mia"])
    #expect(Self.load("{agreement: []}").policy.agreement == [])
  }

  @Test(arguments: [
    ("release-*", "release-1", true), ("release-*", "release-1/x", false), ("*", "main", true),
    ("a*b*c", "aXbYc", true),
    ("a*b*c", "ac", false), ("main", "mainly", false), ("**", "x", true), ("v*", "v", true),
  ]) func patterns(pattern: String, branch: String, isProtected: Bool) {
    #expect(Self.load("{branches: [\"\(pattern)\"]}").policy.protects(branch: branch) == isProtected)
  }
}
