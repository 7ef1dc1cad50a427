import LibrettoGit
import LibrettoModel

extension Review {
  /// What was found, each at its place in HEAD.
  ///
  /// - Parameter changed: the records at HEAD that differ from the base
  func findings(at head: Commit, changed: [Record]) throws(GitError) -> [Diagnostic] {
    closeGates(changed)
    var findings: [Diagnostic] = []
    let byRoot = Dictionary(changed.map { (identities.root($0.reference), $0) }) { first, _ in first }
    for breach in breaches {
      var path = breach.path
      var range: SourceRange?
      if let reference = breach.reference {
        var record = byRoot[identities.root(reference)]
        if record == nil { record = try shelf.record(path, try repository.entry(at: prefix + path, in: head.id)?.leaf) }
        if let record { path = record.path }
        range = breach.field.flatMap { Self.place(of: $0, in: record) }
      }
      findings.append(diagnostic(breach, path, range))
    }
    return findings + strangers.map(finding)
  }

  private func diagnostic(_ breach: ReviewBreach, _ path: String, _ range: SourceRange?) -> Diagnostic {
    var message = breach.message
    var help = breach.help
    if let undone = breach.undoneIn {
      message += "; undone in \(undone.abbreviated)"
      help = "history would keep both commits: take them out with git rebase -i"
    }
    var finding = Diagnostic(
      breach.code, breach.severity, message, path: path, range: range, label: breach.label, record: breach.reference,
      field: breach.field, help: help)
    finding.origin = Diagnostic.Origin(commit: breach.commit.description, author: breach.author)
    return finding
  }

  /// The deepest place that is there of a field.
  private static func place(of field: String, in record: Record?) -> SourceRange? {
    guard let record else { return nil }
    var name = field[...]
    while true {
      if let range = record.value(at: String(name))?.range { return range }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = name[..<dot]
    }
  }

  /// Gates that were not met on the way. A record that still is in the stage is judged as it is in HEAD; one that met the gate
  /// before it went on has mended it.
  private func closeGates(_ changed: [Record]) {
    let now = Dictionary(changed.map { (identities.root($0.reference), $0) }) { first, _ in first }
    var seen: Set<ReviewedPlace> = []
    for gate in openGates {
      let root = identities.root(gate.reference)
      let isHere = now[root].map { $0.value(at: gate.field)?.text == gate.stage } ?? false
      if isHere, !gate.isMended { continue }
      guard seen.insert(ReviewedPlace(reference: root, name: "\(gate.stage)\0\(gate.finding.message)")).inserted
      else { continue }
      var breach = gate.breach
      if gate.isMended {
        breach.severity = .warning
        breach.message += "; met since"
        breach.help = "nothing is left to do; a commit that brings both at once reads better"
      } else {
        breach.help = "meet the gate in the commit that moves the record: git rebase -i"
      }
      add(breach, at: nil)
    }
  }

  private func finding(_ stranger: (person: ReviewedPerson, commits: [ObjectID])) -> Diagnostic {
    let (person, commits) = stranger
    let first = commits[0].abbreviated
    let more = commits.count == 1 ? first : "\(first) and \(commits.count - 1) more"
    let known = book.configuration.members
    let near =
      nearest(to: person.signature.email, among: known.compactMap(\.email))
      ?? known.first { folded($0.fullName) == folded(person.signature.name) }?.email
    var finding = Diagnostic(
      .unknownAuthor, "\(person.description) \(person.refusal ?? "is no member"), and made \(more)",
      path: "libretto.yaml", range: nil, label: "members: in libretto.yaml of the base says who is",
      help: near.map { "if this is \($0): add the address to the member's aliases:, or to .mailmap" }
        ?? "add the member to libretto.yaml first, in a change of its own")
    finding.origin = Diagnostic.Origin(commit: commits[0].description, author: person.name)
    return finding
  }
}
