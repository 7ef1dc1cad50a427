import LibrettoModel

extension QueryParser {
  /// A term that begins with a name.
  mutating func fieldTerm() throws(Fault) -> TermSyntax {
    let start = position
    let path = try self.path()
    let isWord = path.segments.count == 1 && !path.isOwnField
    switch next {
    case UInt8(ascii: "(") where bytes[position - 1] == UInt8(ascii: "."):
      return .group(path, try parenthesized())
    case UInt8(ascii: ":"):
      position += 1
      switch isWord ? path.name : "" {
      case "not": return .not(try negated(start))
      case "has": return .has(try operand(of: "has", start))
      case "no": return .no(try operand(of: "no", start))
      default: return .compare(path, .equals, try values(of: path))
      }
    case UInt8(ascii: "~"):
      position += 1
      return .compare(path, .contains, try values(of: path))
    case UInt8(ascii: "!") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "="):
      position += 2
      return .compare(path, .differs, try values(of: path))
    case nil, UInt8(ascii: ")"):
      if allowsBareNames { return .bare(path) }
      throw bareWord(path)
    case let byte? where isBlank(byte):
      if allowsBareNames { return .bare(path) }
      throw bareWord(path)
    default:
      throw strangeOperator(path)
    }
  }

  /// What follows `not:`.
  private mutating func negated(_ start: Int) throws(Fault) -> TermSyntax {
    guard let next, !isBlank(next), next != UInt8(ascii: ")") else {
      throw Fault(
        start..<position, "a term is missing after not:",
        help: "not: takes one term or group: not:tags:partner")
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw Fault(start..<position, "this is nested more than \(Self.depthLimit) levels deep")
    }
    return next == UInt8(ascii: "(") ? try parenthesized() : try fieldTerm()
  }

  /// The field after `has:` or `no:`.
  private mutating func operand(of word: String, _ start: Int) throws(Fault) -> PathSyntax {
    guard let next, !isBlank(next), next != UInt8(ascii: ")") else {
      throw Fault(start..<position, "a field is missing after \(word):", help: "write \(word):email")
    }
    let path = try self.path()
    if let byte = self.next, !isBlank(byte), byte != UInt8(ascii: ")") {
      throw Fault(
        position..<endOfWord(from: position + 1), "\(word): takes a field and nothing more",
        help: "write \(word):\(path.name); for a value \(path.name):value or not:\(path.name):value")
    }
    return path
  }

  /// A name with its points. The position is past it, and past a point before a parenthesis.
  mutating func path() throws(Fault) -> PathSyntax {
    let start = position
    var segments: [PathSyntax.Segment] = []
    var isOwnField = false
    var end = position
    repeat {
      let from = position
      if next == UInt8(ascii: "\""), !segments.isEmpty {
        let name = try quoted()
        if segments.count == 1, segments[0].name == "field" {
          segments.removeAll()
          isOwnField = true
        }
        segments.append(PathSyntax.Segment(name: name, range: from..<position))
      } else {
        while let byte = next, Self.isNameByte(byte) { position += 1 }
        if from == position {
          if !segments.isEmpty, next == UInt8(ascii: "(") { break }
          throw missingName(from, after: segments)
        }
        segments.append(PathSyntax.Segment(name: text(from..<position), range: from..<position))
      }
      end = position
      guard segments.count <= 16 else { throw Fault(start..<end, "this name has more than 16 parts") }
      guard next == UInt8(ascii: ".") else { break }
      position += 1
    } while true
    return PathSyntax(segments: segments, isOwnField: isOwnField, range: start..<end)
  }

  private func missingName(_ start: Int, after segments: [PathSyntax.Segment]) -> Fault {
    guard segments.isEmpty else {
      return Fault(start - 1..<start, "a field is missing after the point")
    }
    if next == UInt8(ascii: "\"") {
      return Fault(
        start..<endOfWord(from: start), "a term cannot begin with a quote",
        help: "write name:\"Jane Doe\" for a value, field.\"no\" for a field with a reserved name")
    }
    return Fault(
      start..<max(start + 1, endOfWord(from: start)), "a field is missing before this",
      help: "a term is field:value, has:field, no:field or not:TERM")
  }

  /// Letters, digits, `_`, `-`, `@`, `/`, `+`, `#` and all that is not ASCII.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x7E:
      switch Unicode.Scalar(byte) {
      case "\"", "(", ")", ":", "~", "!", "=", ".", ",", "<", ">": false
      default: true
      }
    case 0x00...0x20, 0x7F: false
    default: true
    }
  }
}
