public import LibrettoModel

/// What differs between two versions of a record.
public struct RecordChange: Sendable {
  /// The record, by its newer name.
  public let reference: RecordReference
  /// What its type's folder is called, as people name records: `leads/jane-doe`.
  public let displayName: String
  /// The older version; nil where the record is new.
  public let old: Record?
  /// The newer version; nil where the record is gone.
  public let new: Record?
  /// The fields that differ.
  public let fields: [FieldChange]
  /// Lines of the log that are new, as written, without the leading dash.
  public let addedLog: [String]
  /// The kinds of activity in those of the new lines that read as entries, line by line.
  public let addedActivities: [String]
  /// Lines of the log that are gone.
  public let removedLog: [String]
  /// Whether the text outside front matter and log differs.
  public let changesBody: Bool

  /// What happened to the record as a whole.
  public enum Kind: Sendable { case added, removed, modified, moved }

  /// What happened: a record is moved where its id or its file differs.
  public var kind: Kind {
    switch (old, new) {
    case (nil, _): .added
    case (_, nil): .removed
    case (let old?, let new?): PathBytes(old.path) == PathBytes(new.path) ? .modified : .moved
    }
  }

  /// Compares two versions, at least one of which must be there.
  public init?(old: Record?, new: Record?) {
    guard let record = new ?? old else { return nil }
    reference = record.reference
    displayName = "\(record.type.plural)/\(record.id)"
    self.old = old
    self.new = new
    fields = FieldChange.between(old, new)
    let (oldLog, newLog) = (old.map(Self.logLines) ?? [], new.map(Self.logLines) ?? [])
    let (oldSet, newSet) = (Set(oldLog), Set(newLog))
    addedLog = newLog.filter { !oldSet.contains($0) }
    addedActivities = zip(new?.document.log ?? [], newLog).compactMap { line, text in
      guard case .entry(let entry) = line, !oldSet.contains(text) else { return nil }
      return entry.kind
    }
    removedLog = oldLog.filter { !newSet.contains($0) }
    changesBody = (old.map(Self.text) ?? []) != (new.map(Self.text) ?? [])
  }

  private static func logLines(_ record: Record) -> [String] {
    record.document.log.map { line in
      let text = String(decoding: record.document.bytes[line.range], as: UTF8.self)
      return text.hasPrefix("- ") ? String(text.dropFirst(2)) : text
    }
  }

  /// The text outside front matter and log, line by line, with a line of what is the same around what differs; blank
  /// lines do not count.
  public var bodyChanges: [LineChange] {
    changesBody ? LineChange.between(old.map(Self.text) ?? [], new.map(Self.text) ?? []) : []
  }

  /// The lines of the body without those of its log, and without blank ones.
  private static func text(_ record: Record) -> [String] {
    let document = record.document
    var text = ""
    var start = document.bodyRange.lowerBound
    for line in document.log {
      text += String(decoding: document.bytes[start..<line.range.lowerBound], as: UTF8.self)
      start = line.range.upperBound
    }
    text += String(decoding: document.bytes[start..<document.bodyRange.upperBound], as: UTF8.self)
    return text.split { $0.isNewline }.filter { !$0.allSatisfy(\.isWhitespace) && $0 != "## Log" }.map(String.init)
  }
}
