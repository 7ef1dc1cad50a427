import LibrettoMerge
import LibrettoModel

/// The message of a merge commit: Git's subject, and below it which records were joined field by field. It names records,
/// never what is in them.
struct MergeMessage {
  /// Subject, and where something was joined a blank line and the records.
  let text: String

  /// The message for what `source` brings; that is `branch 'x'` or the like, or a name alone.
  init(_ source: String, into branch: String? = nil, _ changes: ChangeSet, joined: [String]) {
    var text = "Merge \(source)" + (branch.map { " into \($0)" } ?? "")
    if !joined.isEmpty {
      let shown = joined.prefix(20)
      let rest = joined.count - shown.count
      text += "\n\nJoined field by field:\n" + shown.map { "- \($0)" }.joined(separator: "\n")
      if rest > 0 { text += "\n- and \(rest) more" }
    }
    self.text = text
  }
}
