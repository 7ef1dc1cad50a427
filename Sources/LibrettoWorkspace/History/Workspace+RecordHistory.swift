import LibrettoIndex
import LibrettoMerge
import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// What became of a record over time, or of one of its fields, under all ids that it had. It may be gone by now.
  public func history(of name: String, field: String? = nil) async throws(WorkspaceError) -> RecordHistory {
    let store = try await history()
    let catalog = try await load().catalog
    do {
      let (reference, record, rows) = try found(name, catalog, store)
      var events = rows.map { event($0, lastRows: rows) }
      if let record {
        events += uncommitted(record, after: events)
        mergeStages(of: record, into: &events)
        if field == nil { events += activities(of: record, beside: events) }
      }
      if let field {
        events = try of(field, events, reference, record)
      }
      // Newest first; what happened at once stays in its order.
      var groups: [Int] = []
      for index in events.indices {
        let isSame = index > 0 && events[index].commit == events[index - 1].commit
        groups.append(index == 0 ? 0 : groups[index - 1] + (isSame ? 0 : 1))
      }
      let order = events.indices.sorted { a, b in
        (events[b].at, groups[b], a) < (events[a].at, groups[a], b)
      }
      return RecordHistory(reference: reference, record: record, events: order.map { events[$0] })
    } catch { throw Self.wrapped(error) }
  }

  private func found(
    _ name: String, _ catalog: Catalog, _ store: HistoryStore
  ) throws -> (RecordReference, Record?, [HistoryRow]) {
    do {
      let record = try record(name, in: catalog)
      var rows = try store.rows(of: record.reference)
      for alias in record.aliases where rows.isEmpty {
        rows = try store.rows(of: RecordReference(type: record.type.name, id: alias))
      }
      return (record.reference, record, rows)
    } catch {
      // What is gone has a history all the same.
      let parts = name.split(separator: "/").map(String.init)
      let types = parts.count == 2 ? [book.type(named: parts[0])].compactMap(\.self) : book.types
      let gone = try types.compactMap { type -> (RecordReference, [HistoryRow])? in
        let reference = RecordReference(type: type.name, id: parts.last ?? name)
        let rows = try store.rows(of: reference)
        return rows.isEmpty ? nil : (reference, rows)
      }
      guard gone.count == 1, let (reference, rows) = gone.first else { throw error }
      return (reference, nil, rows)
    }
  }

  private func event(_ row: HistoryRow, lastRows: [HistoryRow]) -> RecordHistory.Event {
    let author = people.person(name: row.authorName, email: row.authorEmail)
    return RecordHistory.Event(
      at: row.moment, by: author.member?.name ?? author.name,
      kind: RecordHistory.Event.Kind(rawValue: row.entry.kind.rawValue) ?? .set, field: row.entry.field,
      before: row.entry.kind == .unreadable ? nil : row.entry.valueBefore, after: row.entry.valueAfter,
      commit: row.commit, subject: row.subject, isUncommitted: false)
  }

  /// The fields whose values in the file are others than the last ones that were committed.
  private func uncommitted(_ record: Record, after events: [RecordHistory.Event]) -> [RecordHistory.Event] {
    guard record.isReadable else { return [] }
    var last: [String: Value] = [:]
    var isThere = false
    for event in events {
      switch event.kind {
      case .set: if let field = event.field { last[field] = event.after }
      case .added: isThere = true
      case .removed: (last, isThere) = ([:], false)
      default: break
      }
    }
    func event(_ kind: RecordHistory.Event.Kind, _ field: String?, _ before: Value?, _ after: Value?)
      -> RecordHistory.Event
    {
      RecordHistory.Event(
        at: environment.now(), by: nil, kind: kind, field: field, before: before, after: after, commit: nil,
        subject: nil,
        isUncommitted: true)
    }
    var found: [RecordHistory.Event] = isThere ? [] : [event(.added, nil, nil, nil)]
    for change in FieldChange.between(nil, record) {
      let before = last.removeValue(forKey: change.field)
      if before != change.after { found.append(event(.set, change.field, before, change.after)) }
    }
    for (field, before) in last.sorted(by: { $0.key < $1.key }) { found.append(event(.set, field, before, nil)) }
    return found
  }

  /// Puts what the log tells of the stages in the place of what Git knows.
  private func mergeStages(of record: Record, into events: inout [RecordHistory.Event]) {
    for lifecycle in book.agreement.lifecycles(of: record.type.name) {
      let own = events.indices.filter { events[$0].kind == .set && events[$0].field == lifecycle.field }
      let known = own.map { FieldTransition(at: events[$0].at, before: events[$0].before, after: events[$0].after) }
      let steps = StageLog.merge(known, log: record, zone: timeZone)
      let merged = steps.map { step in
        let old = step.position.map { events[own[$0]] }
        return RecordHistory.Event(
          at: step.transition.at, by: step.member ?? old?.by, kind: .set, field: lifecycle.field,
          before: step.transition.before, after: step.transition.after, commit: old?.commit, subject: old?.subject,
          isUncommitted: old?.isUncommitted ?? false)
      }
      // Where they stood before, so that a commit's changes stay together.
      var kept: [RecordHistory.Event] = []
      let places = Dictionary(
        steps.enumerated().compactMap { index, step in step.position.map { (own[$0], index) } },
        uniquingKeysWith: { first, _ in first })
      for index in events.indices {
        if let place = places[index] {
          kept.append(merged[place])
        } else if !own.contains(index) {
          kept.append(events[index])
        }
      }
      events = kept + steps.indices.filter { steps[$0].position == nil }.map { merged[$0] }
    }
  }

  /// The lines of the log, but for stages that are among the events already.
  private func activities(of record: Record, beside events: [RecordHistory.Event]) -> [RecordHistory.Event] {
    record.logMoments(in: timeZone).compactMap { entry, at in
      if entry.kind == "stage", let after = StageLog.stage(in: entry) {
        let day = timeZone.civil(at: at).0
        if events.contains(where: { $0.after?.text == after && timeZone.civil(at: $0.at).0 == day }) { return nil }
      }
      return RecordHistory.Event(
        at: at, by: entry.member, kind: .log, field: entry.kind, before: nil, after: Value(.string(entry.text)),
        commit: nil, subject: nil, isUncommitted: false)
    }
  }

  /// The events of a field, or of the members of a map.
  private func of(
    _ field: String, _ events: [RecordHistory.Event], _ reference: RecordReference, _ record: Record?
  ) throws(WorkspaceError) -> [RecordHistory.Event] {
    let found = events.filter { event in
      event.kind == .set && (event.field == field || event.field?.hasPrefix(field + ".") ?? false)
        || event.kind == .moved && event.field == field
    }
    let declared = book.type(named: reference.type)?.fields?.propertyNames ?? []
    let first = String(field.prefix { $0 != "." })
    guard found.isEmpty, !declared.contains(first) else { return found }
    let known = Set(events.compactMap { $0.kind == .set ? $0.field : nil }).union(declared)
    throw .unknown(
      "field", field, among: known.sorted(), otherwise: "expected one of \(known.sorted().joined(separator: ", "))")
  }
}

extension Record {
  /// The lines of the log that can be read, each with its moment.
  func logMoments(in zone: TimeZone) -> [(entry: LogEntry, at: Instant)] {
    document.log.compactMap { line in
      guard case .entry(let entry) = line,
        let date = CivilDate(year: entry.date.year, month: entry.date.month, day: entry.date.day)
      else { return nil }
      let text = document.bytes[entry.dateRange.lowerBound..<(entry.timeRange ?? entry.dateRange).upperBound]
      let moment = DateTimeText(String(decoding: text, as: UTF8.self))
      return (entry, moment?.instant(in: zone) ?? zone.startOfDay(date))
    }
  }
}
