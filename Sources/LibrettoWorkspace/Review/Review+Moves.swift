import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Review {
  /// Judges how a record moves between stages.
  func judgeMoves(from old: Record?, to new: Record?, of commit: Commit, by person: ReviewedPerson) {
    guard let old, let new else { return }
    for lifecycle in book.agreement.lifecycles(of: new.type.name) {
      guard let from = old.value(at: lifecycle.field)?.text, let to = new.value(at: lifecycle.field)?.text, from != to,
        lifecycle.stage(from) != nil, lifecycle.stage(to) != nil
      else { continue }
      let place = ReviewedPlace(reference: new.reference, name: "\0\(lifecycle.name)")
      transitions[place, default: []].append((from, to))
      if let index = taken[place]?.firstIndex(where: { $0.after == [.text(from)] && $0.before == [.text(to)] }),
        let undone = taken[place]?.remove(at: index)
      {
        breaches[undone.breach].undoneIn = commit.id
        continue
      }
      guard !lifecycle.allows(from: from, to: to) else { continue }
      taken[place, default: []].append(([.text(from)], [.text(to)], breaches.count))
      add(
        moveBreach(
          lifecycle, from: from, to: to, of: new,
          "\(person.description) made it in \(commit.id.abbreviated)", commit, person), at: place)
    }
  }

  func moveBreach(
    _ lifecycle: Lifecycle, from: String, to: String, of record: Record, _ deed: String, _ commit: Commit,
    _ person: ReviewedPerson
  ) -> ReviewBreach {
    let agreed = lifecycle.moves[from] ?? []
    return ReviewBreach(
      code: .moveNotAgreed, message: "the move from \(visible(from)) to \(visible(to)) is not agreed; \(deed)",
      label: agreed.isEmpty ? "nothing follows \(from)" : "from \(from) to \(agreed.joined(separator: ", "))",
      help: "move the record step by step, or take the move out: git rebase -i",
      reference: record.reference, field: lifecycle.field, path: record.path, commit: commit.id, author: person.name)
  }
}

extension Value {
  /// A value that is this text.
  static func text(_ text: String) -> Value { Value(.string(text)) }
}
