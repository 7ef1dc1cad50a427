import TestSupport
import Testing

@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes of several files.
@Suite struct FileTransactionTests {
  @Test func foldersThatLookAlikeAreTwo() throws {
    let scratch = ScratchFolder("files")
    let paths = ["leads/\u{E9}/aa.md", "leads/e\u{301}/bb.md"]
    var files = FileTransaction(root: scratch.path)
    for path in paths {
      scratch.write("old", to: path)
      files.plan(path, from: Array("old".utf8), to: Array("new".utf8))
    }
    // A file system that normalises names has one folder.
    guard listFolder(scratch.path + "/leads").count == 2 else { return }
    try files.commit()
    #expect(paths.map { scratch.text($0) } == ["new", "new"])
    #expect(listFolder(scratch.path + "/leads/\u{E9}") == ["aa.md"])
    #expect(listFolder(scratch.path + "/leads/e\u{301}") == ["bb.md"])
  }

  @Test(arguments: [false, true]) func aHandEditMadeMeanwhileStays(removes: Bool) throws {
    let scratch = ScratchFolder("files")
    var files = FileTransaction(root: scratch.path)
    for number in 100..<200 {
      scratch.write("old", to: "leads/\(number).md")
      files.plan("leads/\(number).md", from: Array("old".utf8), to: removes ? nil : Array("new".utf8))
    }
    var isEdited = false
    let error = #expect(throws: WorkspaceError.self) {
      try files.commit { _, _ in
        // The first report comes while the files are staged, after all were looked at.
        if !isEdited { scratch.write("own", to: "leads/150.md") }
        isEdited = true
      }
    }
    #expect(error?.message == "leads/150.md changed while the command ran")
    for number in 100..<200 {
      #expect(scratch.text("leads/\(number).md") == (number == 150 ? "own" : "old"))
    }
    #expect(listFolder(scratch.path + "/leads").count == 100)
  }

  @Test func onlyOldTemporaryFilesOfDeadProcessesAreAbandoned() {
    let scratch = ScratchFolder("files")
    // No process has this number, which is over the kernel's own limit.
    let names = [".libretto-2000000000-1", ".libretto-\(getpid())-2", ".libretto-x-3"]
    for name in names { scratch.write("", to: name) }
    #expect(!names.contains { EditLock.isAbandoned($0, in: scratch.path) })
    var times = [timeval(tv_sec: time(nil) - 700, tv_usec: 0), timeval(tv_sec: time(nil) - 700, tv_usec: 0)]
    for name in names { utimes(scratch.path + "/" + name, &times) }
    #expect(names.map { EditLock.isAbandoned($0, in: scratch.path) } == [true, false, false])
  }
}
