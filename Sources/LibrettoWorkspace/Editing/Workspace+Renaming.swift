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
    var plan = EditPlan()
    for source in catalog.records {
      let edits = links(of: source, to: record, in: catalog).flatMap { link in
        link.range.map { [TextEdit(range: Self.inner($0, source), text: id)] } ?? []
      }
      if source.reference == record.reference {
        plan.add(old: source, new: try renamed(source, edits, to: id))
      } else if !edits.isEmpty {
        try requireReadable(source)
        plan.add(old: source, new: source.replacing(source.document.applying(edits)))
      }
    }
    return plan
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
      plan.add(old: record, new: record.replacing(record.document, path: "\(type.folder)/\(template.path(for: record.id))"))
    }
    return plan
  }
}
