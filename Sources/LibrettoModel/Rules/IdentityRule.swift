import JSONSchema
import LibrettoSyntax

/// LB304, LB120: no two files are the same record, or the same name to a file system that folds case or normalises.
enum IdentityRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    var paths: [RecordReference: [Int]] = [:]
    var names: [String: [Int]] = [:]
    for (index, record) in catalog.records.enumerated() {
      paths[record.reference, default: []].append(index)
      // Swift's strings are equal where they are canonically equivalent, so normalisation is taken care of.
      names[caseFolded(record.path), default: []].append(index)
    }
    for index in scope {
      let record = catalog.records[index]
      if let same = paths[record.reference], same.count > 1 {
        let others = same.filter { $0 != index }.map { catalog.records[$0].path }
        findings.append(
          record.diagnostic(
            .duplicateID, "the \(record.type.name) \"\(record.id)\" also lies in \(listed(others))", range: nil,
            help: "an id is unique within its type: rename or join one of them"))
      }
      if let same = names[caseFolded(record.path)], same.count > 1 {
        let others = same.filter { $0 != index }.map { catalog.records[$0].path }
        findings.append(
          record.diagnostic(
            .collidingFileNames, "\(listed(others)) is the same name on many file systems", range: nil,
            help: "rename one of them; a clone on macOS or Windows would lose one"))
      }
    }
  }
}
