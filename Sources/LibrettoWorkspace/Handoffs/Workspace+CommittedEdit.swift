public import LibrettoModel

/// How a change of records that is committed at once is carried out.
public struct CommittedEditOptions: Sendable {
  /// Only tell what would change.
  public var isDryRun: Bool
  /// Change the files and leave the commit to the user.
  public var leavesUncommitted: Bool
  /// Whether the repository's hooks run.
  public var runsHooks: Bool

  /// Carries it out, commits it and runs hooks.
  public init(isDryRun: Bool = false, leavesUncommitted: Bool = false, runsHooks: Bool = true) {
    (self.isDryRun, self.leavesUncommitted, self.runsHooks) = (isDryRun, leavesUncommitted, runsHooks)
  }
}

/// What a change of records that is committed at once came to.
public struct CommittedEdit: Sendable {
  /// What changed, or would.
  public let edit: EditOutcome
  /// The commit; nil where there is none.
  public let commit: CommitOutcome?
}

extension Workspace {
  /// Carries a plan out and makes one commit of the records that it changes. Where the commit cannot be made, the files are
  /// put back as they were.
  ///
  /// - Parameter message: the commit's message; nil for one that tells what changed, without personal data
  public func applyAndCommit(
    _ plan: EditPlan, to catalog: Catalog, message: String? = nil, options: CommittedEditOptions
  ) async throws(WorkspaceError) -> CommittedEdit {
    // What is under way would refuse the commit: better before a file is written.
    if !options.isDryRun, !options.leavesUncommitted, let operation = try repository().operation, operation != .bisect {
      throw WorkspaceError(.failure, "a \(operation.command) is under way", help: operation.help)
    }
    let outcome = try apply(plan, to: catalog, options: EditOptions(isDryRun: options.isDryRun))
    guard outcome.isWritten, !options.leavesUncommitted else { return CommittedEdit(edit: outcome, commit: nil) }
    // Hooks may change records in their turn, so they must not wait for us.
    unlock()
    do {
      let names = plan.edits.compactMap { $0.new?.reference.description }
      let commit = try await commit(records: names, message: message, runsHooks: options.runsHooks)
      return CommittedEdit(edit: outcome, commit: commit)
    } catch {
      _ = lockForEditing()
      do { _ = try apply(plan.reversed, to: plan.applied(to: catalog), options: EditOptions(isForced: true)) } catch {
        throw WorkspaceError(
          .failure, "the change was written but not committed: \(error.message)", help: "see: libretto status")
      }
      throw WorkspaceError(error.code, error.message, help: error.help ?? "nothing was changed", cause: error.cause)
    }
  }
}

extension Workspace {
  /// Findings of gates with the command that adds what is missing, in place of the general advice.
  public func withRemedies(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.map { finding in
      guard finding.code == .gateNotMet, let record = finding.record, let field = finding.field,
        let type = book.types.first(where: { $0.name == record.type })
      else { return finding }
      var finding = finding
      if let schema = type.fields?.property(String(field.prefix { $0 != "." })) {
        let value = if case .link = schema.kind.element { "<id>" } else { "<\(field)>" }
        finding.help = "set it: libretto set \(record.id) \(field)=\(value)"
      } else if let linking = book.types.first(where: { $0.plural == field }),
        let link = linking.fields?.propertyNames.first(where: { name in
          linking.fields?.property(name)?.linkedTypes.contains(record.type) ?? false
        })
      {
        finding.help = "add one: libretto new \(linking.name) \"<\(linking.titleField)>\" \(link)=\(record.id)"
      }
      return finding
    }
  }
}
