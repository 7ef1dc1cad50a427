import LibrettoSyntax
import TestSupport
import Testing

@Suite(.enabled(if: SuiteCase.folder != nil, "the YAML test suite is not here"))
struct YAMLSuiteTests {
  /// What the profile leaves out.
  static func isOutside(_ kind: SyntaxIssue.Kind) -> Bool {
    switch kind {
    case .anchor, .alias, .tag, .directive, .multipleDocuments, .complexKey, .missingKey, .mergeKey,
      .duplicateKey,
      .tabIndentation, .controlCharacter:
      true
    default: false
    }
  }

  /// Whether the core schema makes the JSON's value of a node.
  static func reads(_ node: YAMLNode, as json: YAMLNode) -> Bool {
    guard node.kind == json.kind, node.count == json.count else { return false }
    switch node.kind {
    case .sequence: return zip(node.elements, json.elements).allSatisfy { reads($0, as: $1) }
    case .mapping:
      return node.entries.allSatisfy { entry in
        json[entry.key.text].map { reads(entry.value, as: $0) } ?? false
      }
    case .scalar:
      switch (node.coreValue, json.coreValue) {
      case (.integer(let a), .integer(let b)), (.float(let a), .float(let b)),
        (.float(let a), .integer(let b)):
        return Double(a) == Double(b) || Double(a) == nil
      case (let a, let b): return a == b
      }
    }
  }

  @Test func everyDocumentIsReadAsExpectedOrNamed() throws {
    var (inside, passed, outside, invalid) = (0, 0, 0, 0)
    for test in try SuiteCase.all() {
      let tree = YAMLTree.parse(test.yaml)
      if test.fails {
        invalid += 1
        #expect(
          !tree.issues.isEmpty,
          "\(test.name): invalid, but accepted\n\(String(decoding: test.yaml, as: UTF8.self))")
        continue
      }
      if tree.issues.contains(where: { Self.isOutside($0.kind) }) {
        outside += 1
        continue
      }
      inside += 1
      var events: [String] = []
      tree.root?.events(into: &events)
      let wanted = test.events.filter {
        !["+STR", "-STR"].contains($0) && !$0.hasPrefix("+DOC") && !$0.hasPrefix("-DOC")
      }
      let mine = tree.root == nil ? [] : events
      var same = mine == wanted && tree.issues.isEmpty
      if let json = test.json, let root = tree.root, let wanted = YAMLTree.parse(Array(json.utf8)).root {
        same = same && Self.reads(root, as: wanted)
      }
      if same { passed += 1 }
      #expect(
        same,
        "\(test.name): \(tree.issues)\n\(mine)\n\(wanted)\n\(String(decoding: test.yaml, as: UTF8.self))")
    }
    print(
      "YAML test suite: \(inside) inside the profile, \(passed) read as expected,",
      "\(outside) outside it and named, \(invalid) invalid and refused"
    )
    #expect(inside > 180 && passed == inside)
  }
}
