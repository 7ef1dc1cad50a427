/// A URI reference in its five parts, split and resolved as RFC 3986 has it (appendix B, section 5.2).
struct URIReference: Hashable, Sendable {
  var scheme: String?
  var authority: String?
  var path: String
  var query: String?
  var fragment: String?

  init(_ text: String) {
    var rest = text[...]
    func cut(after mark: Character) -> String? {
      guard let index = rest.unicodeScalars.firstIndex(of: mark.unicodeScalars.first!) else { return nil }
      defer { rest = rest[..<index] }
      return String(rest.unicodeScalars[rest.unicodeScalars.index(after: index)...])
    }
    fragment = cut(after: "#")
    query = cut(after: "?")
    scheme = nil
    if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), colon != rest.startIndex,
      !rest[..<colon].utf8.contains(UInt8(ascii: "/"))
    {
      scheme = String(rest[..<colon]).lowercased()
      rest = rest[rest.utf8.index(after: colon)...]
    }
    authority = nil
    if rest.utf8.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  var text: String {
    (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path
      + (query.map { "?" + $0 } ?? "") + (fragment.map { "#" + $0 } ?? "")
  }

  /// The text without the fragment.
  var withoutFragment: String {
    var copy = self
    copy.fragment = nil
    return copy.text
  }

  /// This reference seen from `base`.
  func resolved(against base: URIReference) -> URIReference {
    var result = self
    if scheme != nil {
      result.path = URIReference.removeDotSegments(path)
      return result
    }
    result.scheme = base.scheme
    if authority != nil {
      result.path = URIReference.removeDotSegments(path)
      return result
    }
    result.authority = base.authority
    if path.isEmpty {
      result.path = base.path
      result.query = query ?? base.query
    } else if path.utf8.first == UInt8(ascii: "/") {
      result.path = URIReference.removeDotSegments(path)
    } else if base.authority != nil, base.path.isEmpty {
      result.path = URIReference.removeDotSegments("/" + path)
    } else {
      let folder =
        base.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(base.path[...$0]) } ?? ""
      result.path = URIReference.removeDotSegments(folder + path)
    }
    return result
  }

  private static func removeDotSegments(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: ".")) else { return path }
    var output: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let last = index == segments.count - 1
      switch segment {
      case ".": if last { output.append("") }
      case "..":
        if output.count > 1 || (output.count == 1 && output[0] != "") { output.removeLast() }
        if last { output.append("") }
      default: output.append(segment)
      }
    }
    return output.joined(separator: "/")
  }

  /// Text with its `%XX` decoded; nil where one is malformed or what comes out is not UTF-8.
  static func percentDecoded(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var iterator = text.utf8.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = iterator.next(), let low = iterator.next(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
