public import LibrettoModel

/// What became of fields over time: how queries reach history without knowing where it is kept.
public protocol FieldHistory: Sendable {
  /// The changes of a field, named with points (`next.due`), by record under its present name; each record's in the order
  /// of time. A record that came with a value has a change from nothing to it.
  func transitions(of field: String, ofType type: String) throws -> [RecordReference: [FieldTransition]]
}

/// One change of a field.
public struct FieldTransition: Sendable, Hashable {
  /// When it was committed, or happened by what a log says of it.
  public let at: Instant
  /// What was there; nil where nothing was.
  public let before: Value?
  /// What came; nil where it was taken away.
  public let after: Value?

  /// A change from `before` to `after`.
  public init(at: Instant, before: Value?, after: Value?) {
    (self.at, self.before, self.after) = (at, before, after)
  }
}
