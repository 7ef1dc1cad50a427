import JSONSchema
import LibrettoModel
import LibrettoSyntax

extension Record {
  /// The record with the assignments made; only the bytes of what changes differ.
  func making(_ assignments: [Assignment], input: FieldInput) throws(WorkspaceError) -> Record {
    try Assignment.requireOneValue(assignments)
    var edited = self
    for assignment in assignments { edited = try edited.making(assignment, input) }
    return edited
  }

  private func making(_ assignment: Assignment, _ input: FieldInput) throws(WorkspaceError) -> Record {
    let schema = try type.schema(ofField: assignment.field)
    let path = Self.path(assignment.field)
    let old = value(at: assignment.field)
    do {
      switch assignment.operation {
      case .set:
        guard !assignment.text.isEmpty else {
          throw WorkspaceError(
            .usage, "\(assignment.field)= has no value",
            help: "to take the field out: libretto unset \(id) \(assignment.field)")
        }
        let new = try input.value(assignment.text, for: schema, named: assignment.field)
        return try replacing(document.setting(path, to: new))
      case .add:
        var edited = self
        for part in try elements(assignment, schema, input, old) {
          let already = edited.value(at: assignment.field)?.texts.contains { $0.text == Self.text(part) } ?? false
          if !already { edited = try edited.replacing(edited.document.appending(part, to: path)) }
        }
        return edited
      case .remove:
        var edited = self
        for part in try elements(assignment, schema, input, old) {
          guard
            let index = edited.value(at: assignment.field)?.elements?.firstIndex(where: { $0.text == Self.text(part) })
          else { continue }
          edited = try edited.replacing(edited.document.removing(path + [.index(index)]))
        }
        return edited
      }
    } catch let error as WorkspaceError {
      throw error
    } catch let refusal as FieldInput.Refusal {
      throw WorkspaceError(.usage, refusal.message, help: refusal.help)
    } catch {
      throw WorkspaceError(
        .failure, "\(self.path): \(error)", help: "nothing was written; mend it in an editor: libretto edit \(id)")
    }
  }

  private func elements(
    _ assignment: Assignment, _ schema: FieldSchema?, _ input: FieldInput, _ old: Value?
  ) throws -> [NewValue] {
    if let schema {
      guard case .list = schema.kind else {
        throw WorkspaceError(
          .usage, "\(assignment.field) is no list", help: "write \(assignment.field)=\(assignment.text)")
      }
    } else if let old, old.elements == nil, !old.isEmpty {
      throw WorkspaceError(
        .usage, "\(assignment.field) is no list", help: "write \(assignment.field)=\(assignment.text)")
    }
    // What leaves a list need not be a good value; it only has to be there.
    if assignment.operation == .remove {
      return try FieldInput.parts(assignment.text, of: assignment.field).map { .string($0, declaredString: true) }
    }
    guard let schema else { return try FieldInput.parts(assignment.text, of: assignment.field).map(FieldInput.untyped) }
    guard case .sequence(let parts) = try input.value(assignment.text, for: schema, named: assignment.field) else {
      return []
    }
    return parts
  }

  /// The record with the fields taken out; those that are not there are left out of account.
  func removing(fields names: [String]) throws(WorkspaceError) -> Record {
    var edited = self
    for name in names {
      _ = try type.schema(ofField: name)
      guard edited.value(at: name) != nil else { continue }
      do { edited = try edited.replacing(edited.document.removing(Self.path(name))) } catch {
        throw WorkspaceError(.failure, "\(path): \(error)", help: "nothing was written")
      }
    }
    return edited
  }

  /// The record as the file with this text, or at another place, would make it.
  func replacing(_ document: Document, id: String? = nil, path: String? = nil) -> Record {
    Record(type: type, id: id ?? self.id, path: path ?? self.path, bytes: document.bytes)
  }

  private static func path(_ field: String) -> [PathComponent] { field.split(separator: ".").map { .key(String($0)) } }

  private static func text(_ value: NewValue) -> String {
    switch value {
    case .plain(let text), .string(let text, _): text
    case .sequence, .mapping: ""
    }
  }
}
