import LibrettoModel

/// Finds what a link's text means, among the records of the book and those that the import makes.
struct ImportNames {
  /// What a link leads to.
  struct Target {
    let id: String
    /// The position of the row that makes the record; nil where the book has it.
    let row: Int?
  }

  private struct Names {
    var ids: [String: Target] = [:]
    var aliases: [String: Target] = [:]
    var titles: [String: [Target]] = [:]
    var shownTitles: [String] = []
  }

  private var types: [String: Names] = [:]
  private let book: Book

  /// Gathers the names of the records of these types.
  init(_ catalog: Catalog, types: Set<String>) {
    book = catalog.book
    for type in types { self.types[type] = Names() }
    for record in catalog.records where types.contains(record.type.name) {
      add(record.id, title: record.title, aliases: record.aliases, type: record.type.name, row: nil)
    }
  }

  /// Adds a record.
  mutating func add(_ id: String, title: String, aliases: [String], type: String, row: Int?) {
    guard types[type] != nil else { return }
    let target = Target(id: id, row: row)
    types[type]?.ids[id] = target
    types[type]?.titles[caseFolded(title), default: []].append(target)
    if title != id { types[type]?.shownTitles.append(title) }
    for alias in aliases { types[type]?.aliases[alias] = target }
  }

  /// What `text` means for a link to one of `wanted`: an id, an old id, `type/id`, or the title of one record.
  func target(of text: String, in wanted: [String]) -> Result<Target, FieldInput.Refusal> {
    for type in wanted { if let target = types[type]?.ids[text] { return .success(target) } }
    for type in wanted { if let target = types[type]?.aliases[text] { return .success(target) } }
    let parts = text.split(separator: "/").map(String.init)
    if parts.count == 2, let type = book.type(named: parts[0]), wanted.contains(type.name),
      let target = types[type.name]?.ids[parts[1]] ?? types[type.name]?.aliases[parts[1]]
    {
      return .success(target)
    }
    let folded = caseFolded(text)
    let titled = wanted.flatMap { types[$0]?.titles[folded] ?? [] }
    if titled.count == 1 { return .success(titled[0]) }
    if titled.count > 1 {
      return .failure(
        FieldInput.Refusal(
          message: "\"\(visible(text))\" is the title of several: \(listed(titled.map(\.id)))",
          help: "name it by its id"))
    }
    let guess =
      nearest(to: text, among: wanted.flatMap { types[$0]?.shownTitles ?? [] })
      ?? nearest(to: text, among: wanted.flatMap { (types[$0]?.ids.keys).map { $0.sorted() } ?? [] })
    return .failure(
      FieldInput.Refusal(
        message: "there is no \(wanted.joined(separator: " or ")) \"\(visible(text))\"",
        help: guess.map { "did you mean \"\(visible($0))\"?" }
          ?? "import the \(wanted.first.flatMap { book.type(named: $0)?.plural } ?? "records") first"))
  }
}

/// The names, cut to a dozen.
private func listed(_ names: [String]) -> String {
  names.count <= 12
    ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + " and \(names.count - 12) more"
}

/// Makes ids that are not taken.
struct NewIDs {
  private var taken: Set<String>
  private var counters: [String: Int] = [:]

  /// Knows the ids, old ones too, of a type's records.
  init(_ records: [Record]) {
    taken = Set(records.map(\.id))
    for record in records { taken.formUnion(record.aliases) }
  }

  /// Whether a record has, or had, this id.
  func isTaken(_ id: String) -> Bool { taken.contains(id) }

  /// Takes `base`, or where it is taken the first of `base-2`, `base-3` … that is not.
  mutating func take(_ base: String) -> String {
    if taken.insert(base).inserted { return base }
    var number = counters[base] ?? 2
    while !taken.insert("\(base)-\(number)").inserted { number += 1 }
    counters[base] = number + 1
    return "\(base)-\(number)"
  }
}
