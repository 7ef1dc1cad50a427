import LibrettoModel

extension ImportRun {
  /// Judges the records that are made or changed, each by itself and then all together; an error that was not there
  /// before is a reason. `gates` judges what stands in the agreement.
  mutating func judge(gates: ([Int], Catalog) -> [Diagnostic]) {
    for index in rows.indices where !rows[index].isHopeless {
      guard let new = rows[index].new, new.document.bytes != rows[index].old?.document.bytes else { continue }
      var findings = Rules.check(new, in: book).filter { $0.severity == .error }
      if !findings.isEmpty, let old = rows[index].old {
        let known = Set(Rules.check(old, in: book).map(Self.key))
        findings.removeAll { known.contains(Self.key($0)) }
      }
      // What a cell already gave a reason for is not told twice.
      let fields =
        rows[index].reasons.isEmpty
        ? []
        : findings.compactMap(\.field).filter { field in
          columns.sources.contains { $0.field == field && reader.hasReason($0, rows[index].cells) }
        }
      for finding in findings where !(finding.field.map(fields.contains) ?? false) { add(finding, to: index) }
    }
    refuseLinksToRefused()
    // Kept rows are for `validate` to judge.
    if !request.keepsInvalid { judgeTogether(gates) }
  }

  private mutating func judgeTogether(_ gates: ([Int], Catalog) -> [Diagnostic]) {
    var byPath: [String: Int] = [:]
    var gone: Set<String> = []
    var come: [Record] = []
    for index in rows.indices where isTaken(rows[index]) {
      guard let new = rows[index].new, new.document.bytes != rows[index].old?.document.bytes else { continue }
      byPath[new.path] = index
      come.append(new)
      if let old = rows[index].old { gone.insert(old.path) }
    }
    guard !come.isEmpty else { return }
    let after = Catalog(book: book, records: catalog.records.filter { !gone.contains($0.path) } + come)
    var known: Set<String> = []
    if !gone.isEmpty {
      let scope = catalog.records.indices.filter { gone.contains(catalog.records[$0].path) }
      known = Set((Rules.check(catalog, scope: scope) + gates(scope, catalog)).map(Self.key))
    }
    let scope = after.records.indices.filter { byPath[after.records[$0].path] != nil }
    let findings = Rules.check(after, scope: scope) + gates(scope, after)
    for finding in findings where finding.severity == .error && !known.contains(Self.key(finding)) {
      if let index = byPath[finding.path] { add(finding, to: index) }
    }
    refuseLinksToRefused()
  }

  private mutating func add(_ finding: Diagnostic, to index: Int) {
    let field = finding.field.map { finding.message.contains($0) ? "" : "\($0): " } ?? ""
    let help = finding.code == .missingField ? fillingHelp(finding.field) : finding.help ?? finding.label
    rows[index].reasons.append(ImportReason(field + finding.message, help: help))
  }

  /// How a row gets a field that is missing.
  private func fillingHelp(_ field: String?) -> String? {
    guard let field else { return nil }
    guard let source = columns.sources.first(where: { $0.field == field }), case .cell(let index) = source.text else {
      return "map it: --map \(field)=COLUMN, or give it: --set \(field)=VALUE"
    }
    return "fill the column \"\(header[index])\""
  }

  private static func key(_ finding: Diagnostic) -> String {
    "\(finding.code.rawValue) \(finding.path) \(finding.field ?? "") \(finding.message)"
  }
}
