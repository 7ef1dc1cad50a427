public import LibrettoModel

/// LB401 and LB005: the conditions that the agreement sets for a record to be in its stage.
public enum GateRule {
  /// What is wrong with the conditions of the agreement themselves: LB005 for each that cannot be read,
  /// placed in `agreement.yaml`.
  public static func checkAgreement(_ book: Book) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for lifecycle in book.agreement.lifecycles {
      guard let type = book.types.first(where: { $0.name == lifecycle.type }) else { continue }
      for condition in lifecycle.stages.flatMap(\.gate) {
        do throws(QueryError) {
          _ = try Gates.condition(condition, of: type, in: book)
        } catch {
          findings.append(Gates.diagnostic(error, condition))
        }
      }
    }
    return findings
  }

  /// LB401 for each condition of its stage that the record does not meet. For many records make ``Gates``
  /// once.
  public static func check(
    _ record: Record, source: some RecordSource, context: QueryContext
  ) -> [Diagnostic] {
    Gates(source: source, context: context, types: [record.type.name]).check(record)
  }
}
