/// A pull or merge request that a commit's message names.
public struct ReviewReference: Hashable, Sendable {
  /// As people write it: `#123`, `!45`, `group/project!45`, an address.
  public let text: String

  /// Finds the request in a message, as the hosting services write it: a subject that ends in `(#123)` (squash and merge),
  /// `Merge pull request #123 from …`, `Merged in … (pull request #7)`, `See merge request group/project!45`,
  /// and the trailers `Pull-Request:`, `Merge-Request:` and `Reviewed-on:`. Nil where there is none.
  public init?(message: String) {
    let lines = message.split(separator: "\n").map { line in
      String(decoding: line.utf8.reversed().drop { $0 == 0x20 || $0 == 0x0D }.reversed(), as: UTF8.self)
    }
    guard let subject = lines.first else { return nil }
    for line in lines.dropFirst().reversed() {
      for start in ["See merge request ", "Pull-Request: ", "Merge-Request: ", "Reviewed-on: "]
      where line.lowercased().hasPrefix(start.lowercased()) {
        let rest = String(line.dropFirst(start.count))
        guard !rest.isEmpty else { continue }
        text = rest
        return
      }
    }
    for mark in ["Merge pull request ", "(pull request "] {
      if let number = Self.number(in: subject, after: mark) {
        text = number
        return
      }
    }
    guard subject.hasSuffix(")"), let open = subject.lastIndex(of: "("),
      let number = Self.request(subject[subject.index(after: open)...].dropLast())
    else { return nil }
    text = number
  }

  private static func number(in text: String, after mark: String) -> String? {
    var rest = Substring(text)
    while !rest.isEmpty {
      if rest.hasPrefix(mark) { return request(rest.dropFirst(mark.count).prefix { $0 != " " && $0 != ")" }) }
      rest.removeFirst()
    }
    return nil
  }

  /// `#123` or `!45`.
  private static func request(_ word: Substring) -> String? {
    guard word.first == "#" || word.first == "!", word.count > 1,
      word.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return String(word)
  }
}
