import LibrettoGit
import LibrettoWorkspace
import TestSupport

/// One repository with the commits of all cases, written by one `git fast-import`.
final class ReviewRepository: Sendable {
  let scratch = ScratchFolder("review")
  /// The commits that a case's base and its change end with.
  private let tips: [String: (base: String, head: String)]

  static let shared = ReviewRepository(ReviewCase.all)

  struct File: Equatable {
    var mode = "100644"
    var text: String
  }

  init(_ cases: [ReviewCase]) {
    let environment = Self.environment
    let folder = scratch.path
    _ = Command.run("git", ["init", "-q", "-b", "main"], in: folder, environment: environment)
    var stream = FastImport()
    let root = stream.commit(ReviewCase.book.mapValues { File(text: $0) }, author: "tom", parents: [])
    var marks: [String: (base: Int, head: Int)] = [:]
    for one in cases {
      var history = CaseHistory(root: root, stream: stream)
      for line in one.commits { history.add(line) }
      stream = history.stream
      marks[one.name] = (history.base.mark, (history.branches["topic"] ?? history.base).mark)
    }
    stream.text += "reset refs/heads/main\nfrom :\(root.mark)\n\n"
    scratch.write("", to: "marks")
    let result = Command.run(
      "git", ["fast-import", "--quiet", "--export-marks=marks"], in: folder, environment: environment,
      input: Array(stream.text.utf8))
    precondition(result.status == 0, result.errorText)
    var ids: [Int: String] = [:]
    for line in (scratch.text("marks") ?? "").split(separator: "\n") {
      let parts = line.dropFirst().split(separator: " ")
      ids[Int(parts[0])!] = String(parts[1])
    }
    tips = marks.mapValues { (ids[$0.base]!, ids[$0.head]!) }
    for (path, text) in ReviewCase.book { scratch.write(text, to: path) }
  }

  static let environment = [
    "PATH": Environment.ofProcess().variables["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
  ]

  /// Reviews a case.
  func review(_ name: String) async throws -> ReviewOutcome {
    let workspace = try Workspace(root: scratch.path, environment: .ofProcess())
    let tips = tips[name]!
    return try await workspace.review("\(tips.base)..\(tips.head)")
  }
}

/// A stream of `git fast-import`.
struct FastImport {
  struct Commit {
    var mark: Int
    var files: [String: ReviewRepository.File]
  }

  var text = ""
  private var last = 0

  mutating func commit(
    _ files: [String: ReviewRepository.File], author: String, committer: String? = nil, parents: [Commit]
  ) -> Commit {
    last += 1
    // The commits of all cases are apart by their times.
    text += "commit refs/heads/all\nmark :\(last)\n"
    text += "author \(Self.person(author)) \(1_700_000_000 + last) +0000\n"
    text += "committer \(Self.person(committer ?? author)) \(1_700_000_000 + last) +0000\n"
    text += "data 1\nx\n"
    if let first = parents.first {
      text += "from :\(first.mark)\n"
    } else if last > 1 {
      text += "from \(String(repeating: "0", count: 40))\n"
    }
    for parent in parents.dropFirst() { text += "merge :\(parent.mark)\n" }
    text += "deleteall\n"
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      if file.mode == "160000" {
        text += "M 160000 \(String(repeating: "1", count: 40)) \(path)\n"
      } else {
        text += "M \(file.mode) inline \(path)\ndata \(file.text.utf8.count)\n\(file.text)\n"
      }
    }
    text += "\n"
    return Commit(mark: last, files: files)
  }

  /// `mia` is Mia with her address; `Name <address>` stands for itself.
  static func person(_ name: String) -> String {
    name.contains("<") ? name : "\(name.prefix(1).uppercased() + name.dropFirst()) <\(name)@aria.example>"
  }
}

/// The commits of a case as they are made.
struct CaseHistory {
  var base: FastImport.Commit
  var branches: [String: FastImport.Commit] = [:]
  var stream: FastImport

  init(root: FastImport.Commit, stream: FastImport) { (base, self.stream) = (root, stream) }

  mutating func add(_ line: String) {
    let colon = line.range(of: ": ")
    var head = Substring(line[..<(colon?.lowerBound ?? line.endIndex)])
    let steps = colon.map { line[$0.upperBound...] } ?? ""
    var branch = "topic"
    if head.hasPrefix("on ") {
      head = head.dropFirst(3)
      branch = String(head.prefix { $0 != " " })
      head = head.dropFirst(branch.count + 1)
    }
    let isOrphan = head.hasPrefix("orphan ")
    if isOrphan { head = head.dropFirst(7) }
    let merged = head.contains("<") ? [head] : head.split(separator: "@")
    let people = merged[0].contains("<") ? [merged[0]] : merged[0].split(separator: "/")
    let author = people[0] == "base" ? "tom" : String(people[0])
    let first = people[0] == "base" ? base : branches[branch] ?? base
    var files = first.files
    for step in steps.split(separator: ";") { apply(step.drop { $0 == " " }, to: &files) }
    let others = merged.dropFirst().map { branches[String($0)] ?? base }
    let commit = stream.commit(
      files, author: author, committer: people.count > 1 ? String(people[1]) : nil,
      parents: isOrphan ? [] : [first] + others)
    if people[0] == "base" { base = commit } else { branches[branch] = commit }
  }

  private func apply(_ step: Substring, to files: inout [String: ReviewRepository.File]) {
    let words = step.split(separator: " ", maxSplits: 2).map(String.init)
    switch words[0] {
    case "+": files[words[1]] = .init(text: words[2].unescaped)
    case "+rec":
      let fields = words[2].split(separator: " ").map { $0.split(separator: "=", maxSplits: 1).joined(separator: ": ") }
      files[words[1]] = .init(text: "---\n\(fields.joined(separator: "\n"))\n---\n")
    case "-": files[words[1]] = nil
    case "mv": files[words[2]] = files.removeValue(forKey: words[1])
    case "take": files[words[2]] = (branches[words[1]] ?? base).files[words[2]]
    case "mode":
      files[words[1], default: .init(text: "target")].mode = words[2]
    case "yaml":
      let parts = words[2].unescaped.split(separator: " => ", maxSplits: 1)
      let (old, new) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      precondition(files[words[1]]?.text.contains(old) == true, "no \(old) in \(words[1])")
      files[words[1]]!.text = files[words[1]]!.text.replacing(old, with: new)
    default:
      // jane.score=90
      let equals = step.firstIndex(of: "=")!
      let name = step[..<equals].split(separator: ".", maxSplits: 1)
      let path = "leads/\(name[0]).md"
      files[path]!.text = Self.setting(
        String(name[1]), String(step[step.index(after: equals)...]), in: files[path]!.text)
    }
  }

  /// The text of a record with a field of one line set, or taken away where there is no value.
  private static func setting(_ field: String, _ value: String, in text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = lines.firstIndex { $0.hasPrefix("\(field): ") }
    if value.isEmpty {
      if let index { lines.remove(at: index) }
    } else if let index {
      lines[index] = "\(field): \(value)"
    } else {
      lines.insert("\(field): \(value)", at: lines.dropFirst().firstIndex(of: "---")!)
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate var unescaped: String { replacing("\\n", with: "\n").replacing("\\s", with: ";") }

  fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
