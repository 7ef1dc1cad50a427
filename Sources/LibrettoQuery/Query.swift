/// A question to a book, as an inert value: which records, and what of them in which order.
public struct Query: Sendable, Hashable {
  /// The words with a blank between them, to which the condition's ranges refer.
  public let text: String
  /// The name of the type of the records.
  public let type: String
  /// What the records must meet.
  public let condition: Condition
  /// The columns; nil leaves the choice to the type's schema.
  public let columns: [Column]?
  /// What to sort by, the most important first; empty sorts by id, groups by their keys.
  public let sort: [SortTerm]
  /// The most rows.
  public let limit: Int?
  /// What to group by; a record with several values is in the group of each.
  public let group: [Column]
  /// What to work out of each group, or of all records where there are no groups.
  public let aggregates: [Aggregate]

  /// Whether the rows are groups and not records.
  public var isGrouped: Bool { !group.isEmpty || !aggregates.isEmpty }

  /// A field to show or to group by.
  public struct Column: Sendable, Hashable {
    /// Where its values stand.
    public let path: FieldPath
    /// The option that names it, for errors: `--columns name,acount`.
    let option: String
  }

  /// What to sort by.
  public struct SortTerm: Sendable, Hashable {
    /// What is compared.
    public let key: Key
    /// Whether the greatest comes first. What is absent comes last either way.
    public let isDescending: Bool
    let option: String

    /// What is compared.
    public enum Key: Sendable, Hashable {
      /// The values of a field of the records.
      case field(FieldPath)
      /// A column of the groups, by its position.
      case column(Int)
    }
  }

  /// Something worked out of several records.
  public struct Aggregate: Sendable, Hashable {
    /// How it is worked out.
    public let function: Function
    /// Of what; nil where records are counted.
    public let path: FieldPath?
    let option: String

    /// The column's name: `count`, `amount.sum`.
    public var name: String { path.map { "\($0.name).\(function.rawValue)" } ?? function.rawValue }

    /// How it is worked out.
    public enum Function: String, Sendable, Hashable, CaseIterable { case count, sum, avg, min, max }
  }
}

/// What the command line says of a query besides its terms, each as the user wrote it.
public struct QueryOptions: Sendable, Hashable {
  /// `--columns`: fields with commas between them.
  public var columns: String?
  /// `--sort`: fields with commas between them, `-` before one for descending order.
  public var sort: String?
  /// `--limit`: the most rows.
  public var limit: Int?
  /// `--group`: fields with commas between them.
  public var group: String?
  /// `--count`: whether to count the records.
  public var count: Bool
  /// `--sum`: each a field or several with commas between them.
  public var sum: [String]
  /// `--avg`, as `sum`.
  public var avg: [String]
  /// `--min`, as `sum`.
  public var min: [String]
  /// `--max`, as `sum`.
  public var max: [String]

  /// Options; those left out say nothing.
  public init(
    columns: String? = nil, sort: String? = nil, limit: Int? = nil, group: String? = nil, count: Bool = false,
    sum: [String] = [], avg: [String] = [], min: [String] = [], max: [String] = []
  ) {
    self.columns = columns
    self.sort = sort
    self.limit = limit
    self.group = group
    self.count = count
    self.sum = sum
    self.avg = avg
    self.min = min
    self.max = max
  }
}

extension Query {
  /// Whether the answer depends on who asks: `@me` stands in it.
  public var usesMe: Bool { condition.root.placeOfMe != nil }
}
