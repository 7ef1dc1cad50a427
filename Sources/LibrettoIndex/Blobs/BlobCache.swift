/// Contents of blobs that were read before, by their ids: Git's packs keep most of them as differences of differences,
/// which take long to undo.
///
/// It is a file of its own beside Git's objects, and disposable: nothing but time is lost with it. A row holds the many
/// small blobs that were read together, so that they are read again at the speed of the disk. For one thread at a time.
public final class BlobCache {
  /// Where blobs that are looked for lie.
  public struct Place: Sendable {
    let pack: Int
    /// The number in the pack, and what the caller calls the blob.
    fileprivate(set) var members: [(number: Int, name: Int)]

    /// How many of the blobs that are looked for lie there.
    public var count: Int { members.count }
  }

  /// The cache's form; another one is made anew.
  private static let version = 1

  let connection: IndexConnection
  /// How many bytes the file may have.
  let limit: Int
  /// The packs that the question at hand needs: they are not removed to make room.
  var needed: Set<Int> = []
  /// Tells whether another process wrote since the blobs were looked for.
  var seenVersion: Int?

  /// Opens the cache in a folder, or makes it. One that is damaged or of another form is removed and made anew.
  ///
  /// - Parameter limit: how many bytes it may have
  /// - Throws: where it cannot be made, or another process writes at this moment
  public convenience init(folder: String, limit: Int) throws(IndexError) {
    let path = Self.path(in: folder)
    do throws(IndexError) { try self.init(path: path, limit: limit) } catch {
      guard error.code == .damaged, !error.isInputOutput else { throw error }
      Self.remove(from: folder)
      try self.init(path: path, limit: limit)
    }
  }

  private init(path: String, limit: Int) throws(IndexError) {
    self.limit = limit
    connection = try IndexConnection(path: path, mode: .creating)
    // Waiting would be slower than reading from Git, and what a crash of the system leaves is noticed.
    connection.wait(milliseconds: 0)
    try connection.execute("PRAGMA page_size = 8192; PRAGMA synchronous = OFF")
    // Both at one moment: another process may be making it.
    try connection.execute("BEGIN")
    let version = try connection.integer("PRAGMA user_version")
    let isEmpty = try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
    try connection.execute("COMMIT")
    if version == Self.version { return }
    guard isEmpty else { throw IndexError(.damaged, "the cache is of another version") }
    // A number is never used again, so that a place always means what was found there.
    try connection.execute(
      """
      BEGIN EXCLUSIVE;
      CREATE TABLE IF NOT EXISTS pack (
        pack INTEGER PRIMARY KEY AUTOINCREMENT, digest INTEGER NOT NULL, entries BLOB NOT NULL, content BLOB NOT NULL);
      PRAGMA user_version = \(Self.version);
      COMMIT
      """)
  }

  /// The cache's file in a folder.
  public static func path(in folder: String) -> String { folder + "/blobs.sqlite" }

  /// Finds blobs, and takes those that it finds out of `wanted`, which gives them names.
  public func locate(_ wanted: inout [BlobPack.Key: Int]) throws(IndexError) -> [Place] {
    seenVersion = try connection.integer("PRAGMA data_version")
    var places: [Place] = []
    // The newest first: they hold what was read last.
    let rows = try connection.prepare("SELECT pack, entries FROM pack ORDER BY pack DESC")
    while !wanted.isEmpty, try rows.step() {
      var place = Place(pack: rows.integer(0), members: [])
      rows.withBytes(1) { entries in
        BlobPack.forEach(in: entries) { number, key, _ in
          if let name = wanted.removeValue(forKey: key) { place.members.append((number, name)) }
        }
      }
      if !place.members.isEmpty { places.append(place) }
    }
    rows.reset()
    needed.formUnion(places.lazy.map(\.pack))
    return places
  }

  /// Lends the content of each blob of a place, with its name.
  ///
  /// - Throws: ``IndexError/Code/damaged`` where they are not what was stored, and then none was lent; `busy` where they
  ///   are gone
  public func read(_ place: Place, _ body: (Int, UnsafeRawBufferPointer) -> Void) throws(IndexError) {
    let row = try connection.prepare("SELECT digest, entries, content FROM pack WHERE pack = \(place.pack)")
    guard try row.step() else { throw IndexError(.busy, "another process made room in the cache") }
    let isSound = row.withBytes(1) { entries in
      row.withBytes(2) { content in
        guard BlobPack.digest(entries, content) == row.integer(0) else { return false }
        var members = place.members[...]
        BlobPack.forEach(in: entries) { number, _, range in
          guard let member = members.first, member.number == number else { return }
          members.removeFirst()
          body(member.name, UnsafeRawBufferPointer(rebasing: content[range]))
        }
        return true
      }
    }
    row.reset()
    guard isSound else { throw IndexError(.damaged, "the cache's digest does not fit") }
  }
}
