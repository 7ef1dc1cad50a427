/// A commit as it stands in the object database.
public struct Commit: Sendable {
  /// Its name.
  public let id: ObjectID
  /// Its root folder.
  public let tree: ObjectID
  /// Its parents, the first being the branch it was made on.
  public let parents: [ObjectID]
  /// Who wrote the change.
  public let author: Signature
  /// Who made the commit.
  public let committer: Signature
  /// The whole message.
  public let message: String

  /// The message's first paragraph on one line.
  public var summary: String {
    var words: [Substring] = []
    for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
      let blank = line.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
      if blank && !words.isEmpty { break }
      if !blank { words.append(line) }
    }
    return words.joined(separator: " ")
  }
}
