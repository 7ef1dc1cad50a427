import TestSupport
import Testing

@testable import LibrettoMerge

/// The merge of lines against Git's own.
@Suite struct TextMergeTests {
  private static let hasGit = Command.path(of: "git") != nil

  /// Texts of few different lines, so that there is more than one way to compare them.
  private func text(_ random: inout SeededGenerator, from base: [String]?) -> [String] {
    let words = ["a", "b", "c", "", "- x", "}", "long line", "d"]
    guard var lines = base else {
      return (0..<Int.random(in: 0...24, using: &random)).map { _ in words.randomElement(using: &random)! }
    }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0...lines.count, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0 where index < lines.count: lines.remove(at: index)
      case 1 where index < lines.count: lines[index] = words.randomElement(using: &random)!
      default: lines.insert(words.randomElement(using: &random)!, at: index)
      }
    }
    return lines
  }

  @Test(.enabled(if: hasGit)) func isCleanWhereGitIsAndGivesTheSame() {
    let folder = ScratchFolder("text-merge")
    var agreed = 0
    let count = 400
    for seed in 0..<count {
      var random = SeededGenerator(seed: UInt64(seed) &+ 9_000)
      let base = text(&random, from: nil)
      let sides = [base, text(&random, from: base), text(&random, from: base)]
      let files = sides.map { Array($0.map { $0 + "\n" }.joined().utf8) }
      for (name, bytes) in zip(["base", "ours", "theirs"], files) { folder.write(bytes, to: name) }
      let git = Command.run("git", ["merge-file", "-p", "-q", "ours", "base", "theirs"], in: folder.path)
      let merge = TextMerge(base: files[0][...], ours: files[1][...], theirs: files[2][...])
      if (git.status == 0) == merge.isClean, merge.bytes.map({ $0 == git.stdout }) ?? true { agreed += 1 }
    }
    // Where lines repeat there may be two shortest ways to compare; Git then chooses by rules of thumb.
    #expect(agreed >= count * 98 / 100, "\(agreed) of \(count)")
    print("figure: merges of lines that agree with git merge-file: \(agreed) of \(count)")
  }

  @Test func hostileTextsTakeNoLongTime() {
    let clock = ContinuousClock()
    let count = 60_000
    let base = (0..<count).flatMap { Array("\($0 % 2)\n".utf8) }
    let ours = (0..<count).flatMap { Array("\($0 % 3)\n".utf8) }
    let theirs = (0..<count).flatMap { Array("\(($0 * 7919) % 5)\n".utf8) }
    let time = clock.measure { _ = TextMerge(base: base[...], ours: ours[...], theirs: theirs[...]) }
    #expect(time < .seconds(60))
  }
}
