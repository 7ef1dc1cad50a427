import LibrettoSyntax
import TestSupport
import Testing

/// Damaged documents: nothing may crash, hang, or be edited wrongly.
struct MutationTests {
  static func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let tokens = [
      "---\n", "- ", ": ", "\"", "'", "[", "]", "{", "}", "|\n", ">+\n", "#", "\t", "\n", "\r", "&a ", "*a ",
      "!t ", "? ", "%", "\\", ",", "  ",
    ]
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0...4, using: &random) {
      case 0 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeLast(min(bytes.count, Int.random(in: 0...20, using: &random)))
      case 2 where at < bytes.count:
        bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...8, using: &random)))
      case 3 where at < bytes.count:
        bytes.insert(
          contentsOf: bytes[at..<min(bytes.count, at + Int.random(in: 1...30, using: &random))], at: at)
      default: bytes.insert(contentsOf: tokens.randomElement(using: &random)!.utf8, at: at)
      }
    }
    return bytes
  }

  @Test(arguments: 0..<4)
  func damageNeverCrashes(part: Int) {
    var (readable, refused, edited) = (0, 0, 0)
    for number in 0..<3000 {
      let seed = UInt64(9_000_000 + part * 100_000 + number)
      var generator = DocumentGenerator(seed: seed)
      let bytes = Self.damaged(Array(generator.document().text.utf8), &generator.random)
      let document = Document.parse(bytes)
      for issue in document.issues {
        #expect(
          issue.range.lowerBound >= 0 && issue.range.upperBound <= bytes.count, "seed \(seed): \(issue)")
        #expect(!issue.message.isEmpty)
      }
      _ = document.log
      _ = document.wikiLinks
      let index = LineIndex(bytes)
      _ = index.position(at: bytes.count / 2)
      _ = YAMLTree.parse(bytes)
      guard let fields = document.fields else { continue }
      readable += 1
      let all = EditPropertyTests.paths(fields)
      for (_, node) in all { #expect(node.range.upperBound <= bytes.count) }
      let path = all.randomElement(using: &generator.random)!.path
      do throws(EditError) {
        let value = EditPropertyTests.newValue(&generator)
        let result = try generator.chance(50) ? document.removing(path) : document.setting(path, to: value)
        #expect(result.bytes[result.bodyRange] == bytes[document.bodyRange])
        edited += 1
      } catch {
        refused += 1
        // A document without issues can always be edited.
        #expect(!document.issues.isEmpty || error == .emptyPath, "seed \(seed): \(error)")
      }
    }
    print("damaged documents, part \(part): 3000, \(readable) readable, \(edited) edited, \(refused) refused")
  }

  @Test func deepNestingIsNamed() {
    for text in ["[", "{a: ", "- ", "{", "[[{a: [", "a:\n"] {
      let deep = String(repeating: text, count: 10_000)
      let tree = YAMLTree.parse(Array(deep.utf8))
      #expect(!tree.issues.isEmpty || text == "a:\n")
    }
    var indented = ""
    for level in 0..<40 { indented += String(repeating: " ", count: level) + "a:\n" }
    #expect(YAMLTree.parse(Array(indented.utf8)).issues.map(\.kind) == [.nestingTooDeep(limit: 32)])
  }

  @Test func manyKeysStayFast() {
    let keys = (0..<20_000).map { "key\($0): 1\n" }.joined()
    let tree = YAMLTree.parse(Array((keys + "key77: 2\n").utf8))
    #expect(tree.issues.map(\.kind) == [.duplicateKey("key77")])
    #expect(tree.root?.count == 20_001)
  }
}
