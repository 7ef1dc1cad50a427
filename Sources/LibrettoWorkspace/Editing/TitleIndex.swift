import LibrettoModel

/// The records of a catalog by their titles, letter case aside; built when first asked for, since most input names
/// records by their ids.
final class TitleIndex {
  private var records: [String: [Record]]?

  /// The records of these types with this title.
  func titled(_ title: String, in types: [String], of catalog: Catalog) -> [Record] {
    let index = records ?? Dictionary(grouping: catalog.records) { caseFolded($0.title) }
    records = index
    return index[caseFolded(title), default: []].filter { types.contains($0.type.name) }
  }
}
