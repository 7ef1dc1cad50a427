import LibrettoWorkspace
import TestSupport

/// A book with a history of its own: edits, renames, removals, moves of files, and changes of schemas and configuration,
/// all from a seed. Committers' clocks go forth and, now and then, back.
struct GeneratedHistory {
  let scratch = ScratchFolder("history")
  /// The commits of `main` from the first on, with their committers' times.
  private(set) var commits: [(id: String, seconds: Int)] = []
  /// The book's folder below the repository's root: empty, or with a slash at the end.
  let prefix: String
  private var random: SeededGenerator
  private var clock = 1_780_000_000
  private var files: [String: String] = [:]
  private var ids: [String] = []
  private var count = 0

  init(seed: UInt64, commits number: Int, prefix: String = "") {
    random = SeededGenerator(seed: seed)
    self.prefix = prefix
    git("init", "-q", "-b", "main", "repository")
    put("libretto.yaml", "libretto: 1\ntimezone: Europe/Berlin\ncurrency: EUR\nbranch: main\n")
    put("views/hot.yaml", "type: leads\nwhere: [\"score:50..\"]\n")
    for _ in 0..<12 { add() }
    commit()
    for _ in 1..<number {
      for _ in 0..<Int.random(in: 1...3, using: &random) { change() }
      commit()
    }
  }

  private let stages = ["subscriber", "lead", "mql", "sal", "sql"]

  private mutating func add() {
    count += 1
    let id = "p\(count)"
    ids.append(id)
    let due = "2026-0\(Int.random(in: 6...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
    put(
      "leads/\(id).md",
      """
      ---
      name: Person \(count)   # a remark
      stage: \(stages.randomElement(using: &random)!)
      score: \(Int.random(in: 0...100, using: &random))
      account: a\(count % 3)
      next: {what: Call, due: \(due)}
      ---

      # Person \(count)

      Knows [[\(ids.randomElement(using: &random)!)]].
      """)
    put("accounts/a\(count % 3).md", "---\nname: Account \(count % 3)\ncountry: \(["DE", "NO"][count % 2])\n---\n")
  }

  private mutating func change() {
    let path = files.keys.filter { $0.hasPrefix("leads/") && $0.hasSuffix(".md") }.sorted().randomElement(
      using: &random)
    guard let path, let text = files[path] else { return add() }
    switch Int.random(in: 0..<14, using: &random) {
    case 0...4:
      let stage = stages.randomElement(using: &random)!
      put(path, lines(text) { $0.hasPrefix("stage:") ? "stage: \(stage)" : $0 })
    case 5:
      let score = Int.random(in: 0...100, using: &random)
      put(path, lines(text) { $0.hasPrefix("score:") ? "score: \(score)" : $0 })
    case 6: add()
    case 7: files[path] = nil
    case 8:
      // Renamed: the old id becomes an alias.
      count += 1
      files[path] = nil
      let old = path.split(separator: "/").last!.dropLast(3)
      let kept = lines(text) { $0.hasPrefix("aliases:") ? nil : $0 }
      put("leads/r\(count).md", lines(kept) { $0.hasPrefix("name:") ? "\($0)\naliases: [\(old)]" : $0 })
    case 9:
      files[path] = nil
      put("leads/sub\(count % 2)/" + path.split(separator: "/").last!, text)
    case 10:
      put(
        "schema/lead.yaml",
        """
        allOf: [{$ref: libretto:lead}]
        properties: {size\(count % 2): {type: string}, stage: {enum: [\(stages.dropLast(count % 2).joined(separator: ", "))]}}
        unevaluatedProperties: false
        """)
    case 11: files["schema/lead.yaml"] = nil
    case 12:
      let zone = ["Europe/Berlin", "America/New_York", "Asia/Tokyo"].randomElement(using: &random)!
      let extra = Bool.random(using: &random) ? "types: {note: {folder: notes}}\n" : ""
      put("libretto.yaml", "libretto: 1\ntimezone: \(zone)\ncurrency: EUR\nbranch: main\n\(extra)")
      put("notes/n\(count).md", "---\nname: Note\n---\n")
    default: put(path, "---\nname: [broken\n---\n")
    }
  }

  private func lines(_ text: String, _ body: (String) -> String?) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { body(String($0)) }
      .joined(separator: "\n")
  }

  private mutating func put(_ path: String, _ text: String) { files[path] = text }

  /// The whole tree and the commit go to Git as one stream.
  private mutating func commit() {
    clock += Int.random(in: -20_000...90_000, using: &random)
    var stream = "commit refs/heads/main\nmark :1\ncommitter T <t@x.example> \(clock) +0000\ndata 1\nc\n"
    if let last = commits.last { stream += "from \(last.id)\n" }
    stream += "deleteall\n"
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      stream += "M 100644 inline \(prefix)\(path)\ndata \(text.utf8.count)\n\(text)\n"
    }
    stream += "M 120000 inline \(prefix)leads/link.md\ndata 6\np1.md\n\n"
    git("-C", "repository", "fast-import", "--quiet", "--force", input: stream)
    commits.append((git("-C", "repository", "rev-parse", "main"), clock))
  }

  /// The book's folder in a checkout called `name`.
  func root(_ name: String = "repository") -> String {
    "\(scratch.path)/\(name)" + (prefix.isEmpty ? "" : "/\(prefix.dropLast())")
  }

  @discardableResult
  func git(_ arguments: String..., input: String = "") -> String {
    let environment = [
      "PATH": Environment.ofProcess().variables["PATH"] ?? "/usr/bin:/bin", "HOME": scratch.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@x.example", "GIT_AUTHOR_NAME": "T",
      "GIT_AUTHOR_EMAIL": "t@x.example",
    ]
    let result = Command.run("git", arguments, in: scratch.path, environment: environment, input: Array(input.utf8))
    return result.text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
