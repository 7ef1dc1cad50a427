import LibrettoSyntax
import TestSupport
import Testing

@Suite(.enabled(if: SuiteCase.folder != nil, "the YAML test suite is not here"))
struct YAMLSuiteTests {
  /// What the profile leaves out.
  static func isOutside(_ kind: SyntaxIssue.Kind) -> Bool {
    switch kind {
    case .anchor, .alias, .tag, .directive, .multipleDocuments, .complexKey, .missingKey, .mergeKey, .duplicateKey,
      .tabIndentation, .controlCharacter:
      true
    default: false
    }
  }

  @Test func everyDocumentIsReadAsExpectedOrNamed() throws {
    var (inside, passed, outside, invalid) = (0, 0, 0, 0)
    for test in try SuiteCase.all() {
      let tree = YAMLTree.parse(test.yaml)
      if test.fails {
        invalid += 1
        #expect(!tree.issues.isEmpty, "\(test.name): invalid, but accepted\n\(String(decoding: test.yaml, as: UTF8.self))")
        continue
      }
      if tree.issues.contains(where: { Self.isOutside($0.kind) }) {
        outside += 1
        continue
      }
      inside += 1
      var events: [String] = []
      tree.root?.events(into: &events)
      let wanted = test.events.filter { !["+STR", "-STR"].contains($0) && !$0.hasPrefix("+DOC") && !$0.hasPrefix("-DOC") }
      let mine = tree.root == nil ? [] : events
      let same = mine == wanted && tree.issues.isEmpty
      if same { passed += 1 }
      #expect(same, "\(test.name): \(tree.issues)\n\(mine)\n\(wanted)\n\(String(decoding: test.yaml, as: UTF8.self))")
    }
    print("YAML test suite: \(inside) inside the profile, \(passed) read as expected, \(outside) outside it and named, \(invalid) invalid")
    #expect(inside > 180 && passed == inside)
  }
}
