import LibrettoModel

/// Reads the text of a query into its terms: `or` binds less than the blank, which means "and".
struct QueryParser {
  /// Deeper nesting is refused, so that no text exhausts the stack.
  static let depthLimit = 64

  let bytes: [UInt8]
  var position: Int
  var depth = 0
  /// Whether a name alone is a term.
  let allowsBareNames: Bool
  /// The last `field:value`, for the help about a word without an operator.
  var lastValue: (name: String, value: String)?

  init(_ text: String, from start: Int = 0, allowsBareNames: Bool = false) {
    bytes = Array(text.utf8)
    position = start
    self.allowsBareNames = allowsBareNames
  }

  /// Reads all of the text; no terms at all mean everything.
  mutating func parse() throws(Fault) -> TermSyntax {
    skipBlanks()
    if isAtEnd { return .all([]) }
    let term = try alternatives()
    if !isAtEnd {
      throw Fault(position..<position + 1, "there is no opening parenthesis for this one")
    }
    return term
  }

  /// Terms with `or` between them.
  private mutating func alternatives() throws(Fault) -> TermSyntax {
    var terms = [try sequence()]
    while skipKeyword("or") { terms.append(try sequence()) }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  /// Terms with blanks or `and` between them.
  private mutating func sequence() throws(Fault) -> TermSyntax {
    var terms = [try term()]
    while true {
      skipBlanks()
      if isAtEnd || next == UInt8(ascii: ")") || isKeyword("or") { break }
      _ = skipKeyword("and")
      terms.append(try term())
    }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func term() throws(Fault) -> TermSyntax {
    skipBlanks()
    depth += 1
    defer { depth -= 1 }
    guard let first = next else {
      throw Fault(
        position..<position, "a term is missing here", help: "a term is field:value, has:field or (…)")
    }
    guard depth <= Self.depthLimit else {
      throw Fault(position..<position + 1, "this is nested more than \(Self.depthLimit) levels deep")
    }
    if first == UInt8(ascii: "(") { return try parenthesized() }
    for word in ["or", "and"] where isKeyword(word) {
      throw Fault(
        position..<position + word.utf8.count, "\"\(word)\" stands between two terms",
        help: "a term is missing before it")
    }
    if first == UInt8(ascii: ")") {
      throw Fault(position..<position + 1, "a term is missing before the parenthesis")
    }
    return try fieldTerm()
  }

  /// `(…)`, with the position at the opening parenthesis.
  mutating func parenthesized() throws(Fault) -> TermSyntax {
    let open = position
    position += 1
    let inner = try alternatives()
    guard next == UInt8(ascii: ")") else {
      throw Fault(open..<open + 1, "this parenthesis is not closed")
    }
    position += 1
    if let next, !isBlank(next), next != UInt8(ascii: ")"), next != UInt8(ascii: "(") {
      throw Fault(position..<endOfWord(from: position), "a blank is missing after the parenthesis")
    }
    return inner
  }

  /// Whether the word `word` stands here by itself.
  func isKeyword(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    let end = position + word.utf8.count
    return end == bytes.count || isBlank(bytes[end]) || bytes[end] == UInt8(ascii: "(")
      || bytes[end] == UInt8(ascii: ")")
  }

  private mutating func skipKeyword(_ word: String) -> Bool {
    skipBlanks()
    guard isKeyword(word) else { return false }
    position += word.utf8.count
    return true
  }

  var isAtEnd: Bool { position >= bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  mutating func skipBlanks() { while let next, isBlank(next) { position += 1 } }

  /// Where the word at `start` ends: at a blank, a parenthesis or the text's end.
  func endOfWord(from start: Int) -> Int {
    bytes[start...].firstIndex { isBlank($0) || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
      ?? bytes.count
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
