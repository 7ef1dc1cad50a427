import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A book of its own for one trial, with the real program and `git` at hand and the environment of the transcripts.
final class TrialBook: Sendable {
  let scratch: ScratchFolder
  /// The book's folder.
  let path: String
  let environment: [String: String]

  /// The small book of the transcripts, changed by a shell script that runs in it.
  init(_ script: String = "") {
    scratch = ScratchFolder("trial")
    path = scratch.path + "/aria"
    environment = Transcript.environment(home: scratch.path + "/home")
    scratch.write("", to: "home/.gitconfig")
    _ = Command.run("sh", ["-c", #"sh "$BOOKS/aria.sh""#], in: scratch.path, environment: environment)
    if !script.isEmpty { _ = sh(script) }
  }

  /// A copy of another, file by file, times included.
  init(copyOf other: TrialBook) {
    scratch = ScratchFolder("trial")
    path = scratch.path + "/aria"
    environment = Transcript.environment(home: scratch.path + "/home")
    _ = Command.run(
      "cp", ["-a", other.path, other.scratch.path + "/home", scratch.path], in: "/", environment: environment)
  }

  /// Where the program lies.
  static let program = Project.products + "/libretto"

  /// Runs the program in the book.
  func libretto(_ arguments: [String], in folder: String? = nil, with added: [String: String] = [:]) -> Command.Result {
    Command.run(Self.program, arguments, in: folder ?? path, environment: environment.merging(added) { $1 })
  }

  /// Runs the program in the book.
  func libretto(_ arguments: String...) -> Command.Result { libretto(arguments) }

  /// Runs a shell script in the book.
  func sh(_ script: String) -> Command.Result { Command.run("sh", ["-c", script], in: path, environment: environment) }

  /// All files of the book, Git's own left out, by their paths.
  var files: [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    func walk(_ folder: String) {
      for name in listFolder(path + "/" + folder) where name != ".git" {
        let inner = folder.isEmpty ? name : folder + "/" + name
        var status = stat()
        guard lstat(path + "/" + inner, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR { walk(inner) } else { found[inner] = readFile(path + "/" + inner) ?? [] }
      }
    }
    walk("")
    return found
  }
}
