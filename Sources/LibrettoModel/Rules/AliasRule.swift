import JSONSchema
import LibrettoSyntax

/// LB305: an old id stays that of one record.
enum AliasRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    var holders: [RecordReference: [Int]] = [:]
    for (index, record) in catalog.records.enumerated() {
      for alias in record.aliases {
        holders[RecordReference(type: record.type.name, id: alias), default: []].append(index)
      }
    }
    guard !holders.isEmpty else { return }
    for index in scope {
      let record = catalog.records[index]
      guard let value = record["aliases"], !record.aliases.isEmpty else { continue }
      for (alias, range) in value.texts {
        let reference = RecordReference(type: record.type.name, id: alias)
        let all = holders[reference, default: []]
        let others = all.place(of: index).map { OtherHolders(all, but: $0) }
        if let other = catalog[reference] {
          findings.append(clash(alias, range, "is the id of \(other.reference)", record))
        } else if let others, others.count > 0 {
          findings.append(
            clash(
              alias, range, "is also an old id of \(others.listed { catalog.records[$0].reference.description })",
              record))
        } else if !RecordID.isValid(alias) {
          findings.append(clash(alias, range, "is no id", record))
        }
      }
    }
  }

  private static func clash(_ alias: String, _ range: Range<Int>?, _ what: String, _ record: Record) -> Diagnostic {
    record.diagnostic(
      .aliasClash, "the old id \"\(alias)\" \(what)", range: range, field: "aliases",
      help: "an old id leads to one record: take it out here or there")
  }
}
