public import LibrettoModel

/// The history of some fields, taken out of wherever it is kept.
public struct KnownHistory: FieldHistory {
  private var known: [String: [String: [RecordReference: [FieldTransition]]]] = [:]

  /// The history of no field.
  public init() {}

  /// Adds what became of a field.
  public mutating func add(_ transitions: [RecordReference: [FieldTransition]], field: String, type: String) {
    known[field, default: [:]][type] = transitions
  }

  /// The changes of a field that was added; none of any other.
  public func transitions(of field: String, ofType type: String) -> [RecordReference: [FieldTransition]] {
    known[field]?[type] ?? [:]
  }
}
