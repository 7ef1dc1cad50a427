import LibrettoGit
import LibrettoModel

/// Holds the commits of a change to what the base says of one book: who may change what, and how records may move.
///
/// Nothing of the change itself counts as a rule; of its configuration only the folders of record types are looked at, so
/// that records which move with their type are still seen. What is judged commit by commit is remembered by place, so that
/// at the end the change as a whole can be held against it.
final class Review {
  let repository: Repository
  /// The book's folder from the repository's root: empty, or with a slash at the end.
  let prefix: String
  /// The book by the base's files.
  let base: Workspace
  /// The book by the files of the change's newest commit.
  let head: Workspace
  let mailmap: Mailmap
  let protected: ProtectedFiles
  let shelf: RecordShelf
  let comparison: TreeComparison

  /// What was found, in the order of the commits.
  var breaches: [ReviewBreach] = []
  /// The commits that change the book, each with those who answer for it.
  var judged: [(commit: Commit, isMerge: Bool)] = []
  /// People who are no members, by address, with the commits of theirs.
  var strangers: [(person: ReviewedPerson, commits: [ObjectID])] = []
  /// Which record is which: records that were renamed share a root.
  var identities = RecordIdentities()
  /// Records that were deleted, as they were.
  var gone: [RecordReference: Record] = [:]
  /// What those who may have put at places.
  var granted: [ReviewedPlace: [[Value]]] = [:]
  /// The blobs that those who may have put at protected paths; nil: took away.
  var grantedFiles: [PathBytes: [TreeLeaf?]] = [:]
  /// What others have put at places, and what was there before.
  var taken: [ReviewedPlace: [(before: [Value], after: [Value], breach: Int)]] = [:]
  /// The same of files.
  var takenFiles: [PathBytes: [(before: TreeLeaf?, after: TreeLeaf?, breach: Int)]] = [:]
  /// The transitions that were seen, by record and lifecycle.
  var transitions: [ReviewedPlace: [(from: String, to: String)]] = [:]
  /// Places of which a finding was made.
  var reported: Set<ReviewedPlace> = []
  /// Gates that were not met when a record came into a stage.
  var openGates: [OpenGate] = []
  /// Whether a file of the configuration was changed by someone who may not.
  var hasForeignConfiguration = false
  /// Of how many records the state at a commit was read for gates that look at other records.
  var readForGates = 0
  /// Whether gates that look at other records were no more judged commit by commit.
  var skippedGates = false

  var book: Book { base.book }
  var policy: Policy { book.configuration.policy }

  /// - Parameters:
  ///   - mailmap: the base's
  init(_ repository: Repository, prefix: String, base: Workspace, head: Workspace, mailmap: Mailmap) {
    self.repository = repository
    self.prefix = prefix
    self.base = base
    self.head = head
    self.mailmap = mailmap
    protected = ProtectedFiles(base.book.configuration.policy, prefix: prefix)
    comparison = TreeComparison(repository, folders: [""])
    let (old, new) = (base.book, head.book)
    shelf = RecordShelf(repository) { path in
      if old.isRecord(path: path) { return old.type(forPath: path) }
      guard new.isRecord(path: path), let name = new.type(forPath: path)?.name else { return nil }
      return old.types.first { $0.name == name }
    }
  }

  /// Judges a commit against its parent, or a merge against all of them.
  func judge(_ commit: Commit) throws(GitError) {
    if commit.parents.count > 1 { return try judgeMerge(commit) }
    let parent = try commit.parents.first.map { id throws(GitError) in try repository.commit(id).tree }
    let changes = try comparison.leafChanges(from: parent, to: commit.tree)
    let person = person(commit.author)
    let files = judgeFiles(changes.map { ($0.path, $0.old, $0.new) }, of: commit, by: person)
    let records = try versions(changes)
    if files || !records.isEmpty { note(commit, by: person, isMerge: false) }
    for change in records { try judgeRecord(change, of: commit, by: person) }
    try judgeGates(records, of: commit, by: person)
  }

  /// Who a signature of a commit means.
  func person(_ signature: Signature) -> ReviewedPerson {
    ReviewedPerson(signature, mailmap: mailmap, configuration: book.configuration)
  }

  /// Remembers who changed the book.
  func note(_ commit: Commit, by person: ReviewedPerson, isMerge: Bool) {
    judged.append((commit, isMerge))
    guard person.refusal != nil else { return }
    if let index = strangers.firstIndex(where: { $0.person.signature.email == person.signature.email }) {
      strangers[index].commits.append(commit.id)
    } else {
      strangers.append((person, [commit.id]))
    }
  }

  /// The path from the book's root; nil where the file lies elsewhere.
  func ownPath(_ path: String) -> String? {
    guard path.utf8.starts(with: prefix.utf8) else { return nil }
    return String(path.utf8.dropFirst(prefix.utf8.count))
  }

  /// The path as findings have it: from the book's root, of files above it with `..`.
  func shownPath(_ path: String) -> String {
    ownPath(path) ?? String(repeating: "../", count: prefix.utf8.count { $0 == UInt8(ascii: "/") }) + path
  }

  func add(_ breach: ReviewBreach, at place: ReviewedPlace?) {
    breaches.append(breach)
    if let place { reported.insert(place) }
  }
}

/// A stage that a record came into without meeting its gate.
struct OpenGate {
  let reference: RecordReference
  let stage: String
  let field: String
  /// What is wrong, without the commit.
  let finding: Diagnostic
  let breach: ReviewBreach
  /// Whether it was met before the record left the stage.
  var isMended = false
}

/// Which records are the same, though they were renamed.
struct RecordIdentities {
  private var parents: [RecordReference: RecordReference] = [:]

  /// The same for all names of a record.
  func root(_ reference: RecordReference) -> RecordReference {
    var current = reference
    while let next = parents[current] { current = next }
    return current
  }

  /// Makes two names one record's.
  mutating func join(_ a: RecordReference, _ b: RecordReference) {
    let (x, y) = (root(a), root(b))
    if x != y { parents[x] = y }
  }
}
