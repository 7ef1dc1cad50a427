public import LibrettoModel

/// What records must meet: an inert value whose fields and values are known to exist in the book's schemas.
public struct Condition: Sendable, Hashable {
  /// The text it was read from, to which all ranges refer.
  public let text: String
  /// The name of the type of the records that it is about.
  public let type: String
  /// The tree of its terms.
  public let root: Node

  /// A part of a condition.
  public indirect enum Node: Sendable, Hashable {
    /// All of them; none at all are met by every record.
    case all([Node])
    /// Any of them.
    case any([Node])
    /// The opposite.
    case not(Node)
    /// The field has a value, or there is a record at the end of the links.
    case present(FieldPath)
    /// Any value of the field meets any of the tests.
    case matches(FieldPath, [ValueTest])
    /// Any value of the field contains any of the texts, which are folded.
    case contains(FieldPath, [String])
    /// One record at the end of the links meets all of the condition.
    case linked(FieldPath, Node)
    /// One line of the log meets all of the condition.
    case logLine(FieldPath, Node)
  }

  /// The fields that its terms name, in the order of the text.
  public var fields: [FieldPath] { root.fields }
}

extension Condition.Node {
  /// The fields that its terms name, in the order of the text.
  var fields: [FieldPath] {
    switch self {
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.fields)
    case .not(let node): node.fields
    case .present(let path), .matches(let path, _), .contains(let path, _): [path]
    case .linked(let path, let node), .logLine(let path, let node): [path] + node.fields
    }
  }
}

/// A test of a value, with its bytes in the condition's text.
public struct ValueTest: Sendable, Hashable {
  /// Its bytes in the condition's text.
  public let range: Range<Int>
  /// What it asks for.
  public let expected: Expectation

  /// What a value must be.
  public enum Expectation: Sendable, Hashable {
    /// The same; a date is its whole period.
    case equals(Operand)
    /// Between two ends, both inside; a missing end is open.
    case between(Operand?, Operand?)
  }
}

/// A value of a condition, read by the kind of its field.
public enum Operand: Sendable, Hashable {
  /// Compared by code points.
  case text(String)
  /// A number, `k` and `m` worked out.
  case number(Number)
  /// A truth value.
  case boolean(Bool)
  /// An amount; without a currency it is in the book's.
  case money(Money)
  /// A date as written, since what `today` is shows only when the query is answered.
  case date(String)
  /// A time of day.
  case time(ClockTime)
  /// A length of time.
  case duration(CalendarDuration)
  /// The member whose address Git's `user.email` is.
  case me
  /// The id, or `type/id`, of a record of one of the types.
  case record(String, types: [String])
  /// A text whose kind no schema tells; the value decides how it reads.
  case untyped(String)
}
