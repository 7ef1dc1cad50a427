import LibrettoGit
import LibrettoMerge
import LibrettoModel
import LibrettoQuery

extension Review {
  /// The most records that are read at commits for gates that look at other records.
  private static let readLimit = 2_000_000

  /// Judges the gates of the stages that records come into, and whether those that stood open are met now.
  func judgeGates(_ changes: [RecordChange], of commit: Commit, by person: ReviewedPerson) throws(GitError) {
    let entering = changes.filter { change in
      guard let new = change.new else { return false }
      return book.agreement.lifecycles(of: new.type.name).contains { lifecycle in
        let stage = new.value(at: lifecycle.field)?.text
        guard let stage, lifecycle.stage(stage)?.gate.isEmpty == false else { return false }
        return stage != change.old?.value(at: lifecycle.field)?.text || isOpen(new, stage)
      }
    }
    let records = entering.compactMap(\.new)
    guard !records.isEmpty, let source = try source(for: records, at: commit) else { return }
    let gates = Gates(source: CatalogSource(source), context: base.context(for: nil))
    for change in entering {
      guard let new = change.new else { continue }
      let findings = gates.check(new)
      for lifecycle in book.agreement.lifecycles(of: new.type.name) {
        guard let stage = new.value(at: lifecycle.field)?.text else { continue }
        let root = identities.root(new.reference)
        if findings.isEmpty {
          for index in openGates.indices
          where identities.root(openGates[index].reference) == root && openGates[index].stage == stage {
            openGates[index].isMended = true
          }
        }
        guard stage != change.old?.value(at: lifecycle.field)?.text else { continue }
        for finding in findings {
          openGates.append(
            OpenGate(
              reference: new.reference, stage: stage, field: lifecycle.field, finding: finding,
              breach: ReviewBreach(
                code: .gateNotMet,
                message: "\(finding.message) when \(person.description) moved it there in \(commit.id.abbreviated)",
                label: finding.label, help: finding.help ?? "", reference: new.reference, field: lifecycle.field,
                path: new.path, commit: commit.id, author: person.name)))
        }
      }
    }
  }

  private func isOpen(_ record: Record, _ stage: String) -> Bool {
    guard !openGates.isEmpty else { return false }
    let root = identities.root(record.reference)
    return openGates.contains { !$0.isMended && $0.stage == stage && identities.root($0.reference) == root }
  }

  /// The records that the gates of these look at; nil where that is too much.
  private func source(for records: [Record], at commit: Commit) throws(GitError) -> Catalog? {
    guard records.contains(where: looksElsewhere) else { return Catalog(book: book, records: records) }
    guard readForGates < Self.readLimit else {
      skippedGates = true
      return nil
    }
    let all = try allRecords(in: commit.id)
    readForGates += all.count
    return Catalog(book: book, records: all)
  }

  /// Whether a gate of the record's stage looks at other records.
  private func looksElsewhere(_ record: Record) -> Bool {
    book.agreement.lifecycles(of: record.type.name).contains { lifecycle in
      guard let name = record.value(at: lifecycle.field)?.text, let stage = lifecycle.stage(name) else { return false }
      return stage.gate.contains { written in
        let condition = try? Query.parseCondition(
          written.text, of: record.type, in: book, bareFieldMeansPresent: true)
        return condition.map { Judgement.depth(of: $0.root) > 0 } ?? false
      }
    }
  }

  /// All records of a commit that can be read.
  func allRecords(in commit: ObjectID) throws(GitError) -> [Record] {
    var records: [Record] = []
    for entry in try repository.entries(in: commit, under: prefix) {
      if let path = ownPath(entry.path), let record = try shelf.record(path, entry.leaf) { records.append(record) }
    }
    return records
  }
}
