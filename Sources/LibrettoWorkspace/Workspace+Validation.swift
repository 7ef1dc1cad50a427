public import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// Everything that is wrong with the book: its configuration, its files, each record, and what is between them. With
  /// `paths` (from the book's root; a folder stands for all below it) only what concerns those.
  public func validate(paths: [String]? = nil) async throws(WorkspaceError) -> [Diagnostic] {
    let loaded = try await load(judging: true)
    let catalog = loaded.catalog
    var findings = bookFindings + loaded.findings
    let scope = Array(catalog.records.indices)
    findings += Rules.check(catalog, scope: scope)
    findings += gateFindings(scope, catalog)
    if let paths {
      findings = findings.filter { finding in paths.contains { Self.covers($0, finding.path) } }
    }
    return findings.sorted()
  }

  /// Whether `path` is `scope` or lies below it; an empty scope is the book's root.
  static func covers(_ scope: String, _ path: String) -> Bool {
    scope.isEmpty || path == scope || path.hasPrefix(scope + "/")
  }

  /// What the gates of the agreement find in the records at these positions of the catalog.
  func gateFindings(_ scope: [Int], _ catalog: Catalog) -> [Diagnostic] { [] }
}
