public import LibrettoModel

/// Facts of records in memory, with a history that comes from elsewhere.
public struct CatalogFacts: FactSource {
  /// The records.
  public let catalog: Catalog
  private let history: any FieldHistory
  private let zone: TimeZone

  /// Facts of `catalog`, whose days begin in `zone`.
  public init(_ catalog: Catalog, history: any FieldHistory, zone: TimeZone) {
    (self.catalog, self.history, self.zone) = (catalog, history, zone)
  }

  /// Read from the records.
  public func facts(ofType type: String, fields: [String]) -> [RecordFacts] {
    catalog.records(ofType: type).map { RecordFacts($0, fields: fields) }
  }

  /// Read from the records' logs.
  public func activities(ofType type: String, kinds: [String]?) -> [RecordReference: [Activity]] {
    var found: [RecordReference: [Activity]] = [:]
    for record in catalog.records(ofType: type) {
      let activities = record.activities(in: zone).filter { kinds?.contains($0.kind) ?? true }
      if !activities.isEmpty { found[record.reference] = activities }
    }
    return found
  }

  /// Found by trying each record.
  public func references(meeting condition: Condition, context: QueryContext) throws -> Set<RecordReference> {
    let meets = try condition.compiled(for: CatalogSource(catalog), context: context)
    return Set(catalog.records(ofType: condition.type).filter { meets($0) }.map(\.reference))
  }

  /// What the other history says.
  public func transitions(of field: String, ofType type: String) throws -> [RecordReference: [FieldTransition]] {
    try history.transitions(of: field, ofType: type)
  }
}

extension Record {
  /// What its log tells, in the order of time; lines of one moment in the order of the file.
  public func activities(in zone: TimeZone) -> [Activity] {
    let all = document.log.compactMap { line -> Activity? in
      if case .entry(let entry) = line { Activity(entry, zone: zone) } else { nil }
    }
    return all.indices.sorted { (all[$0].at, $0) < (all[$1].at, $1) }.map { all[$0] }
  }
}
