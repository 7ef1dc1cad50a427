import LibrettoGit
import LibrettoModel
import LibrettoSyntax

extension Workspace {
  /// Makes every mend that is certain, and again as long as that leads to new ones; returns how many findings were
  /// mended in how many files. A mend that would bring an error into the book is left out.
  public func fix(paths: [String]? = nil) async throws(WorkspaceError) -> (mended: Int, files: Int) {
    var mended = 0
    var files: Set<String> = []
    // Each round mends something, so this ends; the bound guards against two rules that undo each other.
    for _ in 0..<5 {
      let loaded = try await load()
      let catalog = loaded.catalog
      let findings = withCreationDates(try await validate(paths: paths), catalog)
      var plan = EditPlan()
      for (path, fixes) in Self.certainEdits(findings) {
        guard let record = catalog.records.first(where: { $0.path == path }), record.isReadable else { continue }
        let edited = record.replacing(record.document.applying(fixes))
        guard edited.isReadable else { continue }
        plan.add(old: record, new: edited)
        mended += fixes.count
        files.insert(path)
      }
      guard !plan.isEmpty else { break }
      _ = try apply(plan, to: catalog, options: EditOptions(isForced: true))
    }
    return (mended, files.count)
  }

  /// The certain edits of each file; of two that overlap, the first.
  private static func certainEdits(_ findings: [Diagnostic]) -> [String: [TextEdit]] {
    var edits: [String: [TextEdit]] = [:]
    for finding in findings {
      guard let fix = finding.fixes.first(where: \.isCertain), fix.edits.allSatisfy({ $0.path == finding.path }) else { continue }
      let taken = edits[finding.path] ?? []
      let new = fix.edits.map(\.edit)
      guard !new.contains(where: { edit in taken.contains { $0.range.overlaps(edit.range) || $0.range == edit.range } })
      else { continue }
      edits[finding.path] = taken + new
    }
    return edits
  }

  /// A required `created` that is missing is the day of the file's first commit.
  private func withCreationDates(_ findings: [Diagnostic], _ catalog: Catalog) -> [Diagnostic] {
    let missing = findings.filter { $0.code == .missingField && $0.field == "created" }
    guard !missing.isEmpty, let repository = try? repository(), let prefix = try? prefix(),
      let commits = try? repository.firstCommits(adding: Set(missing.map { prefix + $0.path }))
    else { return findings }
    return findings.map { finding in
      guard finding.code == .missingField, finding.field == "created", let commit = commits[prefix + finding.path],
        let record = catalog.records.first(where: { $0.path == finding.path })
      else { return finding }
      let day = timeZone.civil(at: Instant(secondsSinceEpoch: commit.committer.seconds)).0
      guard let edited = try? record.document.setting([.key("created")], to: .plain(day.description)),
        let edit = TextEdit(from: record.document.bytes, to: edited.bytes)
      else { return finding }
      var mended = finding
      mended.fixes = [
        FixIt("add created: \(day), the day of the first commit", edits: [FileEdit(path: finding.path, edit: edit)], isCertain: true)
      ]
      return mended
    }
  }
}

extension TextEdit {
  /// The one edit that leads from one text to another; nil where they are the same.
  fileprivate init?(from old: [UInt8], to new: [UInt8]) {
    guard old != new else { return nil }
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    self.init(range: start..<old.count - end, text: String(decoding: new[start..<new.count - end], as: UTF8.self))
  }
}
