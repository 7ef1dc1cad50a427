import LibrettoIndex
import TestSupport
import Testing

@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An index that is damaged, foreign or gone costs time and nothing else.
@Suite struct IndexDamageTests {
  @Test(arguments: [
    ": > $DB", "truncate -s 100 $DB", "truncate -s 20000 $DB", "truncate -s -1 $DB", "rm $DB", "rm $DB; mkdir $DB",
    "head -c 100000 /dev/urandom > $DB", "printf 'text' > $DB",
    "head -c 200000 /dev/urandom > $DB-wal", "head -c 32768 /dev/urandom > $DB-shm",
    "printf '\\377' | dd of=$DB bs=1 seek=18 conv=notrunc status=none",
    "sqlite3 $DB \"UPDATE libretto_meta SET value = 'other' WHERE key = 'shape'\"",
    "sqlite3 $DB 'DELETE FROM libretto_meta'", "sqlite3 $DB 'DROP TABLE libretto_meta'",
    "sqlite3 $DB 'DROP TABLE libretto_folder'", "sqlite3 $DB \"UPDATE libretto_folder SET entries = x'00ff'\"",
    "printf 'index-gone.sqlite\\n' > $POINTER", "printf '../../../etc/passwd\\n' > $POINTER", ": > $POINTER",
    "head -c 3000 /dev/urandom > $POINTER", "rm $POINTER", "rm $POINTER; mkdir $POINTER/x -p || true; rmdir $POINTER/x",
    "sed -i 's/count: {type: integer, minimum: 0}/count: {type: string}/' schema/note.yaml",
    "sed -i 's/^members:/currency: CHF\\nmembers:/' libretto.yaml",
    "rm -r .git/libretto", "rm -r .git/libretto; git gc -q",
  ])
  func damage(script: String) async throws {
    guard !script.contains("sqlite3") || Command.path(of: "sqlite3") != nil else { return }
    let book = IndexBook()
    try await book.settle()
    let database = book.database
    let pointer = database.split(separator: "-").prefix(database.split(separator: "-").count - 2).joined(separator: "-")
    book.sh("DB=/\(database.drop { $0 == "/" }); POINTER=/\(pointer.drop { $0 == "/" }); \(script)")
    // Only the read-only way first: it never fails, whatever it finds.
    _ = try await book.index()
    if script.contains("mkdir $POINTER") {
      guard case .absent = try await book.index(.build) else {
        Issue.record("there is a folder in its place")
        return
      }
      return
    }
    try await book.expectSameAsAnew("\(script)")
  }

  /// Every page filled with zeros, or with noise, in turn.
  @Test(arguments: [false, true]) func pages(noise: Bool) async throws {
    let book = IndexBook()
    try await book.settle()
    let right = try IndexBook.dump(try await book.ready().connection)
    let bytes = try #require(readFile(book.database))
    let size = 8192
    var damaged = 0
    for page in stride(from: noise ? 0 : 1, to: bytes.count / size, by: 2) {
      var generator = SeededGenerator(seed: UInt64(page))
      var changed = bytes
      for offset in page * size..<(page + 1) * size {
        changed[offset] = noise ? UInt8.random(in: .min ... .max, using: &generator) : 0
      }
      for ending in ["-wal", "-shm"] { unlink(book.database + ending) }
      writeBytes(changed, to: book.database)
      do {
        if case .ready(let index) = try await book.index(.build) {
          #expect(try IndexBook.dump(index.connection) == right, "page \(page)")
        }
      } catch let error as IndexError {
        #expect(error.code == .damaged, "page \(page): \(error)")
        damaged += 1
        try book.book.open().discardIndex()
        #expect(try IndexBook.dump(try await book.ready(.build).connection) == right, "page \(page)")
      }
    }
    print(
      "figure: pages with \(noise ? "noise" : "zeros"): \(bytes.count / size / 2), found only by a question: \(damaged)"
    )
  }

  @Test func withoutARepositoryThereIsNone() async throws {
    let book = ImportBook(records: ["notes/a.md": "---\ntitle: A\n---\n"])
    let opening = try await book.open().index(.build)
    guard case .absent(.noRepository) = opening else {
      Issue.record("\(opening)")
      return
    }
  }

  @Test func aFullOrReadOnlyPlaceIsNamed() async throws {
    let book = IndexBook()
    book.sh("rm -rf .git/libretto; printf 'x' > .git/libretto")
    guard case .absent(.unusable(let reason)) = try await book.index(.build) else {
      Issue.record("there is a file in its place")
      return
    }
    #expect(reason.contains(".git/libretto"))
    await #expect(throws: WorkspaceError.self) { try await book.book.open().rebuildIndex() }
  }

  private func writeBytes(_ bytes: [UInt8], to path: String) {
    let file = fopen(path, "wb")!
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }
}
