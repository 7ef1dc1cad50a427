import LibrettoGit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `CommitProbe FOLDER recover|commit MESSAGE [PATH | PATH=TEXT | -PATH]…`: one commit through the library.
@main
enum CommitProbe {
  static func main() async {
    let arguments = CommandLine.arguments
    do {
      let repository = try Repository.discover(from: arguments[1])
      if arguments[2] == "recover" {
        print(try repository.recover())
        return
      }
      let changes = arguments.dropFirst(4).map { word -> (path: String, content: CommitRequest.Content) in
        if word.hasPrefix("-") { return (String(word.dropFirst()), .removed) }
        guard let equals = word.firstIndex(of: "=") else { return (word, .workTreeFile) }
        return (String(word[..<equals]), .bytes(Array(word[word.index(after: equals)...].utf8)))
      }
      let request = CommitRequest(changes: changes, message: arguments[3], updatesWorkTree: true)
      let result = try await repository.commit(request, runner: SpawnRunner())
      print(result.id?.description ?? "none", result.committed, result.unfinished?.description ?? "")
    } catch {
      print("error:", error)
      exit(1)
    }
  }
}
