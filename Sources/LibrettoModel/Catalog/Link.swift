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
  /// The links in fields with `x-link`, by field.
  public var fieldLinks: [Link] {
    var links: [Link] = []
    type.linkFields.forEachValue(of: self) { name, field, value in
      let types = field.linkedTypes
      guard !types.isEmpty else { return }
      if let id = value.text {
        links.append(
          Link(source: reference, field: name, id: id, types: types, range: value.range, wikiLinkRange: nil))
      } else if field.item == nil {
        // The list itself carries the keyword, and nothing is said of its items.
        for (id, range) in value.texts {
          links.append(
            Link(source: reference, field: name, id: id, types: types, range: range, wikiLinkRange: nil))
        }
      }
    }
    return links
  }

  /// The wikilinks in the front matter's texts and the body. The types are those that the part before the slash names.
  public func wikiLinks(in book: Book) -> [Link] {
    wikiLinks.map { link in
      let types = link.qualifier.map { name in book.type(named: name).map { [$0.name] } ?? [] }
      return Link(
        source: reference, field: nil, id: link.id, types: types ?? book.recordTypeNames,
        range: link.idRange, wikiLinkRange: link.range)
    }
  }
}
