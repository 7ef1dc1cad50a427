public import LibrettoModel
import LibrettoSyntax

extension Workspace {
  /// Plans that a record gets a new id: its file is renamed in its folder, the old id goes to `aliases`, and every link to
  /// it is rewritten, in the front matter and the text of any record, its own included.
  public func planRenaming(_ record: Record, to id: String, in catalog: Catalog) throws(WorkspaceError) -> EditPlan {
    try requireReadable(record)
    guard RecordID.isValid(id) else {
      throw WorkspaceError(
        .usage, "\"\(visible(id))\" is no id",
        help: "ids are made of a-z, 0-9 and -" + (RecordID.slug(from: id).map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    if let other = catalog.target(of: id, in: [record.type.name]), other.reference != record.reference {
      throw WorkspaceError(.usage, "there is a \(record.type.name) \"\(id)\" already", help: "see: libretto show \(id)")
    }
    guard id != record.id else { return EditPlan() }
    // What links mean afterwards; the record's own text does not matter for that.
    let newcomer = try renamed(record, [], to: id)
    let after = Catalog(book: book, records: catalog.records.map { $0.path == record.path ? newcomer : $0 })
    var plan = EditPlan()
    var refused: [Diagnostic] = []
    for source in catalog.records {
      var edits: [TextEdit] = []
      for link in source.fieldLinks + source.wikiLinks(in: book) {
        switch effect(on: link, of: record, to: id, catalog, after) {
        case .none: break
        case .text(let text):
          if let range = link.range { edits.append(TextEdit(range: Self.inner(range, source), text: text)) }
        case .refused(let other):
          refused.append(
            Diagnostic(
              .linkToWrongType, "\(link.field ?? "the link") would mean \(other) as well as \(record.type.name)/\(id)",
              path: source.path, range: link.range, record: source.reference, field: link.field))
        }
      }
      if source.path == record.path {
        plan.add(old: source, new: try renamed(source, edits, to: id))
      } else if !edits.isEmpty {
        try requireReadable(source)
        plan.add(old: source, new: source.replacing(source.document.applying(edits)))
      }
    }
    guard refused.isEmpty else {
      throw WorkspaceError(
        .findings(refused.sorted()),
        "with the id \"\(id)\", \(refused.count == 1 ? "a link" : "links") would mean another record",
        help:
          "nothing was renamed; choose an id that no \(after.matches(id).map(\.type.name).joined(separator: " or ")) has"
      )
    }
    return plan
  }

  /// What the new id of a record does to a link.
  private enum RenamingEffect {
    case none
    /// The id is to be written so.
    case text(String)
    /// The link, which has no room for a type, would lead to either record.
    case refused(RecordReference)
  }

  /// A link leads to the same record before and after: one to the record gets its new id, and where a bare id may mean
  /// several records afterwards, a wikilink names the type too.
  private func effect(
    on link: Link, of record: Record, to id: String, _ catalog: Catalog, _ after: Catalog
  ) -> RenamingEffect {
    guard let target = catalog.target(of: link.id, in: link.types)?.reference else { return .none }
    let isToRecord = target == record.reference
    guard isToRecord || link.id == id else { return .none }
    let wanted = isToRecord ? RecordReference(type: record.type.name, id: id) : target
    let meant = after.target(of: id, in: link.types)?.reference
    if link.field != nil {
      guard meant == wanted else { return .refused(isToRecord ? meant ?? target : target) }
      return isToRecord ? .text(id) : .none
    }
    // One that was ambiguous before is not for a program to settle.
    guard isToRecord || catalog.matches(id).count <= 1 else { return .none }
    let isAmbiguous = link.types.count > 1 && after.matches(id).count > 1
    guard isAmbiguous || meant != wanted else { return isToRecord ? .text(id) : .none }
    return .text("\(wanted.type)/\(wanted.id)")
  }

  private func renamed(_ record: Record, _ edits: [TextEdit], to id: String) throws(WorkspaceError) -> Record {
    var document = record.document.applying(edits)
    do {
      let kept = record.aliases
      // A record that gets back an old id does not keep it as an old one.
      if let index = kept.firstIndex(of: id) {
        document = try document.removing([.key("aliases"), .index(index)])
      }
      if !kept.contains(record.id) {
        document = try document.appending(.string(record.id, declaredString: false), to: [.key("aliases")])
      }
    } catch {
      throw WorkspaceError(.failure, "\(record.path): \(error)", help: "nothing was written")
    }
    let folder = record.path.dropLast(RecordReading.stem(record.path).utf8.count + 3)
    // A file where its type's template put it moves to where the template puts the new id; others stay in their folder.
    let isPlaced = record.path == "\(record.type.folder)/\(record.type.place.path(for: record.id))"
    let path = isPlaced ? "\(record.type.folder)/\(record.type.place.path(for: id))" : "\(folder)\(id).md"
    return record.replacing(document, id: id, path: path)
  }

  /// The links of `source` that lead to `target`.
  func links(of source: Record, to target: Record, in catalog: Catalog) -> [Link] {
    (source.fieldLinks + source.wikiLinks(in: book)).filter { link in
      link.types.contains(target.type.name) && (link.id == target.id || target.aliases.contains(link.id))
        && catalog.target(of: link.id, in: link.types)?.reference == target.reference
    }
  }

  /// The bytes inside a value's quotes.
  private static func inner(_ range: SourceRange, _ record: Record) -> SourceRange {
    let first = record.document.bytes[range.lowerBound]
    let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    return isQuoted ? range.lowerBound + 1..<range.upperBound - 1 : range
  }

  /// Plans that the records of a type move to where the template puts them, such as `{id:2}/{id}.md`.
  public func planPlacing(_ type: RecordType, by template: PlaceTemplate, in catalog: Catalog) -> EditPlan {
    var plan = EditPlan()
    for record in catalog.records(ofType: type.name) {
      plan.add(
        old: record, new: record.replacing(record.document, path: "\(type.folder)/\(template.path(for: record.id))"))
    }
    return plan
  }
}
