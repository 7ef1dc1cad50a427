public import LibrettoModel

/// What figures are computed from: some fields of all records, what became of fields, and what logs tell. A source that
/// keeps an index answers without reading a record.
public protocol FactSource: FieldHistory {
  /// Some fields of all records of a type, in the order of their paths.
  ///
  /// - Parameter fields: fields named with points (`next.due`)
  func facts(ofType type: String, fields: [String]) throws -> [RecordFacts]

  /// The activities of the type's records, each record's in the order of time.
  ///
  /// - Parameter kinds: only those of these kinds; nil for all
  func activities(ofType type: String, kinds: [String]?) throws -> [RecordReference: [Activity]]

  /// The records of the condition's type that meet it.
  ///
  /// - Throws: ``QueryError`` where only records show that the condition cannot be answered
  func references(meeting condition: Condition, context: QueryContext) throws -> Set<RecordReference>
}

/// Some fields of a record.
public struct RecordFacts: Sendable {
  /// The record.
  public let reference: RecordReference
  /// What the record is called.
  public let title: String
  /// Its file, from the book's root.
  public let path: String
  private let values: [String: Value]

  /// Facts of a record; fields without a value may be left out.
  public init(reference: RecordReference, title: String, path: String, values: [String: Value]) {
    (self.reference, self.title, self.path) = (reference, title, path)
    self.values = values.filter { !$0.value.isEmpty }
  }

  /// Some fields of a record in memory.
  public init(_ record: Record, fields: [String]) {
    var values: [String: Value] = [:]
    for field in fields { values[field] = record.value(at: field) }
    self.init(reference: record.reference, title: record.title, path: record.path, values: values)
  }

  /// The value of a field that was asked for; nil where there is none.
  public subscript(field: String) -> Value? { values[field] }

  /// The text of a field that was asked for; nil where there is none.
  public func text(_ field: String) -> String? { values[field]?.text }
}
