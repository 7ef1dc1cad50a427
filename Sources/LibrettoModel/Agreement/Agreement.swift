public import JSONSchema
public import LibrettoSyntax

/// What marketing and sales agreed: what `agreement.yaml` says.
public struct Agreement: Sendable {
  /// The lifecycles in the order of the file.
  public var lifecycles: [Lifecycle] = []
  /// The kinds of activity in a record's log; nil where any kind will do.
  public var activities: [String]?
  /// The agreed reasons by their subject: `recycle` for the field `recycle_reason`.
  public var reasons: [String: [String]] = [:]
  /// The whole file as it was read, for the parts that other modules read.
  public var root: Value?

  /// Nothing agreed.
  public init() {}

  /// The lifecycle of this name.
  public func lifecycle(_ name: String) -> Lifecycle? { lifecycles.first { $0.name == name } }

  /// The lifecycles of records of the type named `type`.
  public func lifecycles(of type: String) -> [Lifecycle] { lifecycles.filter { $0.type == type } }

  /// The reasons that the field may give; nil where they are not agreed.
  public func reasons(for field: String) -> [String]? {
    field.hasSuffix("_reason") ? reasons[String(field.dropLast("_reason".count))] : nil
  }
}

/// The agreed journey of a type's records.
public struct Lifecycle: Sendable {
  /// The name, as `x-lifecycle` has it.
  public let name: String
  /// The type whose records go the journey.
  public let type: String
  /// The field that holds the stage.
  public let field: String
  /// The stages in the order of the journey.
  public let stages: [Stage]
  /// The agreed transitions out of a stage; a stage without an entry may move anywhere.
  public let moves: [String: [String]]

  /// The stage of this name.
  public func stage(_ name: String) -> Stage? { stages.first { $0.name == name } }

  /// The stage that is or was called so.
  public func stage(present name: String) -> Stage? {
    stage(name) ?? stages.first { $0.formerNames.contains(name) }
  }

  /// Where the stage of this name, or of this earlier name, stands in the journey, counted from 0.
  public func position(of name: String) -> Int? {
    stages.firstIndex { $0.name == name } ?? stages.firstIndex { $0.formerNames.contains(name) }
  }

  /// Whether a record may move from one stage to another.
  public func allows(from: String, to: String) -> Bool { from == to || moves[from].map { $0.contains(to) } ?? true }
}

/// A step of a lifecycle.
public struct Stage: Sendable {
  /// The short name: `mql`.
  public let name: String
  /// The name as people say it.
  public let title: String?
  /// The team that is responsible.
  public let team: String?
  /// What it was called before.
  public let formerNames: [String]
  /// The chance in percent that a deal in this stage is won; nil where it is not said.
  public let probability: Number?
  /// Whether a deal in this stage is won.
  public let isWon: Bool
  /// Whether a deal in this stage is lost.
  public let isLost: Bool
  /// What it means to be in this stage.
  public let means: String?
  /// Conditions that a record in this stage must meet.
  public let gate: [Condition]

  /// Whether records come here off the way to a sale: the stage is a loss, or it takes a reason to be in it.
  public var isReturn: Bool { isLost || gate.contains { $0.text.hasSuffix("_reason") } }

  /// A condition in the query language with its place in `agreement.yaml`.
  public struct Condition: Sendable {
    /// The condition as written: `email`, `score:50..`.
    public let text: String
    /// Its bytes in `agreement.yaml`, quotes included.
    public let range: SourceRange?
  }
}
