import LibrettoModel

/// A change of one field as a person types it: `stage=mql`, `tags+=pricing`, `tags-=old`.
public struct Assignment: Hashable, Sendable {
  /// What happens to the field.
  public enum Operator: String, Sendable { case set = "=", add = "+=", remove = "-=" }

  /// The field as a query names it: `next.due`.
  public let field: String
  /// What happens to it.
  public let operation: Operator
  /// The value as typed.
  public let text: String

  /// Reads an assignment as typed.
  public init(_ argument: String) throws(WorkspaceError) {
    guard let equals = argument.firstIndex(of: "=") else {
      throw WorkspaceError(
        .usage, "\"\(visible(argument))\" is no assignment", help: "write it as stage=mql, tags+=pricing or tags-=old")
    }
    var name = argument[..<equals]
    var operation = Operator.set
    if name.last == "+" || name.last == "-" { operation = name.removeLast() == "+" ? .add : .remove }
    guard !name.isEmpty, !name.hasPrefix("."), !name.hasSuffix("."), !name.contains("..") else {
      throw WorkspaceError(.usage, "\"\(visible(argument))\" names no field", help: "write it as field=value")
    }
    field = String(name)
    self.operation = operation
    text = String(argument[argument.index(after: equals)...])
  }

  /// The ids that the text may name: itself, or the elements of a list.
  public var mentions: [String] { [text] + ((try? TypedList.elements(of: text)) ?? []) }

  /// Refuses a field that gets two values: one of them would be lost.
  static func requireOneValue(_ assignments: [Assignment]) throws(WorkspaceError) {
    var seen: Set<String> = []
    for assignment in assignments where assignment.operation == .set {
      guard seen.insert(assignment.field).inserted else {
        throw WorkspaceError(
          .usage, "\(visible(assignment.field)) gets two values",
          help: "name it once; a list takes \(visible(assignment.field))=one,another")
      }
    }
  }
}

extension RecordType {
  /// What the schema says of the field at a dotted path; nil where the type takes any field.
  func schema(ofField name: String) throws(WorkspaceError) -> FieldSchema? {
    guard var schema = fields else { return nil }
    var walked = ""
    for part in name.split(separator: ".").map(String.init) {
      guard let next = schema.property(part) else {
        // `aliases` is Libretto's own; a schema that is not closed takes what it does not know.
        if walked.isEmpty, part == "aliases" || !isClosed { return nil }
        throw .unknown(
          "field", walked.isEmpty ? part : "\(walked).\(part)",
          among: schema.propertyNames.map {
            walked.isEmpty ? $0 : "\(walked).\($0)"
          })
      }
      walked += walked.isEmpty ? part : ".\(part)"
      schema = next
    }
    return schema
  }

  /// Whether the schema refuses fields that it does not know.
  private var isClosed: Bool {
    fields?.nodes.contains { node in
      ["unevaluatedProperties", "additionalProperties"].contains { node.keyword($0)?.boolean == false }
    } ?? false
  }
}
