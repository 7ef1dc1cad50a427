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
      let catalog = try await load().catalog
      let records = Dictionary(catalog.records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      let findings = withCreationDates(try await validate(paths: paths), records)
      let mends = Self.certainMends(findings)
      var plan = EditPlan()
      for (path, mend) in mends {
        guard let record = records[path], record.isReadable else { continue }
        let edited = record.replacing(record.document.applying(mend.edits))
        if edited.isReadable { plan.add(old: record, new: edited) }
      }
      plan = harmless(plan, mends, in: catalog)
      guard !plan.isEmpty else { break }
      _ = try apply(plan, to: catalog, options: EditOptions(isForced: true))
      for path in plan.edits.compactMap(\.old?.path) {
        mended += mends[path]?.edits.count ?? 0
        files.insert(path)
      }
    }
    return (mended, files.count)
  }

  /// The part of the plan that brings no error into the book: a file gets no more errors than it loses, and loses one
  /// where an error was to be mended.
  private func harmless(_ plan: EditPlan, _ mends: [String: Mend], in catalog: Catalog) -> EditPlan {
    var plan = plan
    while !plan.isEmpty {
      let judgement = judgement(of: plan, in: catalog)
      var balance: [String: Int] = [:]
      for finding in judgement.new where finding.severity == .error { balance[finding.path, default: 0] += 1 }
      for finding in judgement.gone where finding.severity == .error { balance[finding.path, default: 0] -= 1 }
      let own = Set(plan.edits.compactMap(\.new?.path))
      // Where another file would suffer, its neighbours' mends are left out, as it cannot be told which it was.
      let suffering = balance.filter { $0.value > 0 && !own.contains($0.key) }.keys
      let names = Set(
        catalog.records.filter { suffering.contains($0.path) }.flatMap { [$0.id] + $0.fieldLinks.map(\.id) })
      var kept = EditPlan()
      for case (let old?, let new?) in plan.edits {
        let limit = mends[old.path]?.mendsError == true ? -1 : 0
        let links = (old.fieldLinks + new.fieldLinks).map(\.id)
        let isNear = names.contains(old.id) || !names.isDisjoint(with: links)
        if balance[old.path, default: 0] <= limit, !isNear { kept.add(old: old, new: new) }
      }
      guard kept.edits.count < plan.edits.count else { break }
      plan = kept
    }
    return plan
  }

  /// The certain edits of a file.
  private struct Mend {
    var edits: [TextEdit] = []
    var mendsError = false
  }

  /// The certain edits of each file; of two that overlap, the first.
  private static func certainMends(_ findings: [Diagnostic]) -> [String: Mend] {
    var mends: [String: Mend] = [:]
    for finding in findings {
      guard let fix = finding.fixes.first(where: \.isCertain), fix.edits.allSatisfy({ $0.path == finding.path }) else {
        continue
      }
      let new = fix.edits.map(\.edit)
      let taken = mends[finding.path]?.edits ?? []
      guard !new.contains(where: { edit in taken.contains { $0.range.overlaps(edit.range) || $0.range == edit.range } })
      else { continue }
      mends[finding.path, default: Mend()].edits += new
      if finding.severity == .error { mends[finding.path]?.mendsError = true }
    }
    return mends
  }

  /// A required `created` that is missing is the day of the file's first commit.
  private func withCreationDates(_ findings: [Diagnostic], _ records: [String: Record]) -> [Diagnostic] {
    let missing = findings.filter { $0.code == .missingField && $0.field == "created" }
    guard !missing.isEmpty, let repository = try? repository(), let prefix = try? prefix(),
      let commits = try? repository.firstCommits(adding: Set(missing.map { prefix + $0.path }))
    else { return findings }
    return findings.map { finding in
      guard finding.code == .missingField, finding.field == "created", let commit = commits[prefix + finding.path],
        let record = records[finding.path]
      else { return finding }
      let day = timeZone.civil(at: Instant(secondsSinceEpoch: commit.committer.seconds)).0
      guard let edited = try? record.document.setting([.key("created")], to: .plain(day.description)),
        let edit = TextEdit(from: record.document.bytes, to: edited.bytes)
      else { return finding }
      var mended = finding
      mended.fixes = [
        FixIt(
          "add created: \(day), the day of the first commit", edits: [FileEdit(path: finding.path, edit: edit)],
          isCertain: true)
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
