import LibrettoModel
public import LibrettoReport

/// A plan to write scores, and the leads that it leaves as they are.
public struct ScorePlan: Sendable {
  /// What is written.
  public let plan: EditPlan
  /// The leads whose stage would not allow their score any more, with what it asks for.
  public let leftOut: [Diagnostic]
}

extension Workspace {
  /// Plans that leads get the scores of the agreed rules, and the grade of their fit where the field takes it. A lead whose
  /// stage would not allow the new score is left as it is.
  public func planScores(_ scores: [LeadScore], on records: [Record], in catalog: Catalog) throws(WorkspaceError)
    -> ScorePlan
  {
    let byLead = Dictionary(scores.map { ($0.lead, $0) }, uniquingKeysWith: { first, _ in first })
    let input = input(catalog, mentionsMe: false)
    var plan = EditPlan()
    for record in records {
      guard record.isReadable, let score = byLead[record.reference] else { continue }
      var assignments: [Assignment] = []
      if record.value(at: "score")?.number != Number(score.score) {
        assignments.append(try Assignment("score=\(score.score)"))
      }
      let grades = record.type.fields?.property("fit")?.allowed ?? []
      if let grade = score.grade, grades.contains(grade), record.value(at: "fit")?.text != grade {
        assignments.append(try Assignment("fit=\(grade)"))
      }
      guard !assignments.isEmpty else { continue }
      plan.add(old: record, new: try record.making(assignments, input: input))
    }
    let findings = judgement(of: plan, in: catalog).new.filter { $0.severity == .error }
    let refused = Set(findings.compactMap(\.record))
    var kept = EditPlan()
    for (old, new) in plan.edits where old.map({ !refused.contains($0.reference) }) ?? true {
      kept.add(old: old, new: new)
    }
    return ScorePlan(plan: kept, leftOut: findings)
  }

  /// Plans that leads get the owners of a routing plan.
  public func planRouting(
    _ routing: RoutingPlan, on records: [Record], in catalog: Catalog, isPartial: Bool
  ) throws(WorkspaceError) -> EditPlan {
    let input = input(catalog, isPartial: isPartial, mentionsMe: false)
    var plan = EditPlan()
    for one in routing.assignments {
      guard let record = records.first(where: { $0.reference == one.lead }) else { continue }
      try requireReadable(record)
      guard record.value(at: "owner")?.isEmpty ?? true else {
        throw WorkspaceError(
          .failure, "\(record.id) got an owner meanwhile", help: "plan anew: libretto route --dry-run")
      }
      plan.add(old: record, new: try record.making([try Assignment("owner=\(one.member)")], input: input))
    }
    return plan
  }
}
