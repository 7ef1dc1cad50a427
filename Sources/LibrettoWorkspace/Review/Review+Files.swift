import LibrettoGit
import LibrettoModel

extension Review {
  /// Judges changes of files that say how the book is judged; returns whether there are any.
  func judgeFiles(
    _ changes: [(path: String, old: TreeLeaf?, new: TreeLeaf?)], of commit: Commit, by person: ReviewedPerson
  ) -> Bool {
    var found = false
    for (path, old, new) in changes {
      guard let rule = protected.rule(for: path) else { continue }
      found = true
      if person.refusal == nil, person.isAmong(rule.members) {
        grantedFiles[PathBytes(path), default: []].append(new)
        continue
      }
      // A stranger is told of as such; where any member may, there is no more to say.
      guard let members = rule.members else {
        if rule.isConfiguration { hasForeignConfiguration = true }
        continue
      }
      if let index = takenFiles[PathBytes(path)]?.firstIndex(where: { $0.after == old && $0.before == new }),
        let undone = takenFiles[PathBytes(path)]?.remove(at: index)
      {
        breaches[undone.breach].undoneIn = commit.id
        continue
      }
      if rule.isConfiguration { hasForeignConfiguration = true }
      takenFiles[PathBytes(path), default: []].append((old, new, breaches.count))
      add(
        fileBreach(
          path, members, "\(person.description) \(verb(old, new)) it in \(commit.id.abbreviated)", commit, person),
        at: ReviewedPlace(reference: nil, name: path))
    }
    return found
  }

  func fileBreach(
    _ path: String, _ members: [String], _ deed: String, _ commit: Commit, _ person: ReviewedPerson
  ) -> ReviewBreach {
    let names = members.isEmpty ? "nobody" : members.joined(separator: " or ")
    return ReviewBreach(
      code: .protectedFile, message: "\(visible(path)) may only be changed by \(names); \(deed)",
      label: "policy: in libretto.yaml says so",
      help: members.isEmpty
        ? "name those who may in policy: of libretto.yaml"
        : "let \(members.joined(separator: " or ")) commit the change, or take it out: git rebase -i",
      path: shownPath(path), commit: commit.id, author: person.name)
  }

  private func verb(_ old: TreeLeaf?, _ new: TreeLeaf?) -> String {
    old == nil ? "added" : new == nil ? "removed" : "changed"
  }
}
