import LibrettoGit
import LibrettoModel

extension Workspace {
  /// Finds the state of the book that `text` names: a revision in Git's syntax, or a date as queries read it.
  ///
  /// A reference wins over a date, and a date over an abbreviated commit id. Of a date the commit is the newest on the
  /// default branch's line of first parents, by the line's order, whose committer's time is not after the date's end in
  /// the book's zone as it is now. A period that is not over ends today.
  ///
  /// - Throws: where nothing is called so, where the date lies before the first commit or has not come yet, and where
  ///   Git does not have what is asked for.
  public func revision(_ text: String) throws(WorkspaceError) -> BookRevision {
    let repository = try repository()
    do {
      if try !repository.hasReference(text), let value = DateValue(text, now: environment.now(), zone: timeZone) {
        return try revision(text, asOf: try moment(of: value, text), in: repository)
      }
      let id: ObjectID
      do { id = try repository.resolve(text) } catch {
        guard error.code == .notFound else { throw error }
        throw unknownRevision(text, error, in: repository)
      }
      let commit = try repository.commit(id)
      return BookRevision(
        name: text, commit: commit, moment: Instant(secondsSinceEpoch: commit.committer.seconds), isDate: false)
    } catch { throw Self.wrapped(error) }
  }

  /// The last second of a date.
  private func moment(of value: DateValue, _ text: String) throws(WorkspaceError) -> Instant {
    let endOfToday = DatePeriod(today).instants(in: timeZone).upperBound.adding(seconds: -1)
    let instants = value.instants(in: timeZone)
    let isFuture: Bool
    switch value {
    case .period: isFuture = instants.lowerBound > endOfToday
    case .instant(let instant): isFuture = instant > environment.now()
    }
    guard !isFuture else {
      throw WorkspaceError(
        .usage, "\(visible(text)) has not come yet", help: "the book is known as it was until today, \(today)")
    }
    return min(instants.upperBound.adding(seconds: -1), endOfToday)
  }

  private func revision(_ text: String, asOf moment: Instant, in repository: Repository) throws -> BookRevision {
    guard let branch = try repository.defaultBranch(named: book.configuration.branch) else {
      throw WorkspaceError(.failure, "nothing was committed yet", help: "libretto commit")
    }
    let search = try repository.newestCommit(notAfter: moment.secondsSinceEpoch, onLineOf: branch.tip)
    if let found = search.found {
      return BookRevision(name: text, commit: try repository.commit(found), moment: moment, isDate: true)
    }
    let first = timeZone.civil(at: Instant(secondsSinceEpoch: search.lastSeconds)).0
    if search.isCut {
      throw WorkspaceError(
        .failure, "the history that is here begins on \(first), after \(visible(text)): this is a shallow clone",
        help: "get the rest: git fetch --unshallow")
    }
    throw WorkspaceError(
      .usage, "\(visible(text)) is before the first commit of \(branch.name), which is of \(first)",
      help: "ask for \(first) or later")
  }

  /// Tells that there is no such revision, with the nearest that there is.
  private func unknownRevision(_ text: String, _ error: GitError, in repository: Repository) -> WorkspaceError {
    if error.help != nil { return WorkspaceError(.usage, error.message, help: error.help, cause: error) }
    guard error.message.hasPrefix("unknown") else {
      return WorkspaceError(
        .usage, error.message, help: "a revision is a branch, a tag, HEAD~20 or a commit's id", cause: error)
    }
    let names = ((try? repository.referenceNames()) ?? []) + ["HEAD"]
    // What follows the reference's name, as in v1.2~3, is kept.
    let base = text.prefix { !"~^@:".contains($0) }
    var help = "a revision is a branch, a tag, HEAD~20 or a commit's id; a date 2026-06-30, 2026-Q2 or -7d"
    if names.contains(String(base)), base.count < text.count {
      help = "the history of \(base) does not reach so far"
    } else if let near = nearest(to: String(base), among: names) {
      help = "did you mean \"\(near)\(text.dropFirst(base.count))\"?"
    }
    if repository.isShallow { help = "history ends early in a shallow clone: git fetch --unshallow" }
    return WorkspaceError(.usage, "unknown revision or date \"\(visible(text))\"", help: help, cause: error)
  }
}
