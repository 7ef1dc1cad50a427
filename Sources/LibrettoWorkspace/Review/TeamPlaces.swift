import LibrettoModel

/// The places of a record that only some teams may change (`x-team`), with what stands there.
struct TeamPlaces {
  /// A place, and what a schema says of it.
  struct Place {
    /// The teams; of each list one must be the author's.
    var teams: [[String]]
    /// What stands there: of a place in the elements of a list, each one's. What is empty counts as absent.
    var values: [Value]
  }

  /// The places by their names, as queries name fields; the record as a whole has an empty name.
  private(set) var places: [String: Place] = [:]

  /// The places of a record; none where there is no record.
  init(_ record: Record?) {
    guard let record, let schema = record.type.fields else { return }
    let whole = schema.teams
    if !whole.isEmpty {
      places[""] = Place(
        teams: whole, values: [Value(.string(String(decoding: record.document.bytes, as: UTF8.self)))])
    }
    for member in record.fields {
      if let field = schema.property(member.key) { visit(member.key, field, member.value) }
    }
  }

  /// The values at a place.
  subscript(name: String) -> [Value] { places[name]?.values ?? [] }

  private mutating func visit(_ name: String, _ field: FieldSchema, _ value: Value) {
    let teams = field.teams
    if !teams.isEmpty, !value.isEmpty {
      places[name, default: Place(teams: teams, values: [])].values.append(value)
    }
    switch value.shape {
    case .array(let elements):
      guard let item = field.item else { return }
      for element in elements { visit(name, item, element) }
    case .object(let members):
      for member in members {
        if let inner = field.property(member.key) { visit("\(name).\(member.key)", inner, member.value) }
      }
    default: break
    }
  }

  /// The names of the places where two versions differ, sorted, each with its teams.
  static func differences(_ old: TeamPlaces, _ new: TeamPlaces) -> [(name: String, teams: [[String]])] {
    Set(old.places.keys).union(new.places.keys).sorted().compactMap { name in
      guard old[name] != new[name], let place = new.places[name] ?? old.places[name] else { return nil }
      return (name, place.teams)
    }
  }
}

extension FieldSchema {
  /// The teams that alone may change what stands here: a list for each schema that says so.
  var teams: [[String]] {
    nodes.compactMap { node in
      guard let value = node.keyword("x-team") else { return nil }
      return value.text.map { [$0] } ?? value.elements?.compactMap(\.text)
    }
  }
}
