public import LibrettoModel
import LibrettoSyntax

extension Workspace {
  /// Plans a new record of a type with a title and further fields. It gets an id of its title, the day of today as
  /// `created` and the first stage of its lifecycle, where the type has such fields and nothing else is said.
  public func planNew(
    _ type: RecordType, title: String, id wanted: String? = nil, assignments: [Assignment], in catalog: Catalog
  ) throws(WorkspaceError) -> (plan: EditPlan, record: Record) {
    try requireTitle(title, type, assignments)
    let id = try newID(type, title: title, wanted: wanted, in: catalog)
    var fields: [(key: String, value: NewValue)] = []
    let declared = type.fields?.property(type.titleField)?.declaredTypes == [.string]
    fields.append((type.titleField, .string(title, declaredString: declared)))
    let path = "\(type.folder)/\(type.place.path(for: id))"
    let empty = Record(type: type, id: id, path: path, bytes: Document.composing(fields: fields, body: "").bytes)
    var record = try empty.making(assignments, input: input(catalog))
    for (field, text) in defaults(of: type) where record.value(at: field) == nil {
      record = try record.making([Assignment("\(field)=\(text)")], input: input(catalog))
    }
    let body = record.document.bytes + Array("\n# \(title)\n".utf8)
    record = Record(type: type, id: id, path: path, bytes: body)
    var plan = EditPlan()
    plan.add(old: nil, new: record)
    return (plan, record)
  }

  /// A title is one line, since it becomes the file's heading, and is given once.
  private func requireTitle(
    _ title: String, _ type: RecordType, _ assignments: [Assignment]
  ) throws(WorkspaceError) {
    guard !title.allSatisfy(\.isWhitespace) else {
      throw WorkspaceError(.usage, "the title is empty", help: "libretto new \(type.name) \"Jane Doe\"")
    }
    guard !title.contains(where: \.isNewline) else {
      throw WorkspaceError(
        .usage, "the title \"\(visible(title))\" has a line break",
        help: "a title is one line; longer text goes into a field")
    }
    guard assignments.contains(where: { $0.field == type.titleField }) else { return }
    throw WorkspaceError(
      .usage, "\(type.titleField) is the title, which is \"\(visible(title))\" already",
      help: "give it as the title: libretto new \(type.name) TITLE")
  }

  /// The findings about a record that is not written yet: what is missing is added to the command that makes it.
  public func advice(_ findings: [Diagnostic], forNew record: Record) -> [Diagnostic] {
    findings.map { finding in
      guard finding.code == .missingField, finding.path == record.path, let field = finding.field else {
        return finding
      }
      var finding = finding
      finding.help = "add it to the command: \(field)=…"
      return finding
    }
  }

  private func defaults(of type: RecordType) -> [(field: String, text: String)] {
    var defaults: [(String, String)] = []
    for name in type.fields?.propertyNames ?? [] {
      guard let field = type.fields?.property(name) else { continue }
      if case .stage(let lifecycle) = field.kind, let first = book.agreement.lifecycle(lifecycle)?.stages.first {
        defaults.append((name, first.name))
      } else if name == "created", field.kind == .date {
        defaults.append((name, today.description))
      }
    }
    return defaults
  }

  /// An id that no record of the type has or had: the one that is wanted, else one of the title, with `-2` where taken.
  private func newID(
    _ type: RecordType, title: String, wanted: String?, in catalog: Catalog
  ) throws(WorkspaceError) -> String {
    func isTaken(_ id: String) -> Bool { catalog.target(of: id, in: [type.name]) != nil }
    if let wanted {
      guard RecordID.isValid(wanted) else {
        throw WorkspaceError(
          .usage, "\"\(visible(wanted))\" is no id",
          help: "ids are made of a-z, 0-9 and -"
            + (RecordID.slug(from: wanted).map { "; did you mean \"\($0)\"?" } ?? ""))
      }
      guard !isTaken(wanted) else {
        throw WorkspaceError(
          .usage, "there is a \(type.name) \"\(wanted)\" already", help: "see: libretto show \(wanted)")
      }
      return wanted
    }
    if type.hasRandomIDs {
      var source = RandomBits(source: environment.randomBits)
      while true {
        let id = RecordID.random(using: &source)
        if !isTaken(id) { return id }
      }
    }
    guard let stem = RecordID.slug(from: title) else {
      throw WorkspaceError(
        .usage, "no id can be made of the title \"\(visible(title))\"", help: "give one with --id, of a-z, 0-9 and -")
    }
    var id = stem
    var number = 2
    while isTaken(id) {
      id = "\(stem)-\(number)"
      number += 1
    }
    return id
  }
}

private struct RandomBits: RandomNumberGenerator {
  let source: @Sendable () -> UInt64
  func next() -> UInt64 { source() }
}
