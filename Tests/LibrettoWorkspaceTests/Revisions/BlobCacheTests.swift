import LibrettoIndex
import TestSupport
import Testing

@testable import LibrettoGit
@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The past of a large book, of which all thresholds are low: the same answers from libgit2, from `git` and from the cache.
@Suite struct BlobCacheTests {
  private static let low = BlobLimits(smallBook: 0, fewBlobs: 2, cacheSize: 1 << 20, packSize: 700)

  private let history = GeneratedHistory(seed: 11, commits: 12)
  private var folder: String { history.root() + "/.git/libretto" }

  init() {
    history.git("-C", "repository", "reset", "-q", "--hard")
    history.git("-C", "repository", "repack", "-adfq", "--depth=50")
  }

  /// All of a commit: the records as they are exported, and what is wrong with them.
  private func all(_ commit: String, _ limits: BlobLimits?, in name: String = "repository") async -> String {
    await Self.all(commit, limits, at: history.root(name))
  }

  private static func all(_ commit: String, _ limits: BlobLimits?, at root: String) async -> String {
    var environment = Environment.ofProcess()
    environment.variables = limits == nil ? ["LIBRETTO_INDEX": "off"] : [:]
    environment.currentFolder = root
    let used = environment
    return await BlobLimits.$current.withValue(limits ?? BlobLimits()) {
      do {
        let past = try Workspace(root: used.currentFolder, environment: used).at(commit)
        var bytes: [UInt8] = []
        try await past.export(ExportRequest(.ndjson, query: [])) { bytes += $0 }
        let findings = try await past.validate().map { "\($0.path) \($0.code) \($0.message)" }
        return String(decoding: bytes, as: UTF8.self) + findings.joined(separator: "\n")
      } catch { return "\(error)" }
    }
  }

  /// How many of a commit's records the cache does not hold.
  private func missing(_ commit: String, limit: Int = 1 << 20) throws -> Int {
    let list = Command.run(
      "git", ["-C", history.root(), "ls-tree", "-r", commit], in: history.scratch.path,
      environment: Transcript.environment(home: history.scratch.path))
    var wanted: [BlobPack.Key: Int] = [:]
    for line in list.text.split(separator: "\n") where line.hasSuffix(".md") && line.hasPrefix("100") {
      let id = try #require(ObjectID(hex: line.split(whereSeparator: { " \t".contains($0) })[2]))
      wanted[try #require(BlobPack.Key(id.bytes))] = 0
    }
    #expect(wanted.count > 10)
    _ = try BlobCache(folder: folder, limit: limit).locate(&wanted)
    return wanted.values.filter { $0 == 0 }.count
  }

  private func sh(_ script: String) {
    let result = Command.run(
      "sh", ["-e", "-c", script], in: history.root(), environment: Transcript.environment(home: history.scratch.path))
    #expect(result.status == 0, "\(script): \(result.errorText)")
  }

  private func overwrite(_ path: String, with bytes: [UInt8]) {
    let file = open(path, O_WRONLY | O_TRUNC)
    #expect(file >= 0 && write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }

  @Test(arguments: [0, 5, 1000]) func answersAreTheSame(fewBlobs: Int) async throws {
    var limits = Self.low
    limits.fewBlobs = fewBlobs
    for (index, commit) in history.commits.enumerated() {
      // More commits come while the cache is in use.
      if index == 8 { history.git("-C", "repository", "commit", "-q", "--allow-empty", "-m", "more") }
      let wanted = await all(commit.id, nil)
      #expect(wanted.utf8.count > 1000)
      #expect(await all(commit.id, limits) == wanted, "commit \(index), first")
      #expect(await all(commit.id, limits) == wanted, "commit \(index), from the cache")
      #expect(try missing(commit.id) == 0)
    }
  }

  @Test func whatIsInTheCacheIsNotReadAgain() async throws {
    let commit = try #require(history.commits.last?.id)
    let id = history.git("-C", "repository", "rev-parse", "\(commit):accounts/a1.md")
    var pack = BlobPack()
    Array("---\nname: From the cache\n---\n".utf8).withUnsafeBytes { bytes in
      pack.append(BlobPack.Key(ObjectID(hex: id)!.bytes)!, bytes)
    }
    mkdir(folder, 0o777)
    let cache = try BlobCache(folder: folder, limit: 1 << 20)
    var none: [BlobPack.Key: Int] = [:]
    _ = try cache.locate(&none)
    #expect(cache.store(pack))
    #expect(await all(commit, Self.low).contains("From the cache"))
    #expect(await !all(commit, nil).contains("From the cache"))
  }

  @Test(arguments: [
    ": > $DB", "truncate -s 100 $DB", "truncate -s 9000 $DB", "truncate -s -1 $DB", "rm $DB", "rm $DB; mkdir $DB",
    "head -c 50000 /dev/urandom > $DB", "head -c 9000 /dev/urandom > $DB-journal", "printf text > $DB",
    "sqlite3 $DB 'PRAGMA user_version = 7'", "sqlite3 $DB 'DROP TABLE pack'",
    "sqlite3 $DB 'UPDATE pack SET digest = digest + 1'", "sqlite3 $DB \"UPDATE pack SET entries = x'00ff'\"",
    "sqlite3 $DB \"UPDATE pack SET content = replace(CAST(content AS TEXT), 'stage', 'stagE')\"",
    "sqlite3 $DB 'UPDATE pack SET entries = (SELECT entries FROM pack LIMIT 1)'",
    "sqlite3 $DB 'UPDATE pack SET entries = NULL' || true", "rm -r .git/libretto", "touch $DB; chmod 000 $DB",
    "chmod 500 .git/libretto",
  ])
  func damage(script: String) async throws {
    guard !script.contains("sqlite3") || Command.path(of: "sqlite3") != nil else { return }
    let commit = history.commits[10].id
    let wanted = await all(commit, nil)
    _ = await all(commit, Self.low)
    // Some files are of no type.
    let others = try missing(commit)
    #expect(others < 5)
    sh("DB=.git/libretto/blobs.sqlite; \(script)")
    for turn in 1...3 { #expect(await all(commit, Self.low) == wanted, "\(script), \(turn)") }
    if script.contains("mkdir") || script.contains("chmod") { return sh("chmod -R u+rwX .git/libretto") }
    #expect(try missing(commit) == others, "\(script)")
  }

  /// Commits in each of which 40 records of 2 kB change.
  private func largeCommits(_ count: Int) -> [String] {
    (0..<count).map { number in
      for record in 0..<40 {
        let text = "---\nname: Large\nscore: \(number)\n---\n" + String(repeating: "Text \(number).\n", count: 250)
        history.scratch.write(text + "\(record)\n", to: "repository/leads/large\(record).md")
      }
      history.git("-C", "repository", "add", "leads")
      history.git("-C", "repository", "commit", "-q", "-m", "large")
      return history.git("-C", "repository", "rev-parse", "HEAD")
    }
  }

  /// Every third page filled with noise, in turn.
  @Test func pages() async throws {
    let commit = largeCommits(1)[0]
    let wanted = await all(commit, nil)
    _ = await all(commit, Self.low)
    let path = BlobCache.path(in: folder)
    let bytes = try #require(readFile(path))
    #expect(bytes.count > 10 * 8192)
    for page in stride(from: 0, to: bytes.count / 8192, by: 3) {
      var generator = SeededGenerator(seed: UInt64(page))
      var changed = bytes
      for offset in page * 8192..<(page + 1) * 8192 {
        changed[offset] = UInt8.random(in: .min ... .max, using: &generator)
      }
      unlink(path + "-journal")
      overwrite(path, with: changed)
      #expect(await all(commit, Self.low) == wanted, "page \(page)")
    }
  }

  /// Room for one of the commits, and for none.
  @Test(arguments: [250_000, 60_000]) func sizeIsBounded(limit: Int) async throws {
    var limits = Self.low
    limits.cacheSize = limit
    let commits = largeCommits(3)
    let path = BlobCache.path(in: folder)
    for commit in commits + commits {
      #expect(await all(commit, limits) == all(commit, nil))
      #expect(try #require(readFile(path)).count <= limit + 8192)
      let lacking = try missing(commit, limit: limit)
      #expect((lacking < 5) == (limit > 100_000), "\(lacking)")
    }
    limits.cacheSize = 1 << 20
    for commit in commits { _ = await all(commit, limits) }
    #expect(try #require(readFile(path)).count > 250_000 + 8192, "the limit was never reached")
  }

  @Test func severalAtOnce() async throws {
    var wanted: [String] = []
    for commit in history.commits { wanted.append(await all(commit.id, nil)) }
    let (right, ids, root) = (wanted, history.commits.map(\.id), history.root())
    let low = Self.low
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for (index, id) in ids.enumerated() {
            #expect(await Self.all(id, low, at: root) == right[index])
          }
        }
      }
    }
    // One that was hindered stored less; alone it stores all.
    let last = try #require(history.commits.last?.id)
    _ = await all(last, Self.low)
    #expect(try missing(last) == 0)
  }

  @Test func whatIsMissingIsToldAndNotFetched() async throws {
    history.git("-C", "repository", "config", "uploadpack.allowFilter", "true")
    history.git("clone", "-q", "--filter=blob:none", "file://\(history.root())", "partial")
    let commit = history.commits[3].id
    // The configuration then must be there, as it is in all commits.
    for file in ["libretto.yaml", "views/hot.yaml", "schema/lead.yaml"] {
      history.git("-C", "partial", "show", "\(commit):\(file)")
    }
    let error = await all(commit, nil, in: "partial")
    #expect(error.contains("cannot read object"))
    let before = history.git("-C", "partial", "count-objects", "-v")
    let told = await all(commit, Self.low, in: "partial")
    #expect(told.contains("cannot read object") && told.contains("partial clone"), "\(told.prefix(500))")
    #expect(history.git("-C", "partial", "count-objects", "-v") == before)
  }

  /// A `git` that ends before it has read what it is asked does not take this process with it.
  @Test func gitMayFail() async {
    let ids = [ObjectID](repeating: .zero, count: 50_000)
    await SubprocessGit().readBlobs(
      ids, in: history.root() + "/nowhere", sizeLimit: 100,
      { number, _ in Issue.record("\(number) was answered") }, flush: {})
  }

  @Test(arguments: [1, 7, 64, 100_000]) func outputOfGitIsReadInPiecesOfAnySize(size: Int) {
    let ids = (0..<6).map { String(repeating: "\($0)", count: 40) }
    let input = Array(ids.map { $0 + "\n" }.joined().utf8)
    let text =
      "\(ids[0]) blob 5\nab\nc\n\n\(ids[1]) missing\n\(ids[2]) blob 0\n\n\(ids[3]) blob 300\n"
      + String(repeating: "x", count: 300) + "\n\(ids[4]) tree 3\nabc\n\(ids[5]) blob 3\nend\n"
    var output = BatchOutput(input: input, sizeLimit: 200)
    var items: [String] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      let isRight = Array(bytes[start..<min(bytes.count, start + size)]).withUnsafeBytes { piece in
        output.take(piece) { number, item in
          switch item {
          case .content(let content): items.append("\(number) \(String(decoding: content, as: UTF8.self))")
          case .tooLarge(let size): items.append("\(number) too large: \(size)")
          case .missing: items.append("\(number) missing")
          }
        }
      }
      #expect(isRight)
    }
    #expect(items == ["0 ab\nc\n", "1 missing", "2 ", "3 too large: 300", "4 missing", "5 end"])
    var other = BatchOutput(input: input, sizeLimit: 200)
    #expect(!Array("\(ids[1]) blob 5\n".utf8).withUnsafeBytes { other.take($0) { _, _ in } })
  }
}
