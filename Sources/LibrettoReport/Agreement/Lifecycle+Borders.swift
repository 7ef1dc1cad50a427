public import LibrettoModel

extension Lifecycle {
  /// Where one team's part of the journey ends and another's begins.
  public struct Border: Sendable {
    /// The last stage of the team that hands over: whoever comes here is handed over.
    public let last: Stage
    /// The first stage of the team that takes over: whoever comes here is accepted.
    public let next: Stage
  }

  /// Why there is no border.
  public enum BorderProblem: Error {
    /// The stage does not say which team is responsible.
    case noTeam(Stage)
    /// No stage of another team follows.
    case none(Stage)
  }

  /// The border that a record in a stage has before it. Only the stages on the way to a sale count, in their order; from a
  /// stage off that way it is the first border of that stage's team.
  public func border(after stage: Stage) throws(BorderProblem) -> Border {
    for stage in [stage] + way where stage.team == nil { throw .noTeam(stage) }
    let start = way.firstIndex { $0.name == stage.name } ?? 0
    let isOnWay = !stage.isReturn
    for (last, next) in zip(way.dropFirst(start), way.dropFirst(start + 1)) where last.team != next.team {
      guard isOnWay || last.team == stage.team else { continue }
      // Of several stages of the next team, the agreed moves decide.
      let team = next.team
      let run = way.drop { $0.name != next.name }.prefix { $0.team == team }
      return Border(last: last, next: run.first { allows(from: last.name, to: $0.name) } ?? next)
    }
    throw .none(stage)
  }

  /// The stage in which the first team on the way hands over; nil where the agreement does not tell.
  public var handOff: Stage? { way.first.flatMap { try? border(after: $0).last } }

  /// The stages off the way to a sale that ask for a reason of this subject: `recycle` for a gate on `recycle_reason`.
  public func returns(_ subject: String) -> [Stage] {
    stages.filter { stage in
      stage.gate.contains { $0.text == "\(subject)_reason" || $0.text == "has:\(subject)_reason" }
    }
  }
}
