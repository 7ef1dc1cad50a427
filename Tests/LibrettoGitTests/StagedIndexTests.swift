import CSHA1
import TestSupport
import Testing

@testable import LibrettoGit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Our own writing of the index against what `git update-index` makes of the same change.
@Suite struct StagedIndexTests {
  struct Case: Sendable, CustomStringConvertible {
    var version: Int
    var seed: UInt64
    var description: String { "version \(version), seed \(seed)" }
  }

  static let cases = (2...4).flatMap { version in (1...4).map { Case(version: version, seed: UInt64($0)) } }

  private static let folders = ["", "a/", "a/b/", "a/b/c/", "aa/", "é/", "z/y/"]

  private static func path(_ random: inout SeededGenerator) -> String {
    // Long names go past the twelve bits that an entry has for their length.
    let long = Int.random(in: 0..<40, using: &random) == 0 ? String(repeating: "n", count: 120) + "/" : ""
    let deep = long.isEmpty ? "" : (0..<34).map { _ in long }.joined()
    return folders.randomElement(using: &random)! + deep + "f\(Int.random(in: 0..<60, using: &random))"
  }

  /// A repository with an index of the version, and with what Git may add to it.
  private static func repository(_ test: Case, _ random: inout SeededGenerator) -> (TestRepository, [String: String]) {
    let book = TestRepository()
    let variables = test.seed % 2 == 0 ? ["GIT_TEST_INDEX_THREADS": "2"] : [:]
    book.git("config", "index.version", "\(test.version)")
    book.git("config", "index.threads", test.seed % 2 == 0 ? "2" : "1")
    let blob = book.git("hash-object", "-w", "--stdin", input: "old\n")
    var lines = ""
    for _ in 0..<80 { lines += "100644 \(blob)\t\(path(&random))\n" }
    book.git("update-index", "--add", "--index-info", input: lines, environment: variables)
    book.git("commit", "-q", "-m", "base", environment: variables)
    for index in 0..<3 { book.write("untracked and added \(index)\n", to: "m/added\(index)") }
    if test.version >= 3 {
      book.git("add", "--intent-to-add", "m/added0", environment: variables)
      book.git("add", "m/added1", environment: variables)
      book.git("update-index", "--skip-worktree", "m/added1", environment: variables)
    }
    book.git("add", "m/added2", environment: variables)
    book.git("update-index", "--assume-unchanged", "m/added2", environment: variables)
    if test.seed > 2 { book.git("update-index", "--force-untracked-cache", environment: variables) }
    book.git("status", "--short", environment: variables)
    return (book, variables)
  }

  @Test(arguments: cases) func writesWhatGitWrites(test: Case) throws {
    var random = SeededGenerator(seed: test.seed &* 31 &+ UInt64(test.version))
    let (book, variables) = Self.repository(test, &random)
    let own = book.path + "/.git/index-own"
    for round in 0..<8 {
      // In turn in place, and with entries that come and go.
      let tracked = book.git("ls-files", "-z").split(separator: "\0").map(String.init)
      let blob = book.git("hash-object", "-w", "--stdin", input: "new \(round)\n")
      let index = try StagedIndex(path: book.path + "/.git/index")
      #expect(index.image.version >= 2)
      var lines = ""
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let isNew = round % 2 == 1 && Bool.random(using: &random)
        let path = isNew ? Self.path(&random) : tracked.randomElement(using: &random)!
        guard index.edits[PathBytes(path)] == nil, try index.collision(with: RepositoryPath(path)) == nil else {
          continue
        }
        guard
          !index.edits.keys.contains(where: {
            ($0.text + "/").hasPrefix(path + "/") || (path + "/").hasPrefix($0.text + "/")
          })
        else { continue }
        if round % 4 == 3, !isNew {
          index.remove(path)
          lines += "0 \(ObjectID.zero)\t\(path)\n"
        } else {
          index.put(path, .executable, ObjectID(hex: blob)!, IndexStatus(nil))
          // In two steps, so that Git drops the old entry's marks as well.
          lines += "0 \(ObjectID.zero)\t\(path)\n100755 \(blob)\t\(path)\n"
        }
      }
      let bytes = index.composed()
      book.scratch.write(bytes, to: "book/.git/index-own")
      book.git("update-index", "--add", "--index-info", input: lines, environment: variables)
      let theirs = variables
      let ours = variables.merging(["GIT_INDEX_FILE": own]) { $1 }
      for command in [
        ["ls-files", "--stage", "--debug", "-t", "-v"], ["--no-optional-locks", "status", "--porcelain=v2"],
        ["write-tree"], ["diff", "--cached", "--raw"],
      ] {
        let expected = Self.run(book, command, theirs)
        let got = Self.run(book, command, ours)
        #expect(got == expected, "\(command) in round \(round)")
      }
      let check = Command.run(
        "git", ["fsck", "--strict", "--no-dangling"], in: book.path, environment: book.environment.merging(ours) { $1 })
      #expect(check.status == 0, "\(check.errorText)")
      // Go on from ours.
      _ = Command.run("mv", [own, book.path + "/.git/index"], in: "/", environment: book.environment)
    }
  }

  private static func run(_ book: TestRepository, _ command: [String], _ variables: [String: String]) -> String {
    let result = Command.run("git", command, in: book.path, environment: book.environment.merging(variables) { $1 })
    return result.text + result.errorText
  }

  @Test func anythingElseThanAnIndexIsRefused() throws {
    let book = TestRepository()
    book.commit(["a/x": "x\n", "b": "b\n"])
    let bytes = try #require(readFile(book.path + "/.git/index"))
    var random = SeededGenerator(seed: 7)
    #expect(throws: GitError.self) { try IndexImage(Array(bytes.dropLast()), path: "index") }
    #expect(throws: GitError.self) { try IndexImage([], path: "index") }
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if damaged != bytes { #expect(throws: GitError.self) { try IndexImage(damaged, path: "index") } }
      // Whatever the form lets through, reading it ends and stays within the bytes.
      if let image = try? IndexImage(damaged, path: "index", verifying: false) {
        for position in 0..<image.count { _ = image.entry(position) }
        _ = CacheTree(damaged)
      }
    }
  }

  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 119, 128, 1000, 100_003]) func theChecksumIsSHA1(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    let text = Command.run(
      "git", ["hash-object", "--stdin"], in: "/", environment: TestRepository().environment, input: bytes
    ).text
    var checksum = Checksum()
    let header = Array("blob \(count)\0".utf8)
    header.withUnsafeBytes { checksum.add($0) }
    bytes.withUnsafeBytes { bytes in
      checksum.add(UnsafeRawBufferPointer(rebasing: bytes[..<(count / 3)]))
      checksum.add(UnsafeRawBufferPointer(rebasing: bytes[(count / 3)...]))
    }
    #expect("\(checksum.finish())\n" == text)
    var digest = [UInt8](repeating: 0, count: 20)
    (header + bytes).withUnsafeBytes { libretto_sha1_portable($0.baseAddress, $0.count, &digest) }
    #expect("\(ObjectID(bytes: digest)!)\n" == text)
  }
}
