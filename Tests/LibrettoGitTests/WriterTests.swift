import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct WriterTests {
  /// Four processes, five commits each, on their own files and in a race with a fifth that stages.
  @Test(.enabled(if: CommitProgram.path != nil)) func fourWritersAtOnceLoseNothing() async throws {
    let book = TestRepository()
    book.commit(["base.md": "base\n"])
    let program = try #require(CommitProgram.path)
    let (path, environment) = (book.path, book.environment)
    let failures = await withTaskGroup(of: [String].self) { group in
      for writer in 0..<4 {
        group.addTask {
          // One shell a writer, so that the tests' few threads do not put them in a line.
          var script = ""
          for number in 0..<5 {
            let line = CommitProgram.commit(
              path, ["w\(writer)/f\(number).md=\(writer)-\(number)"], message: "\(writer).\(number)")
            script += ([program] + line).map { "'\($0)'" }.joined(separator: " ") + " || echo failed\n"
          }
          script += "git add -N . ; true\n"
          let result = Command.run("/bin/sh", ["-c", script], in: path, environment: environment)
          return result.text.split(separator: "\n").filter { $0.contains("failed") || $0.contains("error") }
            .map { String($0) }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(failures == [])
    #expect(book.git("rev-list", "--count", "HEAD") == "21")
    for writer in 0..<4 {
      for number in 0..<5 {
        #expect(book.git("show", "HEAD:w\(writer)/f\(number).md") == "\(writer)-\(number)")
      }
    }
    #expect(book.git("status", "--porcelain") == "")
    book.checkSound()
  }
}
