import LibrettoModel
import LibrettoQuery

/// The records by which a change is judged, out of a book in which the rest need not be read: those that change, what they
/// link to, who holds the same names and values, and what the gates see of them, or from them. A judgement by these finds
/// what a judgement by all records finds.
struct Neighbourhood {
  /// So many records are no neighbourhood any more: reading all in one go is faster.
  static let limit = 4000

  private let book: Book
  private let lookup: any RecordLookup
  private let gates: GatePaths
  /// Both versions of what changes.
  private let versions: [Record]
  private let changed: Set<PathBytes>
  private var found: [PathBytes: Record] = [:]

  /// Gathers around changes. `current` are the versions of the changed records that the lookup knows: the old ones before
  /// files are written, the new ones after.
  init(
    of changes: [(old: Record?, new: Record?)], current: [Record], book: Book, lookup: any RecordLookup
  ) throws(WorkspaceError) {
    self.book = book
    self.lookup = lookup
    gates = GatePaths(book)
    versions = changes.flatMap { [$0.old, $0.new].compactMap(\.self) }
    changed = Set(versions.map { PathBytes($0.path) })
    for record in current { found[PathBytes(record.path)] = record }
    guard !gates.needsAll, versions.count <= Self.limit else { throw Self.tooLarge }
    for id in gates.ids { for record in try named(id) { for alias in record.aliases { _ = try named(alias) } } }
    for record in versions { try gatherNames(of: record) }
    var affected = try seers()
    for (old, new) in changes where Self.changesNames(old, new) {
      for name in Self.names(old) + Self.names(new) { affected += try linking(to: name, types: nil) }
    }
    for record in versions + affected { try gatherSights(of: record) }
  }

  private static let tooLarge = WorkspaceError(.failure, "the change concerns too many records")

  /// The records as the lookup knows them.
  var catalog: Catalog { Catalog(book: book, records: Array(found.values)) }

  private static func names(_ record: Record?) -> [String] { record.map { [$0.id] + $0.aliases } ?? [] }

  /// Whether a link that leads to the record may lead elsewhere after the change, or the other way round.
  private static func changesNames(_ old: Record?, _ new: Record?) -> Bool {
    old?.type.name != new?.type.name || old?.path != new?.path || names(old) != names(new)
  }

  /// What the record's own links and values are compared with.
  private mutating func gatherNames(of record: Record) throws(WorkspaceError) {
    for name in Self.names(record) { _ = try named(name) }
    for link in record.fieldLinks + record.wikiLinks(in: book) { _ = try named(link.id) }
    for field in record.type.uniqueFields {
      for key in field.keys(of: record) {
        try keep(lookup.records(ofType: record.type.name, holding: key, in: field.name))
      }
    }
  }

  // MARK: What gates see

  /// The records whose gates see a changed record at the end of some links, or on the way.
  private mutating func seers() throws(WorkspaceError) -> [Record] {
    var seers: [Record] = []
    for walk in gates.walks {
      for end in walk.hops.indices {
        var front = versions
        for position in (0...end).reversed() {
          let types = position == 0 ? [walk.type] : Self.types(of: walk.hops[position - 1])
          var next: [PathBytes: Record] = [:]
          for record in front {
            for before in try sources(of: record, by: walk.hops[position], types) {
              next[PathBytes(before.path)] = before
            }
          }
          front = Array(next.values)
        }
        seers += front
      }
    }
    return seers
  }

  /// The records from which a link leads to the record.
  private mutating func sources(
    of record: Record, by hop: FieldPath.Hop, _ types: [String]
  ) throws(WorkspaceError) -> [Record] {
    var found: [Record] = []
    switch hop {
    case .forward(_, let targets):
      guard targets.contains(record.type.name) else { return [] }
      for name in Self.names(record) { found += try linking(to: name, types: types) }
    case .reverse(let type, _):
      guard record.type.name == type else { return [] }
      for link in record.fieldLinks { found += try named(link.id).filter { types.contains($0.type.name) } }
    }
    return found
  }

  private static func types(of hop: FieldPath.Hop) -> [String] {
    switch hop {
    case .forward(_, let types): types
    case .reverse(let type, _): [type]
    }
  }

  /// All that the gates of the record see.
  private mutating func gatherSights(of record: Record) throws(WorkspaceError) {
    for walk in gates.walks where walk.type == record.type.name {
      var front = [record]
      for hop in walk.hops {
        var next: [PathBytes: Record] = [:]
        for record in front {
          switch hop {
          case .forward:
            for link in record.fieldLinks { for target in try named(link.id) { next[PathBytes(target.path)] = target } }
          case .reverse(let type, _):
            for name in Self.names(record) {
              for source in try linking(to: name, types: [type]) {
                next[PathBytes(source.path)] = source
                // Whether a link leads here depends on who else has the name.
                for link in source.fieldLinks { _ = try named(link.id) }
              }
            }
          }
        }
        front = Array(next.values)
      }
    }
  }

  // MARK: Looking up

  /// The records with this id or old id, among them both versions of those that change.
  private mutating func named(_ id: String) throws(WorkspaceError) -> [Record] {
    let others = try keep(lookup.records(named: id))
    return others + versions.filter { $0.id == id || $0.aliases.contains(id) }
  }

  /// The records that link to this id, among them both versions of those that change.
  private mutating func linking(to id: String, types: [String]?) throws(WorkspaceError) -> [Record] {
    let others = try keep(lookup.records(linkingTo: id, types: types))
    return others
      + versions.filter { record in
        (types?.contains(record.type.name) ?? true)
          && (record.fieldLinks + record.wikiLinks(in: book)).contains { $0.id == id }
      }
  }

  /// Keeps records that do not change.
  @discardableResult
  private mutating func keep(_ records: [Record]) throws(WorkspaceError) -> [Record] {
    let others = records.filter { !changed.contains(PathBytes($0.path)) }
    for record in others { found[PathBytes(record.path)] = record }
    guard found.count <= Self.limit + versions.count else { throw Self.tooLarge }
    return others
  }
}
