public import JSONSchema
public import LibrettoSyntax

/// One record of the book, read from its file with the types of its schema.
///
/// It never changes. It is a class for speed: a book's thousands of records go from hand to hand, and a reference is
/// one word to copy.
public final class Record: Sendable {
  /// Its type and id.
  public let reference: RecordReference
  /// Its type.
  public let type: RecordType
  /// Its file, from the book's root.
  public let path: String
  /// The text of its file.
  public let document: Document
  /// Its fields in the order of the file; empty where the front matter cannot be read.
  public let fields: [Member<Value>]
  /// Its earlier ids.
  public let aliases: [String]
  /// What is kept of the text, where only an outline is.
  let outline: RecordOutline?

  /// Reads the record in the file at `path`, whose content is `bytes`. A file that cannot be read as one gives a record
  /// without fields; `document.issues` says why.
  public init(type: RecordType, id: String, path: String, bytes: [UInt8]) {
    self.type = type
    self.path = path
    outline = nil
    reference = RecordReference(type: type.name, id: id)
    let document = Document.parse(bytes)
    self.document = document
    guard let root = document.fields, root.kind == .mapping else {
      fields = []
      aliases = []
      return
    }
    let schema = type.fields
    let fields = root.entries.map { entry in
      let key = entry.key.text
      return Member(
        key: key, keyRange: entry.key.range, value: Value(entry.value, as: schema?.property(key)))
    }
    self.fields = fields
    aliases =
      type.declaresAliases ? [] : fields.first { $0.key == "aliases" }?.value.texts.map(\.text) ?? []
  }

  /// What is left of a record without its text and with some of its fields only.
  init(_ record: Record, fields: [Member<Value>], outline: RecordOutline) {
    (reference, type, path, aliases) = (record.reference, record.type, record.path, record.aliases)
    document = record.document.withoutText
    self.fields = fields
    self.outline = outline
  }

  /// The id: the file's stem.
  public var id: String { reference.id }

  /// The value of a top-level field; nil where there is none.
  public subscript(field: String) -> Value? { fields.first { $0.key == field }?.value }

  /// The value at a dotted path such as `next.due`; nil where there is none.
  public func value(at path: String) -> Value? {
    var parts = path.split(separator: ".").map(String.init)[...]
    guard let first = parts.popFirst(), var value = self[first] else { return nil }
    while let part = parts.popFirst() {
      guard let next = value[part] else { return nil }
      value = next
    }
    return value
  }

  /// What the record is called: its title field, else its id.
  public var title: String {
    if let text = self[type.titleField]?.text, !text.isEmpty { return text }
    return id
  }

  /// Whether the file could be read well enough to judge its fields.
  public var isReadable: Bool { document.issues.isEmpty }

  /// The fields as one value, without Libretto's own `aliases` unless the schema declares it: what is validated.
  public var instance: Value {
    let own = type.declaresAliases || self["aliases"] == nil ? fields : fields.filter { $0.key != "aliases" }
    return Value(.object(own), range: document.frontMatterRange)
  }
}
