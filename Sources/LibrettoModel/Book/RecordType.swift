public import JSONSchema

/// A kind of record: its folder, its schema and how its files are named.
public final class RecordType: Sendable {
  /// The name: `lead`.
  public let name: String
  /// The folder from the book's root, without a slash at the end: `leads`.
  public let folder: String
  /// The field that names a record.
  public let titleField: String
  /// Where a new record goes below the folder: `{id}.md`.
  public let place: PlaceTemplate
  /// Whether new ids name nobody.
  public let hasRandomIDs: Bool
  /// The file of the schema from the book's root; nil where the built-in schema or none is meant.
  public let schemaPath: String?
  /// The schema; nil where the type has none and takes any fields.
  public let schema: Schema?
  /// What the schema says of the record and, through it, of each field.
  public let fields: FieldSchema?

  /// Whether `aliases` is a field of the schema, and not only Libretto's own.
  public let declaresAliases: Bool
  /// The fields that hold stages, at any depth.
  let stageFields: FieldSelection
  /// The fields that hold members.
  let memberFields: FieldSelection
  /// The fields that hold links.
  let linkFields: FieldSelection

  init(
    name: String, folder: String, titleField: String, place: PlaceTemplate, hasRandomIDs: Bool, schemaPath: String?,
    schema: Schema?
  ) {
    self.name = name
    self.folder = folder
    self.titleField = titleField
    self.place = place
    self.hasRandomIDs = hasRandomIDs
    self.schemaPath = schemaPath
    self.schema = schema
    let fields = schema.map { FieldSchema(name: "", nodes: [$0.root]) }
    self.fields = fields
    declaresAliases = fields?.propertyNames.contains("aliases") ?? false
    stageFields = FieldSelection(fields) { if case .stage = $0 { true } else { false } }
    memberFields = FieldSelection(fields) { $0 == .member }
    linkFields = FieldSelection(fields) { !$0.linkedTypes.isEmpty }
  }

  /// The last part of the folder, by which queries and wikilinks may name the type: `leads`.
  public var plural: String { folder.split(separator: "/").last.map(String.init) ?? folder }

  /// The name with which people address a single record: the schema's title, else the type's name.
  public var title: String { fields?.title ?? name }
}
