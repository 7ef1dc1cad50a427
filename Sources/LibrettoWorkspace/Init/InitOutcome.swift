public import LibrettoGit

/// What starting a book came to.
public struct InitOutcome: Sendable {
  /// The book's folder, an absolute path.
  public let root: String
  /// The files written, by path from the book's root.
  public let files: [String]
  /// Whether a repository was made for the book.
  public let madeRepository: Bool
  /// The branch of the first commit; nil where HEAD is detached.
  public let branch: String?
  /// The commit of all that was written.
  public let commit: ObjectID?
  /// The short name of the member that Git's identity became; nil where Git knows none or the name was taken.
  public let member: String?
  /// Whether the commit was made as `Libretto <init@libretto.invalid>`, since Git does not know who the user is.
  public let usesStandInIdentity: Bool
}
