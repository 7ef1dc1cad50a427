public import JSONSchema

/// What a record type's schema says of one place in a record: its types, its annotations, and how a query reads it.
public final class FieldSchema: Sendable {
  /// The key, or an empty text for the record itself and for a list's items.
  public let name: String
  /// The schemas that apply there, with all that they refer to.
  public let nodes: [SchemaNode]
  /// The JSON types that are declared; nil where none are.
  public let declaredTypes: Set<InstanceType>?
  /// How values read and compare.
  public let kind: Kind
  /// The `format` that is declared.
  public let format: String?
  /// The listed enumeration of texts; nil where any text will do.
  public let allowed: [String]?
  /// `title` and `description`, for people.
  public let title: String?
  /// What the field means, for people.
  public let summary: String?
  private let known: [String: FieldSchema]
  private let depth: Int
  private let ownItem: FieldSchema?

  /// The names of the declared properties in the order of the schema.
  public let propertyNames: [String]

  /// How the values of a field read and compare.
  public indirect enum Kind: Hashable, Sendable {
    case text, number, boolean, money, date, dateTime, time, duration, member, map, any
    /// Ids of records of these types.
    case link([String])
    /// A stage of the named lifecycle.
    case stage(String)
    /// A list whose elements are of one kind.
    case list(Kind)
  }

  /// Describes the place at which `nodes` apply.
  init(name: String, nodes: [SchemaNode], depth: Int = 0) {
    self.name = name
    self.depth = depth
    let applicable = nodes.flatMap(\.applicable)
    self.nodes = applicable
    func annotation(_ keyword: String) -> JSONValue? { applicable.lazy.compactMap { $0.keyword(keyword) }.first }
    var types: Set<InstanceType>?
    for declared in nodes.compactMap(\.declaredTypes) { types = types?.intersection(declared) ?? declared }
    let format = annotation("format")?.string
    if format == "money" { types = [.string] }
    declaredTypes = types
    self.format = format
    title = annotation("title")?.string
    summary = annotation("description")?.string
    let values = annotation("enum")?.array ?? annotation("const").map { [$0] }
    let texts = values?.compactMap(\.string)
    allowed = texts?.count == values?.count ? texts : nil

    var names: [String] = []
    for node in nodes { for name in node.propertyNames where !names.contains(name) { names.append(name) } }
    propertyNames = names
    let nested = depth < 3
    known =
      nested
      ? Dictionary(
        uniqueKeysWithValues: names.map { name in
          (name, FieldSchema(name: name, nodes: nodes.flatMap { $0.property(name) }, depth: depth + 1))
        }) : [:]
    let items = nodes.flatMap(\.items)
    let item = nested && !items.isEmpty ? FieldSchema(name: "", nodes: items, depth: depth + 1) : nil
    ownItem = item
    kind = Kind(
      types: types, format: format, link: annotation("x-link"), lifecycle: annotation("x-lifecycle"),
      item: item, hasProperties: !names.isEmpty)
  }

  /// What the schema says of the property named `key` of a map here; nil where nothing is said.
  public func property(_ key: String) -> FieldSchema? {
    if let field = known[key] { return field }
    guard !nodes.isEmpty else { return nil }
    let found = nodes.flatMap { $0.property(key) }
    return found.isEmpty ? nil : FieldSchema(name: key, nodes: found, depth: depth + 1)
  }

  /// What the schema says of the elements of a list here.
  public var item: FieldSchema? {
    if let ownItem { return ownItem }
    let items = nodes.flatMap(\.items)
    return items.isEmpty ? nil : FieldSchema(name: "", nodes: items, depth: depth + 1)
  }

  /// The value of a keyword such as `x-merge`; nil where no schema that applies has it.
  public func annotation(_ keyword: String) -> JSONValue? {
    nodes.lazy.compactMap { $0.keyword(keyword) }.first
  }

  /// Whether the annotation is there and true: `x-unique`, `x-personal`.
  public func isMarked(_ keyword: String) -> Bool { annotation(keyword)?.boolean == true }

  /// The types whose records the values link to, also through a list; empty where it is no link.
  public var linkedTypes: [String] { kind.linkedTypes }
}

extension FieldSchema.Kind {
  init(
    types: Set<InstanceType>?, format: String?, link: JSONValue?, lifecycle: JSONValue?, item: FieldSchema?,
    hasProperties: Bool
  ) {
    if let link {
      let targets = link.string.map { [$0] } ?? link.array?.compactMap(\.string) ?? []
      self = types == [.array] ? .list(.link(targets)) : .link(targets)
    } else if let name = lifecycle?.string {
      self = types == [.array] ? .list(.stage(name)) : .stage(name)
    } else if types?.contains(.array) == true {
      self = .list(item?.kind ?? .any)
    } else if let kind = format.flatMap(Self.byFormat) {
      self = kind
    } else if types?.contains(.string) == true {
      self = .text
    } else if types?.contains(.number) == true || types?.contains(.integer) == true {
      self = .number
    } else if types?.contains(.boolean) == true {
      self = .boolean
    } else {
      self = types?.contains(.object) == true || hasProperties ? .map : .any
    }
  }

  private static func byFormat(_ format: String) -> Self? {
    switch format {
    case "money": .money
    case "date": .date
    case "date-time": .dateTime
    case "time": .time
    case "duration": .duration
    case "member": .member
    default: nil
    }
  }

  /// The kind of a list's elements, or the kind itself.
  public var element: FieldSchema.Kind { if case .list(let element) = self { element } else { self } }

  /// The types that a link, or a list of links, points at.
  public var linkedTypes: [String] { if case .link(let types) = element { types } else { [] } }
}
