extension Diagnostic.Code {
  // LB0xx: the book
  /// `libretto.yaml` cannot be used at all.
  public static let missingConfiguration: Self = "LB001"
  /// A key that the configuration does not know.
  public static let unknownKey: Self = "LB002"
  /// A value that the configuration cannot take.
  public static let invalidSetting: Self = "LB003"
  /// The configuration or the agreement names a type, field, team, stage or member that does not exist.
  public static let unknownName: Self = "LB004"
  /// A gate's condition cannot be read.
  public static let invalidGate: Self = "LB005"
  /// A file in `schema/` is no valid JSON Schema.
  public static let invalidSchema: Self = "LB006"
  /// A pattern that cannot run in bounded time.
  public static let refusedPattern: Self = "LB007"
  /// A `$ref` to what is no schema of the book.
  public static let unresolvedReference: Self = "LB008"
  /// An annotation such as `x-link` names what does not exist.
  public static let unknownAnnotationTarget: Self = "LB009"
  /// A saved view cannot be used.
  public static let invalidView: Self = "LB010"
  /// Two record types share a folder.
  public static let sharedFolder: Self = "LB011"
  /// A promise, goal or rule of the agreement that cannot be kept or read.
  public static let invalidTerm: Self = "LB012"

  // LB1xx: the file
  /// The file is not UTF-8.
  public static let invalidUTF8: Self = "LB101"
  /// The file holds a NUL byte.
  public static let nulByte: Self = "LB102"
  /// The front matter has no closing `---`.
  public static let unclosedFrontMatter: Self = "LB103"
  /// A tab is used as indentation.
  public static let tabIndentation: Self = "LB104"
  /// A key stands twice in one map.
  public static let duplicateKey: Self = "LB105"
  /// An anchor or an alias, which the profile of YAML leaves out.
  public static let anchor: Self = "LB106"
  /// A tag, which the profile of YAML leaves out.
  public static let tag: Self = "LB107"
  /// A merge key, which the profile of YAML leaves out.
  public static let mergeKey: Self = "LB108"
  /// A directive, which the profile of YAML leaves out.
  public static let directive: Self = "LB109"
  /// Several YAML documents in one file.
  public static let multipleDocuments: Self = "LB110"
  /// The YAML cannot be read.
  public static let invalidYAML: Self = "LB111"
  /// Collections are nested too deeply.
  public static let nestingTooDeep: Self = "LB112"
  /// The file is larger than a record may be.
  public static let fileTooLarge: Self = "LB113"
  /// The front matter is larger than it may be.
  public static let frontMatterTooLarge: Self = "LB114"
  /// The front matter is not a map of fields.
  public static let frontMatterNotAMapping: Self = "LB115"
  /// The file's stem is no id.
  public static let invalidFileName: Self = "LB116"
  /// A symbolic link where a record should be.
  public static let symbolicLink: Self = "LB117"
  /// A folder or device where a file should be.
  public static let notAFile: Self = "LB118"
  /// The file cannot be read.
  public static let unreadableFile: Self = "LB119"
  /// Two file names differ only by case or Unicode normalisation.
  public static let collidingFileNames: Self = "LB120"
  /// A conflict marker of a merge.
  public static let conflictMarker: Self = "LB121"
  /// A key that is no scalar.
  public static let complexKey: Self = "LB122"
  /// Control, bidirectional or invisible characters in a value.
  public static let suspiciousText: Self = "LB123"

  // LB2xx: the schema
  /// A value of the wrong type.
  public static let wrongType: Self = "LB201"
  /// A required field is missing.
  public static let missingField: Self = "LB202"
  /// A value that is not one of those listed, or an unknown stage.
  public static let unknownValue: Self = "LB203"
  /// A field that the schema does not know.
  public static let unknownField: Self = "LB204"
  /// A value that is not in its format.
  public static let wrongFormat: Self = "LB205"
  /// A value that its pattern does not match.
  public static let patternMismatch: Self = "LB206"
  /// A number outside its range.
  public static let outOfRange: Self = "LB207"
  /// A text that is too short or too long.
  public static let wrongLength: Self = "LB208"
  /// A list or map with too few, too many or repeated parts.
  public static let wrongItems: Self = "LB209"
  /// A combination of values that the schema does not allow.
  public static let wrongCombination: Self = "LB210"

  // LB3xx: between records
  /// A link to a record that does not exist.
  public static let brokenLink: Self = "LB301"
  /// A link to a record of another type.
  public static let linkToWrongType: Self = "LB302"
  /// A value that must be unique stands in two records.
  public static let duplicateValue: Self = "LB303"
  /// Two records of a type have the same id.
  public static let duplicateID: Self = "LB304"
  /// An alias is another record's id or alias.
  public static let aliasClash: Self = "LB305"
  /// A wikilink to a record that does not exist.
  public static let brokenWikiLink: Self = "LB306"
  /// A wikilink that may mean several records.
  public static let ambiguousWikiLink: Self = "LB307"
  /// A link that uses a record's old id.
  public static let linkByAlias: Self = "LB308"

  // LB4xx: the agreement
  /// A record does not meet a condition of its stage.
  public static let gateNotMet: Self = "LB401"
  /// A transition that is not agreed.
  public static let moveNotAgreed: Self = "LB402"
  /// A member who is not in `libretto.yaml`.
  public static let unknownMember: Self = "LB403"
  /// A reason that is not agreed.
  public static let unknownReason: Self = "LB404"
  /// A field that belongs to another team was changed.
  public static let foreignField: Self = "LB405"
  /// A file was changed that only some members may change.
  public static let protectedFile: Self = "LB406"
  /// A commit's author is no member.
  public static let unknownAuthor: Self = "LB407"
  /// A commit has no signature that counts.
  public static let missingSignature: Self = "LB408"
  /// A commit's signature is not its author's.
  public static let foreignSignature: Self = "LB409"
  /// A merge changes what neither of its sides did.
  public static let hiddenEdit: Self = "LB410"
  /// A protected branch would lose commits.
  public static let rewrittenBranch: Self = "LB411"

  // LB5xx: the log and the body
  /// A line of the log that cannot be read.
  public static let unreadableLogLine: Self = "LB501"
  /// A kind of activity that is not agreed.
  public static let unknownActivity: Self = "LB502"
  /// A log line names someone who is no member.
  public static let unknownLogMember: Self = "LB503"
  /// A log line names an unknown stage.
  public static let unknownLogStage: Self = "LB504"
}
