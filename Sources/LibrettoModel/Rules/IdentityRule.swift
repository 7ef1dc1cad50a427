import JSONSchema
import LibrettoSyntax

/// LB304, LB120: no two files are the same record, or the same name to a file system that folds case or normalises.
enum IdentityRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    let records = catalog.records
    let namesakes = catalog.namesakes
    let sameIDs = repeated(namesakes.map { records[$0].reference }, at: namesakes)
    let samePaths = repeated(records.map { caseFolded($0.path) }, at: Array(records.indices))
    guard !sameIDs.isEmpty || !samePaths.isEmpty else { return }
    let wanted = Set(scope)
    for (index, others) in sameIDs where wanted.contains(index) {
      let record = records[index]
      findings.append(
        record.diagnostic(
          .duplicateID, "the \(record.type.name) \"\(record.id)\" also lies in \(others.listed { records[$0].path })",
          range: nil, help: "an id is unique within its type: rename or join one of them"))
    }
    // Swift's strings are equal where they are canonically equivalent, so normalisation is taken care of.
    for (index, others) in samePaths where wanted.contains(index) {
      let record = records[index]
      findings.append(
        record.diagnostic(
          .collidingFileNames, "\(others.listed { records[$0].path }) is the same name on many file systems",
          range: nil, help: "rename one of them; a clone on macOS or Windows would lose one"))
    }
  }

  /// The positions, of those given, whose keys stand more than once, each with the others of its key.
  private static func repeated<Key: Hashable>(
    _ keys: [Key], at positions: [Int]
  ) -> [(index: Int, others: OtherHolders)] {
    var first: [Key: Int] = [:]
    first.reserveCapacity(keys.count)
    var groups: [Int: [Int]] = [:]
    for (index, key) in zip(positions, keys) {
      if let earlier = first[key] {
        groups[earlier, default: [earlier]].append(index)
      } else {
        first[key] = index
      }
    }
    return groups.values.flatMap { group in group.indices.map { (group[$0], OtherHolders(group, but: $0)) } }
  }
}
