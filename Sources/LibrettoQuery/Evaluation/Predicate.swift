public import LibrettoModel

/// A condition made ready for a source of records and a moment: links resolved, dates worked out.
public struct Predicate: Sendable {
  private let test: @Sendable (Record) -> Bool

  init(_ test: @escaping @Sendable (Record) -> Bool) { self.test = test }

  /// Whether the record, which must be of the condition's type, meets the condition.
  public func callAsFunction(_ record: Record) -> Bool { test(record) }
}

extension Condition {
  /// Makes the condition ready. An error is about what only records and the moment can tell: a record that
  /// does not exist, a field that no schema and no record knows, an unknown `@me`.
  public func compiled(for source: some RecordSource, context: QueryContext) throws(QueryError) -> Predicate {
    do throws(Fault) {
      var context = context
      for path in fields {
        try ConditionCompiler(source: source, context: context).requireExistence(of: path)
        context = try context.loadingHistory(of: path)
      }
      return Predicate(try ConditionCompiler(source: source, context: context).recordTest(root))
    } catch {
      throw error.error(in: text)
    }
  }
}
