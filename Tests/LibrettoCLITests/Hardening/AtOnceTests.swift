import TestSupport
import Testing

/// Several processes of the program at work on one book.
@Suite struct AtOnceTests {
  /// Four that change the same record and their own, log and commit, all at once: nothing is lost.
  @Test func fourAtOnceLoseNothing() {
    let book = TrialBook(
      "for w in 1 2 3 4; do printf -- \"---\\nname: W$w\\n---\\n\" > leads/w$w.md; done; git add .; git commit -qm w")
    let rounds = 4
    var script = ""
    for writer in 1...4 {
      script += "(for n in $(seq \(rounds)); do"
      script += " libretto set w\(writer) tags+=t$n >/dev/null || echo failed set $n;"
      script += " libretto set jo-ho tags+=w\(writer)-$n >/dev/null || echo failed same $n;"
      script += " libretto log jo-ho call \"\(writer) says $n\" >/dev/null || echo failed log $n;"
      script += " libretto commit >/dev/null || echo failed commit $n;"
      script += " done) 2>&1 &\n"
    }
    let result = book.sh(script + "wait; libretto commit 2>&1")
    #expect(!result.text.contains("failed") && !result.text.contains("error"), "\(result.text)")
    let record = String(decoding: readFile(book.path + "/leads/jo-ho.md") ?? [], as: UTF8.self)
    for writer in 1...4 {
      let own = String(decoding: readFile(book.path + "/leads/w\(writer).md") ?? [], as: UTF8.self)
      for number in 1...rounds {
        #expect(own.contains("t\(number)") && record.contains("w\(writer)-\(number)"))
        #expect(record.contains("\(writer) says \(number)\n"))
      }
    }
    #expect(
      book.sh("git status --porcelain; git fsck --strict --no-dangling 2>&1; ls -A . leads | grep libretto-").text == ""
    )
    #expect(book.libretto("validate").status == 0)
    // Every commit's parent is the one before it: none was overwritten.
    let count = book.sh("git rev-list --count HEAD; git reflog | wc -l").text.split(separator: "\n").compactMap {
      Int($0)
    }
    #expect(count.count == 2 && count[0] == count[1] && count[0] > 2, "\(count)")
  }
}
