import JSONSchema
public import LibrettoSyntax

/// A link out of a record: from a field with `x-link`, or a wikilink in any text.
public struct Link: Hashable, Sendable {
  /// The record that links.
  public let source: RecordReference
  /// The field as a query names it, without positions in lists: `account`, `campaigns`; nil for a wikilink.
  public let field: String?
  /// The id as written.
  public let id: String
  /// The types that it may point at.
  public let types: [String]
  /// The bytes of the id's value (with its quotes) or, in a wikilink, of the id alone.
  public let range: SourceRange?
  /// The whole wikilink with its brackets; nil for a field.
  public let wikiLinkRange: SourceRange?
}

extension Record {
  /// The links in fields with `x-link`, in the order of the file.
  public var fieldLinks: [Link] {
    guard let schema = type.fields else { return [] }
    var links: [Link] = []
    for member in fields {
      guard let field = schema.property(member.key) else { continue }
      collect(member.value, field, name: member.key, into: &links)
    }
    return links
  }

  private func collect(_ value: Value, _ field: FieldSchema, name: String, into links: inout [Link]) {
    switch value.shape {
    case .string(let id):
      let types = field.linkedTypes
      guard !types.isEmpty else { return }
      links.append(
        Link(source: reference, field: name, id: id, types: types, range: value.range, wikiLinkRange: nil))
    case .array(let elements):
      let item = field.item
      for element in elements { collect(element, field.linkedTypes.isEmpty ? item ?? field : field, name: name, into: &links) }
    case .object(let members):
      for member in members {
        guard let inner = field.property(member.key) else { continue }
        collect(member.value, inner, name: "\(name).\(member.key)", into: &links)
      }
    default: break
    }
  }

  /// The wikilinks in the front matter's texts and the body. The types are those that the part before the slash names.
  public func wikiLinks(in book: Book) -> [Link] {
    document.wikiLinks.map { link in
      let types = link.qualifier.map { name in book.type(named: name).map { [$0.name] } ?? [] }
      return Link(
        source: reference, field: nil, id: link.id, types: types ?? book.types.map(\.name),
        range: link.idRange, wikiLinkRange: link.range)
    }
  }
}
