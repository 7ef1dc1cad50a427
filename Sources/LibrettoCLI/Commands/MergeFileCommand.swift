import ArgumentParser
import LibrettoWorkspace

/// `libretto merge-file`.
struct MergeFileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-file",
    abstract: "Join three versions of a record field by field: the merge driver.",
    discussion: """
      The result takes the place of OURS. What both sides changed to something else stays between conflict markers \
      around that field, and the command ends with 1. A version that does not read as a record: Git's own merge of \
      lines joins the three.

      As Git's merge driver, with "*.md merge=libretto" in .gitattributes:

      EXAMPLE
        libretto merge-file -p base.md ours.md theirs.md
        git config merge.libretto.driver \\
          'libretto merge-file --path %P --marker-size %L -L %X -L %S -L %Y %O %A %B'
      """)

  @Argument(help: "The version before both changes.", completion: .file()) var base: String
  @Argument(help: "Our version, which the result replaces.", completion: .file()) var ours: String
  @Argument(help: "Their version.", completion: .file()) var theirs: String
  @Option(
    help: ArgumentHelp(
      "The record's path, where the three are temporary files: its schema says how fields join.", valueName: "record"),
    completion: .file())
  var path: String?
  @Flag(name: [.customShort("p"), .customLong("stdout")], help: "Print the result and leave OURS as it is.")
  var prints = false
  @Option(help: "The length of the conflict markers.") var markerSize = 7
  @Option(
    name: .customShort("L"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("What the markers say: first of OURS, then of BASE, then of THEIRS.", valueName: "label"))
  var labels: [String] = []

  func validate() throws {
    guard labels.count <= 3 else { throw ValidationError("-L is given more than three times") }
    guard (1...1000).contains(markerSize) else { throw ValidationError("--marker-size is not between 1 and 1000") }
  }

  func run() async throws {
    let session = Session.current
    var words = ConflictLabels(size: markerSize)
    // Git before 2.44 leaves the placeholders of the labels as they are.
    let named = labels.map { ["%S", "%X", "%Y"].contains($0) ? "" : $0 }
    if named.count > 0, !named[0].isEmpty { words.ours = named[0] }
    if named.count > 1, !named[1].isEmpty { words.base = named[1] }
    if named.count > 2, !named[2].isEmpty { words.theirs = named[2] }
    let merge = MergeFile(base: base, ours: ours, theirs: theirs, record: path, labels: words)
    let outcome = try await merge.joined(session.environment)
    if prints { session.console.write(outcome.bytes) } else { try merge.write(outcome, session.environment) }
    let name = visible(path ?? ours)
    if let reason = outcome.plainTextReason {
      session.note("warning: \(name) was joined as plain text: \(visible(reason))")
    }
    guard outcome.conflictCount > 0 else { return }
    session.note("\(name): \(Self.summary(outcome))")
    throw ExitCode(1)
  }

  /// `2 conflicts: stage, next.due`.
  private static func summary(_ outcome: MergeFile.Outcome) -> String {
    let count = outcome.conflictCount == 1 ? "1 conflict" : "\(outcome.conflictCount) conflicts"
    var subjects: [String] = []
    for conflict in outcome.conflicts {
      let word =
        switch conflict.subject {
        case .field(let field): field.isEmpty ? "all fields" : visible(field)
        case .body: "the text"
        case .log: "the log"
        }
      if !subjects.contains(word) { subjects.append(word) }
    }
    return subjects.isEmpty ? count : "\(count): \(subjects.joined(separator: ", "))"
  }
}
