public import LibrettoModel

/// Finds any of several folded texts in others.
struct TextSearch: Sendable {
  private let needles: [[UInt8]]

  init(_ needles: [String]) { self.needles = needles.map { Array($0.utf8) } }

  /// Whether `text`, folded, contains any of them.
  func matches(_ text: String) -> Bool {
    var text = folded(text)
    return text.withUTF8 { haystack in needles.contains { Self.find($0, in: haystack) } }
  }

  private static func find(_ needle: [UInt8], in haystack: UnsafeBufferPointer<UInt8>) -> Bool {
    guard needle.count <= haystack.count else { return false }
    let last = haystack.count - needle.count
    var start = 0
    while start <= last {
      if haystack[start] == needle[0] {
        var length = 1
        while length < needle.count, haystack[start + length] == needle[length] { length += 1 }
        if length == needle.count { return true }
      }
      start += 1
    }
    return false
  }
}

extension Record {
  /// All that `text~` searches, folded: the values of the front matter and the body with its log, a line each.
  public var searchText: String {
    var text = ""
    for field in fields {
      _ = field.value.anyText {
        text += folded($0) + "\n"
        return false
      }
    }
    return text + folded(document.body)
  }

  /// Whether a value of the front matter, or the body with its log, contains what is searched for.
  func contains(_ search: TextSearch) -> Bool {
    fields.contains { $0.value.anyText(search.matches) } || search.matches(document.body)
  }
}
