public import LibrettoModel

/// All that differs between two versions of a book: record by record, and the files of the configuration.
public struct ChangeSet: Sendable {
  /// The records, sorted by their paths.
  public let records: [RecordChange]
  /// The files of the configuration that differ: `libretto.yaml`, `agreement.yaml`, in `schema/` and `views/`.
  public let files: [FileChange]

  /// A file of the configuration that differs.
  public struct FileChange: Hashable, Sendable {
    /// The file, from the book's root.
    public let path: String
    /// What happened to it.
    public let kind: RecordChange.Kind

    /// Makes a change of a file.
    public init(path: String, kind: RecordChange.Kind) {
      self.path = path
      self.kind = kind
    }
  }

  /// Whether nothing differs.
  public var isEmpty: Bool { records.isEmpty && files.isEmpty }

  /// Compares the records of two versions, which need hold only those whose files differ. A record that is gone and one
  /// of its type that is new are the same, moved, where the new one has the old id among its aliases, or where
  /// id or content is the same.
  public init(old: [Record], new: [Record], files: [FileChange] = []) {
    var gone: [String: Record] = Dictionary(old.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [(Record?, Record?)] = []
    var unmatched: [Record] = []
    for record in new {
      if let before = gone.removeValue(forKey: record.path) { pairs.append((before, record)) } else { unmatched.append(record) }
    }
    for record in unmatched {
      let source = gone.values.filter { $0.type.name == record.type.name && Self.isSame($0, record) }
        .min { $0.path < $1.path }
      if let source { gone[source.path] = nil }
      pairs.append((source, record))
    }
    pairs += gone.values.map { ($0, nil) }
    records = pairs.compactMap { RecordChange(old: $0, new: $1) }
      .sorted { ($0.new ?? $0.old)!.path < ($1.new ?? $1.old)!.path }
    self.files = files.sorted { $0.path < $1.path }
  }

  private static func isSame(_ old: Record, _ new: Record) -> Bool {
    new.aliases.contains(old.id) || old.id == new.id || old.document.bytes == new.document.bytes
  }
}
