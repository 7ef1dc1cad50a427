import LibrettoModel

/// What a request means for one record: where it goes, what is set and taken out, and what the log tells.
struct HandoffStep {
  let record: Record
  let lifecycle: Lifecycle
  let from: Stage
  private(set) var to: Stage
  private(set) var owner: String?
  private(set) var removesOwner = false
  private(set) var fields: [(field: String, value: String)] = []
  private(set) var text: String

  /// Works it out, or tells why the agreement does not.
  init(
    _ request: HandoffRequest, _ record: Record, in book: Book, me: @autoclosure () -> String?
  ) throws(WorkspaceError) {
    self.record = record
    guard let lifecycle = book.agreement.lifecycles(of: record.type.name).first else {
      throw WorkspaceError(
        .usage, "\(record.reference) has no lifecycle", help: "agree on one in agreement.yaml: lifecycles:")
    }
    self.lifecycle = lifecycle
    let name = record.value(at: lifecycle.field)?.text
    guard let name, let from = lifecycle.stage(present: name) else {
      throw WorkspaceError(
        .usage, "\(record.id) is in no stage of the lifecycle \(lifecycle.name)",
        help: "libretto set \(record.id) \(lifecycle.field)=\(lifecycle.stages.first?.name ?? "lead")")
    }
    (self.from, to, text) = (from, from, "")
    switch request.kind {
    case .handoff(let member): try handOver(to: member, book)
    case .accept(let member): try accept(by: member, book, me)
    case .giveBack(let subject, let reason, let until): try giveBack(subject, reason, until, book)
    }
    if let note = request.note { text += text.isEmpty ? note : ": \(note)" }
  }

  private func border() throws(WorkspaceError) -> Lifecycle.Border {
    do throws(Lifecycle.BorderProblem) { return try lifecycle.border(after: from) } catch {
      switch error {
      case .noTeam(let stage):
        throw WorkspaceError(
          .usage, "the agreement does not tell who hands over: the stage \(stage.name) names no team",
          help: "add team: to it in agreement.yaml: lifecycles: \(lifecycle.name): stages:")
      case .none(let stage):
        throw WorkspaceError(
          .usage, "\(record.id) is in \(stage.name), and no stage of another team follows",
          help: "to move it within the team: libretto set \(record.id) \(lifecycle.field)=…")
      }
    }
  }

  private mutating func handOver(to member: String?, _ book: Book) throws(WorkspaceError) {
    let border = try border()
    let team = border.next.team ?? ""
    let owner = record.value(at: "owner")?.text
    if let member {
      self.owner = try Self.member(member, of: team, book, "leads in \(border.last.name) go to \(team)")
    } else if let owner, book.configuration.member(owner)?.team != team {
      // Whoever owned it does not own it for the next team.
      removesOwner = true
    }
    if from.name == border.last.name, self.owner == nil || self.owner == owner {
      throw WorkspaceError(
        .usage, "\(record.id) is handed over already: it is in \(from.name)",
        help: "\(team) takes it with: libretto accept \(record.id)")
    }
    to = border.last
    text = "Handed over to \(self.owner ?? owner.flatMap { removesOwner ? nil : $0 } ?? team)"
  }

  private mutating func accept(
    by member: String?, _ book: Book, _ me: () -> String?
  ) throws(WorkspaceError) {
    let border = try border()
    let team = border.next.team ?? ""
    guard from.name == border.last.name else {
      throw WorkspaceError(
        .usage, "\(record.id) is not handed over: it is in \(from.name)",
        help: "leads are accepted out of \(border.last.name); to get it there: libretto handoff \(record.id)")
    }
    guard let name = member ?? me() else {
      throw WorkspaceError(
        .usage, "who accepts is not known: Git's user.email is no member's",
        help: "name the member: libretto accept \(record.id) --by \(Self.members(of: team, book).first ?? "tom")")
    }
    owner = try Self.member(name, of: team, book, "\(team) accepts what is in \(border.last.name)")
    to = border.next
    text = "Accepted"
  }

  private mutating func giveBack(
    _ subject: String, _ reason: String?, _ until: String?, _ book: Book
  ) throws(WorkspaceError) {
    let field = "\(subject)_reason"
    let targets = lifecycle.returns(subject)
    let target = targets.first { lifecycle.allows(from: from.name, to: $0.name) } ?? targets.first
    guard let target else {
      throw WorkspaceError(
        .usage, "the agreement does not tell where to: no stage of the lifecycle \(lifecycle.name) asks for \(field)",
        help: "give the stage a gate in agreement.yaml: gate: [\(field)]")
    }
    guard from.name != target.name else {
      throw WorkspaceError(
        .usage, "\(record.id) is in \(target.name) already",
        help: "to change the reason: libretto set \(record.id) \(field)=…")
    }
    let agreed = book.agreement.reasons(for: field)
    let known = agreed.map { "the agreed ones are \($0.joined(separator: ", "))" } ?? "write --reason no-timing"
    guard let reason, !reason.isEmpty else {
      throw WorkspaceError(.usage, "the reason is missing", help: known)
    }
    if let agreed, !agreed.contains(reason) {
      throw WorkspaceError(
        .usage, "\"\(visible(reason))\" is no agreed reason",
        help: nearest(to: reason, among: agreed).map { "did you mean \"\($0)\"? \(known)" } ?? known)
    }
    fields.append((field, reason))
    text = reason
    if let until {
      fields.append(("\(subject)_until", until))
      text += ", until \(until)"
    }
    to = target
  }

  private static func members(of team: String, _ book: Book) -> [String] {
    book.configuration.members.filter { $0.team == team }.map(\.name)
  }

  /// The member of this name, who must be of the team.
  private static func member(
    _ written: String, of team: String, _ book: Book, _ why: String
  ) throws(WorkspaceError) -> String {
    let name = written.hasPrefix("@") ? String(written.dropFirst()) : written
    guard let member = book.configuration.member(name) else {
      throw .unknown("member", name, among: book.configuration.members.map(\.name))
    }
    guard member.team == team else {
      let others = members(of: team, book).joined(separator: ", ")
      throw WorkspaceError(
        .usage, "\(name) is not of \(team): \(why)",
        help: others.isEmpty ? "libretto.yaml names no member of \(team)" : "of \(team) are \(others)")
    }
    return name
  }
}
