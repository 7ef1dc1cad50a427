public import LibrettoModel
import LibrettoSyntax

extension Workspace {
  /// How typed values become the values of fields, in the light of these records, which may be only some.
  func input(_ catalog: Catalog, isPartial: Bool = false, mentionsMe: Bool = true) -> FieldInput {
    // Who types is asked of Git, which takes longer than to write a file.
    FieldInput(
      catalog: catalog, isPartial: isPartial, now: environment.now(), zone: timeZone,
      me: mentionsMe ? currentMember()?.name : nil)
  }

  /// Plans the assignments on each of the records; `isPartial` says that the catalog holds only some of the book's.
  public func planSetting(
    _ assignments: [Assignment], on records: [Record], in catalog: Catalog, isPartial: Bool = false
  ) throws(WorkspaceError) -> EditPlan {
    let input = input(
      catalog, isPartial: isPartial, mentionsMe: assignments.contains { $0.text.utf8.contains(UInt8(ascii: "@")) })
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
      .findings(Rules.judge(record, in: book)), "\(record.path) cannot be edited before it is mended",
      help: "nothing was written; open it: libretto edit \(record.id)")
  }
}
