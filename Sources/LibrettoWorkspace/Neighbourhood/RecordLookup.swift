import LibrettoModel

/// Finds records by what others may say of them, without reading all. It may give more than was asked for.
protocol RecordLookup {
  /// The records of any type with this id or old id.
  func records(named id: String) throws(WorkspaceError) -> [Record]

  /// The records of these types (nil: any) with a link in a field or a wikilink that has this id.
  func records(linkingTo id: String, types: [String]?) throws(WorkspaceError) -> [Record]

  /// The records of a type whose value of a unique field may be that of `key`.
  func records(ofType type: String, holding key: String, in field: String) throws(WorkspaceError) -> [Record]
}
