import TestSupport

/// Records with every way of writing a value, as the syntax's tests make them, and two versions of each: what no person
/// would write, but may be given to the merge.
struct ArbitraryTriple {
  private var generator: DocumentGenerator

  init(seed: UInt64) { generator = DocumentGenerator(seed: seed &* 0x9E37_79B9 &+ 4242) }

  /// A base and two versions of it.
  mutating func triple() -> (base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    let base = generator.document()
    let (ours, theirs) = (edited(base), edited(base))
    return (Array(base.text.utf8), Array(ours.text.utf8), Array(theirs.text.utf8))
  }

  private mutating func edited(_ document: GeneratedDocument) -> GeneratedDocument {
    var document = document
    for _ in 0..<generator.count(1...3) { edit(&document) }
    return document
  }

  private mutating func edit(_ document: inout GeneratedDocument) {
    guard !document.pieces.isEmpty else {
      document.tail += "more \(generator.count(1...9))\n"
      return
    }
    let index = generator.count(0...document.pieces.count - 1)
    switch generator.count(0...9) {
    case 0...2:
      // A value is written anew; the key stays.
      guard let key = document.pieces[index].key else { return document.pieces[index].text = "# new\n" }
      let bare = document.pieces[index].text.prefix { $0 != ":" }
      document.pieces[index] = (key, bare + ":" + generator.value(parent: 0, depth: 0, inSequence: false))
    case 3: document.pieces.remove(at: index)
    case 4: document.pieces.swapAt(index, generator.count(0...document.pieces.count - 1))
    case 5:
      let key = "new\(generator.count(1...3))"
      guard !document.pieces.contains(where: { $0.key == key }) else { return }
      let text = key + ":" + generator.value(parent: 0, depth: 0, inSequence: false)
      document.pieces.insert((key, text), at: index)
    case 6: document.tail += "more \(generator.count(1...9))\n"
    case 7:
      // One editor writes a line's end otherwise than the other.
      document.pieces[index].text = Self.flipped(document.pieces[index].text)
    case 8:
      if generator.chance(50), document.tail.last?.isNewline == true {
        document.tail.removeLast()
      } else {
        document.tail = Self.flipped(document.tail)
      }
    default: change(&document.pieces[index].text)
    }
  }

  /// A word of the text is another.
  private mutating func change(_ text: inout String) {
    for word in ["first", "text é", "Jane", "true", "it''s", "third", "東京"] where text.contains(word) {
      guard generator.chance(60), let place = text.ranges(of: word).last else { continue }
      text.replaceSubrange(place, with: generator.pick(["other", "72", "new"]))
      return
    }
  }

  private static func flipped(_ text: String) -> String {
    let isCRLF = text.unicodeScalars.contains("\r")
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\r" {
      if scalar == "\n", !isCRLF { result.append("\r") }
      result.append(scalar)
    }
    return String(result)
  }
}
