import LibrettoModel
import LibrettoSyntax
import TestSupport

@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What people of marketing and sales do to a book in a week, each kind as often as it happens.
extension SimulatedClone {
  private static let kinds: [(weight: Int, make: @Sendable (SimulatedClone) -> Edit)] = [
    (28, { _ in .log }), (14, { _ in .tag }), (10, { $0.team == "sales" ? .stage : .score }), (8, { _ in .due }),
    (6, { _ in .what }), (8, { $0.team == "marketing" ? .score : .owner }), (6, { _ in .title }), (6, { _ in .note }),
    (3, { _ in .reword }), (3, { _ in .newLead }), (2, { _ in .untag }), (2, { _ in .comment }), (1, { _ in .reorder }),
    (1, { _ in .account }), (1, { _ in .removeLog }), (1, { _ in .renameLead }), (1, { _ in .delete }),
  ]

  enum Edit {
    case log, tag, untag, stage, score, due, what, owner, title, note, reword, newLead, comment, reorder, account
    case removeLog, renameLead, renameAccount, delete
  }

  /// Makes one edit of chance; false where there was nothing to do.
  func edit(_ world: inout SimulatedWorld) async throws -> Bool {
    var number = Int.random(in: 0..<Self.kinds.reduce(0) { $0 + $1.weight }, using: &world.chance)
    var kind = Edit.log
    for (weight, make) in Self.kinds {
      if number < weight {
        kind = make(self)
        break
      }
      number -= weight
    }
    if kind == .renameLead, Bool.random(using: &world.chance) { kind = .renameAccount }
    switch kind {
    case .newLead: return newLead(&world)
    case .renameLead, .renameAccount: return try await rename(kind == .renameLead ? "leads" : "accounts", &world)
    case .delete: return try delete(&world)
    default:
      // Some leads are hot: half of all work is on few.
      let names = names("leads")
      let few = Bool.random(using: &world.chance) ? names.prefix(8) : names[...]
      guard let name = few.randomElement(using: &world.chance) else { return false }
      return try edit("leads/\(name)", kind, &world)
    }
  }

  private func edit(_ file: String, _ kind: Edit, _ world: inout SimulatedWorld) throws -> Bool {
    let document = read(file)
    let lead = Record(
      type: workspace.book.type(named: "lead")!, id: String(file.dropFirst(6).dropLast(3)), path: file,
      bytes: document.bytes)
    guard let identity = lead["email"]?.text else { return false }
    func set(_ field: String, _ value: String, quoted: Bool = true) throws -> Bool {
      // What is so already is no edit.
      if lead.value(at: field).map({ $0.text ?? $0.text() }) == value { return false }
      let path = field.split(separator: ".").map { PathComponent.key(String($0)) }
      let new: NewValue = quoted ? .string(value, declaredString: true) : .plain(value)
      write(try document.setting(path, to: new), to: file)
      world.ledger.note(identity, field, value, by: member, seen: &seen)
      return true
    }
    let number = world.ledger.edits.count
    switch kind {
    case .log:
      let (date, time) = workspace.timeZone.civil(at: workspace.environment.now())
      func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
      let word = ["call", "email", "meeting", "click"].randomElement(using: &world.chance)!
      let line = "- \(date) \(two(time.hour)):\(two(time.minute)) \(word) @\(member): Activity \(number)"
      write(try document.addingLogEntry(line), to: file)
      world.ledger.note(identity, "log:" + line, "yes", by: member, seen: &seen)
    case .removeLog:
      guard let line = document.log.randomElement(using: &world.chance) else { return false }
      let text = String(decoding: document.bytes[line.range], as: UTF8.self)
      let lines = String(decoding: document.bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      write(lines.filter { $0 != text }.joined(separator: "\n"), to: file)
      world.ledger.note(identity, "log:" + text, nil, by: member, seen: &seen)
    case .tag:
      let tag = "t\(Int.random(in: 0..<40, using: &world.chance))"
      if lead["tags"]?.texts.contains(where: { $0.text == tag }) ?? false { return false }
      write(try document.appending(.string(tag, declaredString: true), to: [.key("tags")]), to: file)
      world.ledger.note(identity, "tags:" + tag, "yes", by: member, seen: &seen)
    case .untag:
      guard let tags = lead["tags"]?.elements, tags.count > 1,
        let index = tags.indices.randomElement(using: &world.chance),
        let tag = tags[index].text
      else { return false }
      let smaller = try document.removing([.key("tags"), .index(index)])
      write(smaller, to: file)
      let gone = EditLedger.comments(document).subtracting(EditLedger.comments(smaller))
      for comment in gone { world.ledger.note(identity, comment, nil, by: member, seen: &seen) }
      world.ledger.note(identity, "tags:" + tag, nil, by: member, seen: &seen)
    case .stage: return try set("stage", ["lead", "mql", "sal", "sql"].randomElement(using: &world.chance)!)
    case .score: return try set("score", "\(Int.random(in: 0...100, using: &world.chance))", quoted: false)
    case .owner: return try set("owner", world.members.randomElement(using: &world.chance)!)
    case .due: return try set("next.due", "2026-12-\(Int.random(in: 10...31, using: &world.chance))")
    case .what: return try set("next.what", "Step \(number)")
    case .title: return try set("title", "Head of \(number)")
    case .account:
      let name = names("accounts").randomElement(using: &world.chance)!
      let account = Document.parse(read("accounts/\(name)").bytes)
      let record = Record(
        type: workspace.book.type(named: "account")!, id: String(name.dropLast(3)), path: "accounts/\(name)",
        bytes: account.bytes)
      if lead["account"]?.text == record.id { return false }
      write(
        try document.setting([.key("account")], to: .string(record.id, declaredString: true)), to: file)
      world.ledger.note(identity, "account", record["domain"]?.text, by: member, seen: &seen)
    default: return try editByHand(file, kind, String(decoding: document.bytes, as: UTF8.self), identity, &world)
    }
    return true
  }

  /// What people do in an editor.
  private func editByHand(
    _ file: String, _ kind: Edit, _ text: String, _ identity: String, _ world: inout SimulatedWorld
  ) throws -> Bool {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let end = lines.dropFirst().firstIndex(of: "---") else { return false }
    let number = world.ledger.edits.count
    let log = lines.firstIndex(of: "## Log") ?? lines.count
    switch kind {
    case .note:
      let note = "Note \(number): Written by \(member)."
      lines.insert(contentsOf: [note, ""], at: log)
      world.ledger.note(identity, "body:Note \(number)", note, by: member, seen: &seen)
    case .reword:
      guard
        let index = lines[end..<log].indices.filter({ lines[$0].hasPrefix("Note ") }).randomElement(
          using: &world.chance)
      else { return false }
      let name = String(lines[index].split(separator: ":")[0])
      lines[index] = "\(name): Reworded by \(member) as \(number)."
      world.ledger.note(identity, "body:" + name, lines[index], by: member, seen: &seen)
    case .comment:
      let index = Int.random(in: 1..<end, using: &world.chance)
      // Not behind an element of a list, with which it would go when another removes that.
      guard !lines[index].contains("#"), !lines[index].hasPrefix(" ") else { return false }
      // Whoever chooses a side of the field chooses its comment too.
      world.commented["comment:# c\(number)"] = String(lines[index].split(separator: ":")[0])
      lines[index] += "  # c\(number)"
      world.ledger.note(identity, "comment:# c\(number)", "yes", by: member, seen: &seen)
    case .reorder:
      // Keys that are each one line, and no more.
      let keys = (1..<end).filter { !lines[$0].hasPrefix(" ") && !lines[$0].hasSuffix(":") }
      guard let a = keys.randomElement(using: &world.chance), let b = keys.randomElement(using: &world.chance), a != b
      else { return false }
      lines.swapAt(a, b)
      // Where the keys stand is nothing that can be lost; their values are.
      world.reorders += 1
    default: return false
    }
    write(lines.joined(separator: "\n"), to: file)
    return true
  }

  private func newLead(_ world: inout SimulatedWorld) -> Bool {
    let number = world.ledger.edits.count
    let identity = "n\(number)@new.example"
    write(SimulatedWorld.lead("New \(number)", identity, account: nil), to: "leads/new-\(number).md")
    world.ledger.note(identity, "exists", "yes", by: member, seen: &seen)
    return true
  }

  /// `libretto mv`, with every link.
  private func rename(_ folder: String, _ world: inout SimulatedWorld) async throws -> Bool {
    guard let name = names(folder).randomElement(using: &world.chance) else { return false }
    let catalog = try await workspace.load().catalog
    let record = try workspace.record("\(folder)/\(name.dropLast(3))", in: catalog)
    guard let identity = (record["email"] ?? record["domain"])?.text else { return false }
    let new = "moved-\(folder.dropLast())-\(world.ledger.edits.count)"
    let plan = try workspace.planRenaming(record, to: new, in: catalog)
    _ = try workspace.apply(plan, to: catalog)
    isDirty = true
    world.ledger.note(identity, "id", new, by: member, seen: &seen)
    world.ledger.note(identity, "aliases:\(record.id)", "yes", by: member, seen: &seen)
    return true
  }

  private func delete(_ world: inout SimulatedWorld) throws -> Bool {
    let names = names("leads")
    guard names.count > 20, let name = names.randomElement(using: &world.chance) else { return false }
    let lead = Record(
      type: workspace.book.type(named: "lead")!, id: String(name.dropLast(3)), path: "leads/\(name)",
      bytes: read("leads/\(name)").bytes)
    guard let identity = lead["email"]?.text else { return false }
    unlink("\(path)/leads/\(name)")
    isDirty = true
    world.ledger.note(identity, "exists", nil, by: member, seen: &seen)
    return true
  }
}
