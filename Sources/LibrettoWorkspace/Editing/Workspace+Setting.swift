public import LibrettoModel
import LibrettoSyntax

extension Workspace {
  /// How typed values become the values of fields, in the light of these records.
  func input(_ catalog: Catalog) -> FieldInput {
    FieldInput(catalog: catalog, now: environment.now(), zone: timeZone, me: currentMember()?.name)
  }

  /// Plans the assignments on each of the records.
  public func planSetting(
    _ assignments: [Assignment], on records: [Record], in catalog: Catalog
  ) throws(WorkspaceError) -> EditPlan {
    let input = input(catalog)
    var plan = EditPlan()
    for record in records {
      try requireReadable(record)
      plan.add(old: record, new: try record.making(assignments, input: input))
    }
    return plan
  }

  /// Plans that the fields are taken out of each of the records.
  public func planUnsetting(_ fields: [String], on records: [Record]) throws(WorkspaceError) -> EditPlan {
    var plan = EditPlan()
    for record in records {
      try requireReadable(record)
      plan.add(old: record, new: try record.removing(fields: fields))
    }
    return plan
  }

  /// A file that cannot be read as a record is not edited by a program.
  func requireReadable(_ record: Record) throws(WorkspaceError) {
    guard !record.isReadable else { return }
    throw WorkspaceError(
      .findings(Rules.check(record, in: book)), "\(record.path) cannot be edited before it is mended",
      help: "nothing was written; open it: libretto edit \(record.id)")
  }
}
