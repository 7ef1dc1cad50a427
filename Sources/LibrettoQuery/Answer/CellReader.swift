import LibrettoModel

/// Gathers the values of a path for a record into one cell.
final class CellReader: Sendable {
  private let path: FieldPath
  private let walk: LinkWalk
  private let leaf: LeafReader

  init(_ path: FieldPath, _ source: any RecordSource, _ context: QueryContext) {
    self.path = path
    walk = LinkWalk(path.hops, source)
    leaf = LeafReader(path, context, book: source.book)
  }

  /// The values, lists taken apart, of every record at the end of the links.
  func values(of record: Record) -> [Value] {
    if case .count(.records) = path.leaf { return [Value(.number(Number(walk.count(from: record))))] }
    var values: [Value] = []
    walk.forEach(from: record) { target in
      _ = leaf.any(of: target) { value in
        values.append(value)
        return false
      }
    }
    return values
  }

  /// The values as one: nil where there are none, a list where the path may have several.
  func cell(of record: Record) -> Value? {
    let values = values(of: record)
    guard let first = values.first else { return nil }
    return path.isList || values.count > 1 ? Value(.array(values)) : first
  }
}
