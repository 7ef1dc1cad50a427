public import LibrettoModel

/// All that differs between two versions of a book: record by record, and the files of the configuration.
public struct ChangeSet: Sendable {
  /// The records, sorted by the bytes of their paths.
  public let records: [RecordChange]
  /// The files of the configuration that differ: `libretto.yaml`, `agreement.yaml`, in `schema/` and `views/`; and records
  /// that cannot be read.
  public let files: [FileChange]

  /// A file that differs and is no record, or none that can be read.
  public struct FileChange: Hashable, Sendable {
    /// The file, from the book's root.
    public let path: String
    /// What happened to it.
    public let kind: RecordChange.Kind
    /// Why a record's file cannot be read now, so that nothing is known of its fields; nil for other files.
    public let problem: String?
    /// Whether the file is in conflict in a merge that is under way.
    public let isInConflict: Bool

    /// Makes a change of a file.
    public init(path: String, kind: RecordChange.Kind, problem: String? = nil, isInConflict: Bool = false) {
      self.path = path
      self.kind = kind
      self.problem = problem
      self.isInConflict = isInConflict
    }
  }

  /// Whether nothing differs.
  public var isEmpty: Bool { records.isEmpty && files.isEmpty }

  /// Compares the records of two versions, which need hold only those whose files differ. A record that is gone and one
  /// of its type that is new are the same, moved, where the id is the same, else where the new one has the old id among
  /// its aliases, else where the content is the same.
  public init(old: [Record], new: [Record], files: [FileChange] = []) {
    var matching = MoveMatching(old: old, new: new)
    matching.pair {
      [$0.type.name, $0.id]
    } with: {
      [[$0.type.name, $0.id]]
    }
    matching.pair {
      [$0.type.name, $0.id]
    } with: { record in
      record.aliases.map { [record.type.name, $0] }
    }
    matching.pair {
      Content(type: $0.type.name, bytes: $0.document.bytes)
    } with: {
      [Content(type: $0.type.name, bytes: $0.document.bytes)]
    }
    records = matching.all.compactMap { RecordChange(old: $0, new: $1) }
      .sorted { PathBytes(($0.new ?? $0.old)!.path) < PathBytes(($1.new ?? $1.old)!.path) }
    self.files = files.sorted { PathBytes($0.path) < PathBytes($1.path) }
  }

  private struct Content: Hashable {
    let type: String
    let bytes: [UInt8]
  }
}
