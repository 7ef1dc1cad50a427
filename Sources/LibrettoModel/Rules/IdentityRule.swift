import JSONSchema
import LibrettoSyntax

/// LB304, LB120: no two files are the same record, or the same name to a file system that folds case or normalises.
enum IdentityRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    let wanted = Set(scope)
    let records = catalog.records
    for (index, others) in repeated(records.map(\.reference)) where wanted.contains(index) {
      let record = records[index]
      findings.append(
        record.diagnostic(
          .duplicateID, "the \(record.type.name) \"\(record.id)\" also lies in \(others.listed { records[$0].path })",
          range: nil, help: "an id is unique within its type: rename or join one of them"))
    }
    // Swift's strings are equal where they are canonically equivalent, so normalisation is taken care of.
    for (index, others) in repeated(records.map { caseFolded($0.path) }) where wanted.contains(index) {
      let record = records[index]
      findings.append(
        record.diagnostic(
          .collidingFileNames, "\(others.listed { records[$0].path }) is the same name on many file systems",
          range: nil, help: "rename one of them; a clone on macOS or Windows would lose one"))
    }
  }

  /// The positions of keys that stand more than once, each with the others of its key.
  private static func repeated<Key: Hashable>(_ keys: [Key]) -> [(index: Int, others: OtherHolders)] {
    var first: [Key: Int] = [:]
    first.reserveCapacity(keys.count)
    var groups: [Int: [Int]] = [:]
    for (index, key) in keys.enumerated() {
      if let earlier = first[key] {
        groups[earlier, default: [earlier]].append(index)
      } else {
        first[key] = index
      }
    }
    return groups.values.flatMap { group in group.indices.map { (group[$0], OtherHolders(group, but: $0)) } }
  }
}
