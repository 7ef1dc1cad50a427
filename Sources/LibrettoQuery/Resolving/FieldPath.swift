public import LibrettoModel

/// A field of a record, found in the schemas: over links to the place at which a value stands.
public struct FieldPath: Sendable, Hashable {
  /// The name as written: `account.country`, `leads.count`.
  public let name: String
  /// Its bytes in the query's text.
  public let range: Range<Int>
  /// The links to follow first.
  public let hops: [Hop]
  /// What is asked for at the end of the links.
  public let leaf: Leaf
  /// How each single value reads and compares.
  public let kind: FieldSchema.Kind
  /// What the field is called for people.
  public let title: String
  /// The texts that a value may be in the order in which they sort: stages, an enumeration, members, agreed
  /// reasons; nil where any will do.
  public let choices: [String]?
  /// Whether there may be several values: a list, or a link to several records.
  public let isList: Bool
  /// The types at the end of the links.
  public let types: [String]
  /// Whether no schema tells of the field, so that only the records show whether it exists.
  public let isUndeclared: Bool

  /// A step from a record to others.
  public enum Hop: Sendable, Hashable {
    /// By a field with `x-link`, given by its keys, to records of one of the types.
    case forward([String], types: [String])
    /// To the records of the type that link here by one of the fields, named with points.
    case reverse(type: String, fields: [String])
  }

  /// What is asked for of a record.
  public indirect enum Leaf: Sendable, Hashable {
    /// The values of a field, given by its keys.
    case field([String])
    /// The period of a date, such as `closed.quarter`.
    case period(Leaf, PeriodUnit)
    /// Who a member is, such as `owner.team`.
    case member(Leaf, MemberAttribute)
    /// The id.
    case id
    /// The type's name.
    case type
    /// The file, from the book's root.
    case path
    /// The earlier ids.
    case aliases
    /// All texts of the record, body and log included.
    case text
    /// The records themselves.
    case records
    /// A part of each line of the log.
    case log(LogPart)
    /// The lines of the log.
    case logLines
    /// What became of a field, given by its keys, over time.
    case history([String], HistoryPart)
    /// How many values there are.
    case count(Leaf)
  }

  /// A stretch of the calendar.
  public enum PeriodUnit: String, Sendable, Hashable, CaseIterable { case year, quarter, month, week }

  /// A question to a field's history: which values it had, when it changed, since when the present one stands.
  public enum HistoryPart: String, Sendable, Hashable, CaseIterable { case was, changed, since }

  /// What `libretto.yaml` says of a member.
  public enum MemberAttribute: String, Sendable, Hashable, CaseIterable { case name, email, team }

  /// A part of a line of the log.
  public enum LogPart: String, Sendable, Hashable, CaseIterable { case kind, at, by, text }
}

/// Names that mean something where no field of the type has them.
enum BuiltInWords {
  /// `type`, `id`, `path` and `aliases` are of the record, `text` is all its text, `log` its activities.
  static let all = ["id", "type", "path", "aliases", "text", "log"]
  /// Names that are operators before a colon.
  static let operators = ["has", "no", "not"]
}
