import LibrettoModel

extension Workspace {
  /// Plans that records are handed over, accepted or given back: stage, owner, reason and a line of the log. Which stage
  /// that is, the lifecycle says: the teams of its stages, its moves, and its gates on reasons.
  ///
  /// - Parameter isPartial: whether the catalog holds only some of the book's records
  public func planHandoff(
    _ request: HandoffRequest, on records: [Record], in catalog: Catalog, isPartial: Bool = false
  ) throws(WorkspaceError) -> EditPlan {
    var request = request
    if case .giveBack(let subject, let reason, let until?) = request.kind {
      request = HandoffRequest(
        .giveBack(subject: subject, reason: reason, until: try firstDay(until)), note: request.note)
    }
    let input = input(catalog, isPartial: isPartial, mentionsMe: false)
    var plan = EditPlan()
    for record in records {
      try requireReadable(record)
      let step = try HandoffStep(request, record, in: book, me: self.currentMember()?.name)
      var edited = record
      if step.removesOwner { edited = try edited.removing(fields: ["owner"]) }
      var assignments: [Assignment] = []
      if step.to.name != step.from.name {
        assignments.append(try Assignment("\(step.lifecycle.field)=\(step.to.name)"))
      }
      if let owner = step.owner { assignments.append(try Assignment("owner=\(owner)")) }
      for (field, value) in step.fields { assignments.append(try Assignment("\(field)=\(value)")) }
      edited = try edited.making(assignments, input: input)
      edited = try logged(edited, request.name, step)
      plan.add(old: record, new: edited)
    }
    return plan
  }

  /// With a line of the log; where the agreement has no kind of that name, it is a line `stage`, which both teams know.
  private func logged(_ record: Record, _ kind: String, _ step: HandoffStep) throws(WorkspaceError) -> Record {
    let known = book.agreement.activities
    guard let known, !known.contains(kind), known.contains("stage") else {
      return try logging(record, kind: kind, step.text)
    }
    let text = "\(step.from.name) -> \(step.to.name) (\(step.text))"
    return try logging(record, kind: "stage", text)
  }

  private func logging(_ record: Record, kind: String, _ text: String) throws(WorkspaceError) -> Record {
    let plan = try planLogging(record, kind: kind, text: text, member: nil, date: nil)
    return plan.edits.last?.new ?? record
  }

  /// The first of the days that a date means: `2027-01` is its first day.
  private func firstDay(_ text: String) throws(WorkspaceError) -> String {
    guard let value = DateValue(text, now: environment.now(), zone: timeZone) else {
      throw WorkspaceError(
        .usage, "\"\(visible(text))\" is no date", help: "write it as 2027-01-15, 2027-01 or +3m")
    }
    let day = value.days(in: timeZone).first
    guard day > today else {
      throw WorkspaceError(.usage, "\(day) is over already: it is \(today)", help: "name a day to come: --until +3m")
    }
    return "\(day)"
  }
}
