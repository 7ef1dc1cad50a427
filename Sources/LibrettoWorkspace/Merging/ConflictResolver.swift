import LibrettoGit
import LibrettoMerge
import LibrettoModel
import LibrettoSyntax

/// Carries out what a person chose for one file in conflict.
struct ConflictResolver {
  let workspace: Workspace
  let repository: Repository
  let types: BookTypes
  let entry: ConflictReader.Entry

  private var shown: String { types.own(entry.path) ?? entry.path }

  // MARK: Conflicts between markers

  /// Resolves conflicts inside the file; gives how many.
  func resolveContent(_ choices: [ConflictChoice]) async throws -> Int {
    guard let bytes = entry.file, !FileMerge.isBinary(bytes) else { return try await resolveWhole(choices) }
    let file = ConflictedFile(bytes)
    if file.regions.isEmpty, file.strayMarkers.isEmpty, !choices.isEmpty {
      guard choices.allSatisfy({ $0.subject == nil }) else {
        throw WorkspaceError(
          .usage, "no conflict is left in \(shown)", help: "mark it as resolved: libretto resolve \(name)")
      }
      return try await resolveWhole(choices)
    }
    var resolutions: [Int: ConflictResolution] = [:]
    try requireSeparate(choices, file)
    for choice in choices {
      for (region, resolution) in try await chosen(choice, file) {
        guard resolutions[region] == nil || resolutions[region] == resolution else {
          throw WorkspaceError(
            .usage, "two choices concern the same lines of \(shown)",
            help: "these fields stand in one conflict; choose one side for all, or edit the file: libretto edit \(name)"
          )
        }
        resolutions[region] = resolution
      }
    }
    let after = try resolving(file, resolutions)
    try write(bytes, after)
    let left = ConflictedFile(after)
    if left.regions.isEmpty, left.strayMarkers.isEmpty {
      try await mark([entry.path])
    } else if choices.isEmpty {
      let count = left.regions.count == 1 ? "a conflict is" : "\(left.regions.count) conflicts are"
      throw WorkspaceError(
        .usage, left.regions.isEmpty ? "a marker line is left in \(shown)" : "\(count) left in \(shown)",
        help: "choose, as in: libretto resolve \(name) theirs; or edit the file")
    }
    return resolutions.count
  }

  private func resolving(_ file: ConflictedFile, _ resolutions: [Int: ConflictResolution]) throws -> [UInt8] {
    do { return try file.resolving(resolutions) } catch {
      switch error {
      case .baseUnknown:
        throw WorkspaceError(
          .usage, "the markers in \(shown) do not tell what was there before", help: "choose ours or theirs")
      case .notOneField:
        throw WorkspaceError(
          .usage, "several fields stand in one conflict of \(shown), so none of them takes a value alone",
          help: "choose ours or theirs, or edit the file: libretto edit \(name)")
      case .edit(let reason):
        throw WorkspaceError(
          .failure, "the value cannot be written in \(shown): \(reason)", help: "edit the file: libretto edit \(name)")
      }
    }
  }

  /// Which regions a choice is about, and what becomes of them.
  private func chosen(
    _ choice: ConflictChoice, _ file: ConflictedFile
  ) async throws -> [(Int, ConflictResolution)] {
    let regions = try numbers(choice, file)
    switch choice.taking {
    case .side(let side):
      let resolution: ConflictResolution =
        switch side {
        case .ours: .ours
        case .theirs: .theirs
        case .base: .base
        }
      return regions.map { ($0, resolution) }
    case .value(let text):
      guard let field = choice.subject, !file.regions[regions[0]].fields.isEmpty else {
        throw WorkspaceError(
          .usage, "\(choice.subject ?? "a file") takes no value here",
          help: "choose ours or theirs, or edit the file: libretto edit \(name)")
      }
      if text.isEmpty { return regions.map { ($0, .lines([])) } }
      let value = try await value(text, field)
      return regions.map { ($0, .value(value)) }
    }
  }

  /// Where Git made the markers several fields may stand between them: to choose one must not choose the others unsaid.
  private func requireSeparate(_ choices: [ConflictChoice], _ file: ConflictedFile) throws {
    guard let type = types.type(entry.path) else { return }
    let ours = try ConflictReader.version(entry.stages.ours, of: entry.path, type, .ours, repository)
    let theirs = try ConflictReader.version(entry.stages.theirs, of: entry.path, type, .theirs, repository)
    let subjects = choices.map(\.subject)
    guard !subjects.contains(nil) else { return }
    let chosen = Set(choices.flatMap { choice in choice.subject.map(file.regions(about:)) ?? [] })
    for region in chosen.sorted().map({ file.regions[$0] }) where region.fields.count > 1 {
      let left = region.fields.filter { field in
        let isNamed = subjects.contains { name in
          name.map { $0 == field || field.hasPrefix($0 + ".") || $0.hasPrefix(field + ".") } ?? true
        }
        guard !isNamed else { return false }
        return ours?.value(at: field) != theirs?.value(at: field)
      }
      guard left.isEmpty else {
        throw WorkspaceError(
          .usage, "\(left.joined(separator: ", ")) would be chosen with it: Git put them into one conflict of \(shown)",
          help: "one side for all: libretto resolve \(name) ours, or theirs; field by field: libretto setup, then: "
            + "git checkout --merge \(GitDrivers.shellQuoted(entry.path))")
      }
    }
  }

  private func numbers(_ choice: ConflictChoice, _ file: ConflictedFile) throws -> [Int] {
    guard let subject = choice.subject else { return Array(file.regions.indices) }
    let isRecord = types.type(entry.path) != nil
    var found = isRecord ? file.regions(about: subject) : []
    if let whole = found.lazy.compactMap({ holder(of: subject, file.regions[$0]) }).first {
      throw WorkspaceError(
        .usage, "\(subject) stands in the lines of \(whole), which are chosen as a whole in \(shown)",
        help: "libretto resolve \(name) \(whole)=ours, or theirs; then: libretto set \(name) \(subject)=…")
    }
    if found.isEmpty, ["log", "body", "text"].contains(subject) {
      found = file.regions.indices.filter { index in
        let region = file.regions[index]
        guard region.fields.isEmpty else { return false }
        return isRecord ? region.subject == (subject == "log" ? .log : .body) : true
      }
    }
    if let number = choice.number {
      guard number <= found.count else {
        throw WorkspaceError(
          .usage, "\(shown) has no conflict \(subject):\(number)",
          help: found.isEmpty ? "see: libretto conflicts" : "it has \(found.count)")
      }
      return [found[number - 1]]
    }
    guard found.isEmpty else { return found }
    let known = Set(
      file.regions.flatMap { region -> [String] in
        if !region.fields.isEmpty { return region.fields }
        return isRecord ? [region.subject == .log ? "log" : "body"] : ["text"]
      }
    ).sorted()
    let near = nearest(to: subject, among: known)
    throw WorkspaceError(
      .usage, "\(visible(subject)) is not in conflict in \(shown)",
      help: near.map { "did you mean \"\($0)\"?" } ?? "in conflict: \(known.joined(separator: ", "))")
  }

  /// The field whose lines a conflict is about where `subject` is only a part of it; nil where it is all of it, or more.
  private func holder(of subject: String, _ region: ConflictRegion) -> String? {
    let isMore = region.fields.contains { $0 == subject || $0.hasPrefix(subject + ".") }
    return isMore ? nil : region.fields.first { subject.hasPrefix($0 + ".") }
  }

  /// What a person typed as the value of a field.
  private func value(_ text: String, _ field: String) async throws -> NewValue {
    let schema = try types.type(entry.path)?.schema(ofField: field)
    let catalog: Catalog
    if let lookup = try await workspace.recordLookup() {
      var found: [Record] = []
      for id in [text] + ((try? TypedList.elements(of: text)) ?? []) { found += try lookup.records(named: id) }
      catalog = Catalog(book: workspace.book, records: found)
      do { return try workspace.input(catalog, isPartial: true).value(text, for: schema ?? nil, named: field) } catch {
        // All records may know better, or have a better word for it.
      }
    }
    let tell = workspace.onLeftOut
    workspace.onLeftOut = nil
    defer { workspace.onLeftOut = tell }
    let all = try await workspace.load().catalog
    do { return try workspace.input(all).value(text, for: schema ?? nil, named: field) } catch {
      throw WorkspaceError(.usage, error.message, help: error.help)
    }
  }

  // MARK: Whole files

  /// One side removed what the other changed: one of them is chosen.
  func resolveExistence(_ choices: [ConflictChoice]) async throws -> Int {
    // A conflict inside the file that stands beside it, as after a rename.
    guard let side = try side(choices) else {
      throw WorkspaceError(
        .usage, "\(shown) was removed on one side and changed on the other",
        help: "choose: libretto resolve \(name) ours, or theirs")
    }
    let leaf = side == .ours ? entry.stages.ours : side == .theirs ? entry.stages.theirs : entry.stages.base
    try await take(leaf)
    return 1
  }

  private func resolveWhole(_ choices: [ConflictChoice]) async throws -> Int {
    guard let side = try side(choices) else {
      // As it is: the user made of it what was wanted.
      try await mark([entry.path])
      return 1
    }
    try await take(side == .ours ? entry.stages.ours : side == .theirs ? entry.stages.theirs : entry.stages.base)
    return 1
  }

  private func side(_ choices: [ConflictChoice]) throws -> ConflictChoice.Side? {
    guard let choice = choices.first else { return nil }
    guard choices.count == 1, choice.subject == nil, case .side(let side) = choice.taking else {
      throw WorkspaceError(
        .usage, "\(shown) is in conflict as a whole", help: "choose: libretto resolve \(name) ours, or theirs")
    }
    return side
  }

  /// Puts a stage's content into the work tree, or removes the file where there is none, and marks it as resolved.
  private func take(_ leaf: TreeLeaf?) async throws {
    if let leaf {
      guard leaf.mode.isPlainFile else {
        throw WorkspaceError(
          .failure, "\(shown) is no plain file", help: "put it there yourself, then: git add \(entry.path)")
      }
      let bytes = try repository.workTreeContent(repository.blob(leaf.id), at: entry.path)
      try write(entry.file, bytes)
    } else {
      try write(entry.file, nil)
    }
    try await mark([entry.path])
  }

  // MARK: Records that both sides moved

  /// Both sides moved the record: one place is kept, with whatever conflicts are left in the file there.
  func resolve(_ choices: [ConflictChoice], movedApart move: ConflictReader.MovedApart) async throws -> Int {
    let ours = types.own(move.ours.path) ?? move.ours.path
    let theirs = types.own(move.theirs.path) ?? move.theirs.path
    var side: ConflictChoice.Side?
    var others: [ConflictChoice] = []
    for choice in choices {
      guard choice.subject == nil || ["id", "place"].contains(choice.subject) else {
        others.append(choice)
        continue
      }
      switch choice.taking {
      case .side(let chosen): side = chosen
      case .value(let text):
        let names = [(ConflictChoice.Side.ours, ours), (.theirs, theirs)]
        side = names.first { $0.1 == text || RecordReading.stem($0.1) == text }?.0
      }
    }
    guard let side, side != .base else {
      throw WorkspaceError(
        .usage, "both sides moved the record: ours to \(ours), theirs to \(theirs)",
        help: "choose: libretto resolve \(RecordReading.stem(ours)) id=ours, or id=theirs")
    }
    let (kept, gone) = side == .ours ? (move.ours, move.theirs) : (move.theirs, move.ours)
    let resolver = ConflictResolver(workspace: workspace, repository: repository, types: types, entry: kept)
    var count = 1
    if let file = kept.file, !ConflictedFile(file).regions.isEmpty {
      let whole = choices.filter { $0.subject == nil }
      guard !(others.isEmpty && whole.isEmpty) else {
        throw WorkspaceError(
          .usage, "\(types.own(kept.path) ?? kept.path) has conflicts inside, too",
          help: "choose both, as in: libretto resolve \(RecordReading.stem(kept.path)) id=ours stage=theirs")
      }
      let inner = ConflictedFile(file)
      var resolutions: [Int: ConflictResolution] = [:]
      for choice in others + whole {
        for (region, resolution) in try await resolver.chosen(choice, inner) { resolutions[region] = resolution }
      }
      guard resolutions.count == inner.regions.count else {
        throw WorkspaceError(
          .usage, "a conflict inside \(types.own(kept.path) ?? kept.path) would be left",
          help: "choose for all of them together with the id")
      }
      count += resolutions.count
      try resolver.write(file, try resolver.resolving(inner, resolutions))
    }
    let loser = ConflictResolver(workspace: workspace, repository: repository, types: types, entry: gone)
    try loser.write(gone.file, nil)
    try await mark([move.base.path, move.ours.path, move.theirs.path])
    return count
  }

  // MARK: Writing

  /// What the user calls the file in a command.
  private var name: String { types.type(entry.path) == nil ? shown : RecordReading.stem(entry.path) }

  private func write(_ old: [UInt8]?, _ new: [UInt8]?) throws {
    let own = types.own(entry.path)
    var transaction = FileTransaction(root: own == nil ? repository.workTree : workspace.root)
    transaction.plan(own ?? entry.path, from: old, to: new)
    if !transaction.isEmpty { try transaction.commit() }
  }

  private func mark(_ paths: [String]) async throws {
    try await repository.markResolved(paths, runner: SubprocessGit())
  }
}
