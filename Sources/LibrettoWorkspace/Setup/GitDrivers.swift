import LibrettoGit
import LibrettoModel

/// The settings of a clone by which Git joins and shows records field by field, and the lines of `.gitattributes` that
/// say which files those are.
struct GitDrivers {
  /// The settings, with what they are for.
  let settings: [(key: String, value: String, purpose: String)]

  /// Drivers that call the program by `command`, as a shell takes it.
  init(command: String) {
    settings = [
      ("merge.libretto.name", "records, field by field (libretto)", "what Git calls the merge driver"),
      (
        "merge.libretto.driver", "\(command) merge-file --path %P --marker-size %L -L %X -L %S -L %Y %O %A %B",
        "git merge, rebase, cherry-pick and stash pop join field by field"
      ),
      ("diff.libretto.textconv", "\(command) textconv", "git diff and git log -p show a line for each field"),
      ("diff.libretto.cachetextconv", "true", "what was shown once is shown faster"),
      ("diff.libretto.xfuncname", "^(name: .*|#{1,6} .*)$", "the record's name over each part of a diff"),
    ]
  }

  /// The lines of `.gitattributes` in the book's folder, made from the folders of its types.
  static func attributes(of book: Book) -> [String] {
    let folders = book.types.map { pattern($0.folder) }
    return folders.map { "\($0)/**/*.md merge=libretto diff=libretto" }
      + ["README.md !merge diff=markdown"]
  }

  /// A folder as a pattern; one with a blank or a quote is quoted, and what a pattern would read as a sign is escaped.
  private static func pattern(_ folder: String) -> String {
    var text = "/"
    for character in folder {
      if "*?[\\\"".contains(character) { text += "\\" }
      text.append(character == " " ? "?" : character)
    }
    return text
  }

  /// The program as a shell calls it: by name where `PATH` has it, else by its place.
  static func command(_ environment: Environment) -> (text: String, isByName: Bool) {
    for folder in (environment.variables["PATH"] ?? "").split(separator: ":") where folder.hasPrefix("/") {
      if FileAccess.isProgram("\(folder)/libretto") { return ("libretto", true) }
    }
    guard let program = environment.program, let path = FileAccess.realPath(program) else { return ("libretto", true) }
    return (shellQuoted(path), false)
  }

  /// A word that a shell takes as it is.
  static func shellQuoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-": true
      default: false
      }
    }
    guard !isPlain || text.isEmpty else { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
