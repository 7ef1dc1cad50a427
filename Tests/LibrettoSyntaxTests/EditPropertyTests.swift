import LibrettoSyntax
import TestSupport
import Testing

/// Edits of generated documents, checked by what the generator knows of the bytes and by an independent
/// reader.
struct EditPropertyTests {
  static let newTexts = [
    "Jane Doe", "a: b", "x # y", "- a", "", "~", "true", "NO", "72", "multi\nline\n", "no end\nhere",
    "  lead", "trail ",
    "tab\tx", "🎉 é", "it's", "\"dq\"", "back\\slash", "\u{1B}[31m", "#c", "[x", "a, b", "\n", "a\n\n",
    " x\ny\n", "a\u{2028}b",
    "<<", "? q", "---", "x:", "@me", "%d", "\r\n", "null", "a\u{7F}\u{80}", "{", "!t", "&a", "*b", "`", "|",
    ">", "'",
  ]

  static func newValue(_ generator: inout DocumentGenerator, depth: Int = 0) -> NewValue {
    switch generator.count(0...(depth < 2 ? 8 : 6)) {
    case 0: .plain(generator.pick(["42", "true", "null", "2026-11-25", "1.50"]))
    case 1, 2, 3, 4, 5, 6: .string(generator.pick(newTexts), declaredString: generator.chance(50))
    case 7:
      .sequence((0..<generator.count(0...3)).map { _ in newValue(&generator, depth: depth + 1) })
    default:
      .mapping((0..<generator.count(0...2)).map { ("n\($0)", newValue(&generator, depth: depth + 1)) })
    }
  }

  static func paths(_ node: YAMLNode, _ path: [PathComponent] = []) -> [(
    path: [PathComponent], node: YAMLNode
  )] {
    var list = [(path, node)]
    for (key, value) in node.entries { list += paths(value, path + [.key(key.text)]) }
    for (index, element) in node.elements.enumerated() { list += paths(element, path + [.index(index)]) }
    return list
  }

  @Test(arguments: 0..<8)
  func editsLeaveAllOtherBytes(part: Int) throws {
    var done: [String: Int] = [:]
    for number in 0..<2000 {
      let seed = UInt64(part * 100_000 + number)
      var generator = DocumentGenerator(seed: seed)
      let generated = generator.document()
      let text = generated.text
      let document = Document.parse(Array(text.utf8))
      try #require(document.issues.isEmpty, "seed \(seed): \(document.issues)\n\(text)")
      let tree = try PlainTree(yams: generated.frontMatter)
      try #require(document.fields.map { PlainTree($0) } == tree, "seed \(seed): read unlike Yams\n\(text)")
      let name = try Self.edit(document, generated, tree ?? .mapping([]), &generator, seed)
      done[name, default: 0] += 1
    }
    print(
      "generated documents, part \(part):",
      done.sorted { $0.key < $1.key }.map { "\($0) \($1)" }.joined(separator: ", "))
  }

  static func edit(
    _ document: Document, _ generated: GeneratedDocument, _ tree: PlainTree,
    _ generator: inout DocumentGenerator,
    _ seed: UInt64
  ) throws -> String {
    let all = document.fields.map { paths($0) } ?? []
    let value = newValue(&generator)
    var path: [PathComponent]
    var wanted: PlainTree?
    let result: Document
    let name: String
    var old: YAMLNode?
    do {
      switch generator.count(0...3) {
      case 0 where all.count > 1:
        name = "set"
        (path, old) = { ($0.path, $0.node) }(generator.pick(Array(all.dropFirst())))
        wanted = tree.with(PlainTree(value), at: path[...])
        result = try document.setting(path, to: value)
      case 1 where all.count > 1:
        name = "remove"
        path = generator.pick(Array(all.dropFirst())).path
        wanted = tree.with(nil, at: path[...])
        result = try document.removing(path)
      case 2 where all.contains { $0.node.kind == .sequence }:
        name = "append"
        let list = generator.pick(all.filter { $0.node.kind == .sequence })
        path = list.path
        wanted = tree.with(PlainTree(value), at: (path + [.index(list.node.count)])[...])
        result = try document.appending(value, to: path)
      default:
        name = "add"
        path = all.filter { $0.node.kind == .mapping }.randomElement(using: &generator.random)?.path ?? []
        path.append(.key(generator.pick(["new", "née", "a b", "x: y", "<<", "true", ""])))
        wanted = tree.with(PlainTree(value), at: path[...])
        result = try document.setting(path, to: value)
      }
    } catch {
      Issue.record("seed \(seed): \(error)\n\(generated.text)\nvalue \(value)")
      return "refused"
    }
    let edited = String(decoding: result.bytes, as: UTF8.self)
    let context: Comment =
      "seed \(seed): \(name) \(path) \(value)\n--- before\n\(generated.text)\n--- after\n\(edited)"
    #expect(result.issues.isEmpty, context)
    // Read back, by the independent reader.
    let range = try #require(result.frontMatterRange, context)
    let front = String(decoding: result.bytes[range], as: UTF8.self)
    let read = try PlainTree(yams: front)
    #expect(read == wanted || read == nil && wanted == .mapping([]), context)
    checkBytes(document.bytes, result.bytes, generated, path, name, old, value, context)
    return name
  }

  /// All bytes outside the field that the path begins with are as they were; those of an insertion are all
  /// still there.
  static func checkBytes(
    _ before: [UInt8], _ after: [UInt8], _ generated: GeneratedDocument, _ path: [PathComponent],
    _ name: String,
    _ old: YAMLNode?, _ value: NewValue, _ context: Comment
  ) {
    guard case .key(let key) = path[0] else { return }
    if let index = generated.pieces.firstIndex(where: { $0.key == key }) {
      let start = generated.head + generated.pieces[..<index].map(\.text).joined()
      // Blank lines and comments that would fall to a block scalar before go with a removed field.
      let followsBlock =
        index > 0 && generated.pieces[index - 1].key != nil
        && generated.pieces[index - 1].text.contains { $0 == "|" || $0 == ">" }
      var next = index + 1
      if name == "remove", followsBlock, next < generated.pieces.count, generated.pieces[next].key == nil {
        next += 1
      }
      let end = generated.pieces[next...].map(\.text).joined() + generated.tail
      #expect(after.starts(with: start.utf8) && after.reversed().starts(with: end.utf8.reversed()), context)
      #expect(after.count >= start.utf8.count + end.utf8.count, context)
    }
    if let old, old.kind == .scalar, old.style != .literal, old.style != .folded || old.range.isEmpty {
      #expect(after.starts(with: before[..<old.range.lowerBound]), context)
      #expect(after.reversed().starts(with: before[old.range.upperBound...].reversed()), context)
    }
    if name == "add" || name == "append", old == nil {
      #expect(isSubsequence(before, of: after), context)
    }
    if name == "remove", path.count == 1 { #expect(isSubsequence(after, of: before), context) }
  }

  static func isSubsequence(_ part: [UInt8], of whole: [UInt8]) -> Bool {
    var index = 0
    for byte in whole where index < part.count && byte == part[index] { index += 1 }
    return index == part.count
  }
}
