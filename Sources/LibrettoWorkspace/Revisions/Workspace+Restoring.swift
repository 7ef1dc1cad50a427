import LibrettoGit
public import LibrettoModel
import LibrettoSyntax

/// What bringing a record back needs: the plan, and the record then and now.
public struct RestorePlan: Sendable {
  /// The change of the files.
  public let plan: EditPlan
  /// The record as it was.
  public let then: Record
  /// The state that it is brought back from.
  public let revision: BookRevision
}

extension Workspace {
  /// Plans that a record, also one that was removed or renamed since, or only some of its fields, become what they were
  /// at a revision or date. A record keeps its present id and place; a field that was absent then goes. Log and text come
  /// back only with the whole record.
  ///
  /// - Parameters:
  ///   - name: the record as it is called now, was called then, or in between.
  ///   - fields: named with points; empty: the whole record.
  ///   - text: see ``revision(_:)``.
  ///   - losingChanges: whether the whole record may come back over changes that are not committed.
  ///   - catalog: the records as they are.
  public func planRestoring(
    _ name: String, fields: [String], at text: String, losingChanges: Bool, in catalog: Catalog
  ) async throws(WorkspaceError) -> RestorePlan {
    let past = try at(text)
    try past.requireReadableConfiguration()
    guard let revision = past.revision else { throw WorkspaceError(.failure, "no revision was opened") }
    let (then, now) = try await versions(of: name, past, revision, catalog)
    var plan = EditPlan()
    if fields.isEmpty {
      let restored = try restored(then, over: now)
      plan.add(old: now, new: restored)
      if let now, !plan.isEmpty, !losingChanges { try requireNothingLost(now) }
    } else {
      guard let now else {
        throw WorkspaceError(
          .usage, "\(then.reference) is not in the book now, so no field of it can be restored",
          help: "bring back the whole record: libretto restore \(then.id) --at \(text)")
      }
      try requireReadable(now)
      try past.requireReadable(then)
      plan.add(old: now, new: try now.restoring(fields, from: then))
    }
    return RestorePlan(plan: plan, then: then, revision: revision)
  }

  /// The record then and, where it is still there, now.
  private func versions(
    of name: String, _ past: Workspace, _ revision: BookRevision, _ catalog: Catalog
  ) async throws(WorkspaceError) -> (then: Record, now: Record?) {
    let older = try await past.load().catalog
    // A name that may mean several is refused; one that is unknown now may have been known then.
    let now = catalog.matches(name).isEmpty ? nil : try record(name, in: catalog)
    if let now {
      if let then = now.version(in: older) { return (then, now) }
      throw Self.absent(now, at: revision)
    }
    guard !older.matches(name).isEmpty else {
      let known = Set(catalog.records.map(\.id) + older.records.map(\.id)).sorted()
      let near = WorkspaceError.unknown("record", name, among: known)
      throw WorkspaceError(
        .usage, "\(near.message), neither now nor at \(visible(revision.description))",
        help: near.help ?? "name a revision at which it was there")
    }
    let then = try past.record(name, in: older)
    // By its id then, where another name led to it; and by the names that it has got since.
    return (then, catalog.target(of: then.id, in: [then.type.name]))
  }

  /// The whole record as it was, at the place where it is now, or where its type's folder is now.
  private func restored(_ then: Record, over now: Record?) throws(WorkspaceError) -> Record {
    guard let type = book.type(named: then.type.name) else {
      throw WorkspaceError(
        .usage, "the book has no type \"\(then.type.name)\" any more", help: "declare it in libretto.yaml: types:")
    }
    let path = now?.path ?? type.folder + String(then.path.dropFirst(then.type.folder.count))
    let bytes: [UInt8]
    do { bytes = try repository().workTreeContent(then.document.bytes, at: try prefix() + path) } catch {
      throw Self.wrapped(error)
    }
    let restored = Record(type: type, id: now?.id ?? then.id, path: path, bytes: bytes)
    guard let now, restored.isReadable, !type.declaresAliases else { return restored }
    // Its old names belong to its identity, as its id does: links by them stay good.
    var aliases = now.aliases
    for alias in [then.id] + then.aliases where alias != now.id && !aliases.contains(alias) { aliases.append(alias) }
    guard aliases != restored.aliases else { return restored }
    do {
      let document =
        aliases.isEmpty
        ? try restored.document.removing([.key("aliases")])
        : try restored.document.setting(
          [.key("aliases")], to: .sequence(aliases.map { .string($0, declaredString: false) }))
      return restored.replacing(document)
    } catch {
      throw WorkspaceError(.failure, "\(path): \(error)", help: "nothing was written")
    }
  }

  /// Refuses to write over what Git does not have.
  private func requireNothingLost(_ record: Record) throws(WorkspaceError) {
    guard let change = try workTreeChanges().first(where: { $0.path == record.path }) else { return }
    throw WorkspaceError(
      .findings([]),
      change.old == nil
        ? "\(record.path) was never committed, so restoring it whole would lose what it holds"
        : "\(record.path) has changes that are not committed, which restoring it whole would lose",
      help:
        "nothing was written; commit first: libretto commit \(record.id), name the fields to restore, or use --force")
  }
}

extension Record {
  /// The record with fields as they are in `then`; a field that is absent there goes.
  fileprivate func restoring(_ names: [String], from then: Record) throws(WorkspaceError) -> Record {
    var edited = self
    for name in names {
      guard !name.isEmpty, !name.hasPrefix("."), !name.hasSuffix("."), !name.contains("..") else {
        throw WorkspaceError(.usage, "\"\(visible(name))\" names no field", help: "write it as stage or next.due")
      }
      let path = name.split(separator: ".").map { PathComponent.key(String($0)) }
      let node = then.document.fields?[path]
      let present = edited.value(at: name)
      // A field that either version has is known, whatever the schema says now.
      let schema = node == nil && present == nil ? try type.schema(ofField: name) : try? type.schema(ofField: name)
      do {
        if let node, then.value(at: name)?.isEmpty == false {
          let value = NewValue(node, as: schema ?? nil)
          guard present != then.value(at: name) else { continue }
          edited = try edited.replacing(edited.document.setting(path, to: value))
        } else if present != nil {
          edited = try edited.replacing(edited.document.removing(path))
        }
      } catch {
        throw WorkspaceError(
          .failure, "\(self.path): \(error)", help: "nothing was written; mend it in an editor: libretto edit \(id)")
      }
    }
    return edited
  }
}

extension NewValue {
  /// What stands at a place of another file, to be written under a schema so that it reads the same.
  fileprivate init(_ node: YAMLNode, as schema: FieldSchema?) {
    switch node.kind {
    case .mapping:
      self = .mapping(
        node.entries.map { key, value in (key.text, NewValue(value, as: schema?.property(key.text))) })
    case .sequence: self = .sequence(node.elements.map { NewValue($0, as: schema?.item) })
    case .scalar:
      switch Value(node, as: schema).shape {
      case .string(let text): self = .string(text, declaredString: schema?.declaredTypes == [.string])
      case .null: self = .plain("null")
      default: self = .plain(node.text)
      }
    }
  }
}
