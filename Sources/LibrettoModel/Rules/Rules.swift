import JSONSchema
import LibrettoSyntax

/// A rule that judges one record by itself.
protocol RecordRule: SendableMetatype {
  /// Adds what is wrong with `record` to `findings`.
  static func check(_ record: Record, in book: Book, into findings: inout [Diagnostic])
}

/// A rule that judges records by what the others say.
protocol CatalogRule: SendableMetatype {
  /// Adds what is wrong with the records in `scope` (positions in `catalog.records`) to `findings`.
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic])
}

/// All rules of the model; the gates' rule is beside the query language.
public enum Rules {
  private static let recordRules: [any RecordRule.Type] = [
    SchemaRule.self, StageRule.self, MemberRule.self, ReasonRule.self, SuspiciousTextRule.self, LogRule.self,
  ]
  private static let linkRules: [any CatalogRule.Type] = [LinkRule.self, WikiLinkRule.self]
  private static let identityRules: [any CatalogRule.Type] = [UniqueRule.self, IdentityRule.self, AliasRule.self]

  /// What is wrong with a record by itself. A file that cannot be read is told of, and nothing more is guessed of it.
  public static func check(_ record: Record, in book: Book) -> [Diagnostic] {
    guard record.isReadable else {
      return record.document.issues.map {
        SyntaxRule.diagnostic($0, path: record.path, record: record.reference)
      }
    }
    var findings: [Diagnostic] = []
    for rule in recordRules { rule.check(record, in: book, into: &findings) }
    return findings
  }

  /// What is wrong between records, told of those in `scope` (positions in `catalog.records`); nil judges all.
  public static func check(_ catalog: Catalog, scope: [Int]? = nil) -> [Diagnostic] {
    let scope = scope ?? Array(catalog.records.indices)
    return checkLinks(catalog, scope: scope) + checkIdentities(catalog, scope: scope)
  }

  /// The part of `check` that looks at each record's links: it may run on parts of the scope side by side.
  public static func checkLinks(_ catalog: Catalog, scope: [Int]) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for rule in linkRules { rule.check(catalog, scope: scope, into: &findings) }
    return findings
  }

  /// The part of `check` that looks at all records for what must not stand twice.
  public static func checkIdentities(_ catalog: Catalog, scope: [Int]) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for rule in identityRules { rule.check(catalog, scope: scope, into: &findings) }
    return findings
  }
}

extension Record {
  /// A finding at a place in this record's file.
  func diagnostic(
    _ code: Diagnostic.Code, _ severity: Diagnostic.Severity, _ message: String, range: Range<Int>?,
    field: String? = nil, label: String? = nil, help: String? = nil, fixes: [FixIt] = []
  ) -> Diagnostic {
    Diagnostic(
      code, severity, message, path: path, range: range, label: label, record: reference, field: field,
      help: help, fixes: fixes)
  }

  /// An error at a place in this record's file.
  func diagnostic(
    _ code: Diagnostic.Code, _ message: String, range: Range<Int>?, field: String? = nil, label: String? = nil,
    help: String? = nil, fixes: [FixIt] = []
  ) -> Diagnostic {
    diagnostic(code, .error, message, range: range, field: field, label: label, help: help, fixes: fixes)
  }

  /// A certain fix where only one candidate is near, which writes `replacement` in place of the value at `range`.
  func replacement(of text: String, at range: Range<Int>?, among known: [String]) -> [FixIt] {
    guard let range, let candidate = certainNearest(to: text, among: known) else { return [] }
    return [replacement(of: text, at: range, with: candidate)]
  }

  /// A certain fix that writes `new` in place of the value at `range`, keeping its quotes.
  func replacement(of text: String, at range: Range<Int>, with new: String) -> FixIt {
    let inner =
      RecordOutlines.isQuoted(self, at: range.lowerBound) ? range.lowerBound + 1..<range.upperBound - 1 : range
    return FixIt(
      "replace \"\(text)\" with \"\(new)\"",
      edits: [FileEdit(path: path, edit: TextEdit(range: inner, text: new))], isCertain: true)
  }
}
