import LibrettoGit
import LibrettoIndex
import LibrettoMerge
import LibrettoModel

/// What a commit did to the records, worked out from the files that it changed.
struct HistoryEntries {
  private(set) var entries: [HistoryEntry] = []
  /// Whether the older side of a file cannot be read, so that the last good version must be known to compare with.
  private(set) var needsOlder = false
  private var gone: [Record] = []
  private var come: [Record] = []
  private let versions: HistoryVersions
  /// The last good versions of files that could not be read before.
  private let lastGood: [RecordReference: ObjectID]

  /// Compares both sides of each file.
  init(
    _ changes: some Sequence<BlobChange>, _ versions: HistoryVersions, lastGood: [RecordReference: ObjectID] = [:]
  ) throws {
    self.versions = versions
    self.lastGood = lastGood
    for change in changes { try add(change) }
    addMoves()
  }

  private mutating func add(_ change: BlobChange) throws {
    guard let place = versions.place(of: change.path) else { return }
    let name = RecordReference(type: place.type.name, id: place.id)
    var old: Record?
    var good: ObjectID?
    if let blob = change.old {
      old = try versions.record(place, blob)
      good = blob
      if old == nil {
        needsOlder = true
        good = lastGood[name]
        if let good { old = try versions.record(place, good) }
      }
    }
    let before = change.old == nil ? nil : old ?? Record(type: place.type, id: place.id, path: place.path, bytes: [])
    guard let blob = change.new else {
      if let before { gone.append(before) }
      return
    }
    guard let new = try versions.record(place, blob) else {
      if change.old == nil { entries.append(HistoryEntry(.added, type: name.type, id: name.id, after: "{}")) }
      entries.append(HistoryEntry(.unreadable, type: name.type, id: name.id, before: good?.description))
      return
    }
    if let before { addFields(before, new) } else { come.append(new) }
  }

  private mutating func addFields(_ old: Record, _ new: Record) {
    for field in FieldChange.between(old, new) {
      entries.append(
        HistoryEntry(
          .set, type: new.type.name, id: new.id, field: field.field, before: field.before?.text(),
          after: field.after?.text()))
    }
  }

  /// What is gone and what came may be the same record, moved.
  private mutating func addMoves() {
    guard !gone.isEmpty, !come.isEmpty else {
      for record in gone { entries.append(HistoryEntry(.removed, type: record.type.name, id: record.id)) }
      for record in come { addComing(record) }
      return
    }
    for change in ChangeSet(old: gone, new: come).records {
      switch (change.old, change.new) {
      case (let old?, nil): entries.append(HistoryEntry(.removed, type: old.type.name, id: old.id))
      case (nil, let new?): addComing(new)
      case (let old?, let new?):
        let isRenamed = old.id != new.id
        entries.append(
          HistoryEntry(
            .moved, type: new.type.name, id: new.id, field: isRenamed ? "id" : "path",
            before: Value(.string(isRenamed ? old.id : old.path)).text(),
            after: Value(.string(isRenamed ? new.id : new.path)).text()))
        addFields(old, new)
      case (nil, nil): break
      }
    }
  }

  private mutating func addComing(_ record: Record) {
    let fields = FieldChange.between(nil, record).compactMap { change in
      change.after.map { Member(key: change.field, keyRange: nil, value: $0) }
    }
    entries.append(
      HistoryEntry(.added, type: record.type.name, id: record.id, after: Value(.object(fields)).text()))
  }
}
