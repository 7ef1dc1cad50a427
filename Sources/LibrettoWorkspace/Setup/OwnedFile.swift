import LibrettoModel

/// A file that setup alone writes. Its head says so, with a digest of the rest: a file that still has its digest was
/// edited by nobody and may be made anew; any other is left alone.
struct OwnedFile {
  /// The file, from the repository's root.
  let path: String
  /// The first line, where the file's kind asks for one: `#!/bin/sh`.
  let opening: String?
  /// All below the head.
  let body: String
  /// What it is for.
  let purpose: String

  init(path: String, opening: String? = nil, purpose: String, body: String) {
    (self.path, self.opening, self.purpose, self.body) = (path, opening, purpose, body)
  }

  private static let mark = "# Made by libretto setup ("

  /// The whole file.
  var text: String {
    (opening.map { $0 + "\n" } ?? "")
      + "\(Self.mark)\(Self.digest(body))), which makes it anew as long as nobody edits it.\n" + body
  }

  /// What to do about a file with that content.
  enum Standing { case missing, same, outdated, foreign }

  /// How the file that is there stands to this one.
  func standing(_ current: String?) -> Standing {
    guard let current else { return .missing }
    if current == text { return .same }
    return Self.isUnedited(current) ? .outdated : .foreign
  }

  /// Whether setup wrote the text and nobody edited it since.
  static func isUnedited(_ text: String) -> Bool {
    var rest = Substring(text)
    if rest.hasPrefix("#!"), let end = rest.firstIndex(of: "\n") { rest = rest[rest.index(after: end)...] }
    guard rest.hasPrefix(mark), let end = rest.firstIndex(of: "\n") else { return false }
    return rest.dropFirst(mark.count).hasPrefix(digest(String(rest[rest.index(after: end)...])) + ")")
  }

  private static func digest(_ body: String) -> String { String(SHA1.hexDigest(Array(body.utf8)).prefix(12)) }
}
