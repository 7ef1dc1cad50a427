import LibrettoGit
import LibrettoModel

extension Workspace {
  /// Looks at the book and at all that it needs: Git, the repository, who the user is, the configuration, the system's
  /// time zones, the folders. Finishes what an interrupted commit left and, where the workspace is locked for editing, removes
  /// the temporary files of killed commands; changes nothing else.
  public func doctor() async throws(WorkspaceError) -> DoctorReport {
    var checks = [await gitCheck(), configurationCheck(), zoneCheck()]
    do {
      let repository = try repository()
      checks += [repositoryCheck(repository), lockCheck(repository), identityCheck(repository)]
      checks += ignoredChecks(repository) + [attributesCheck(repository), driversCheck(repository)]
    } catch {
      checks.append(.init(.fail, "repository", error.message, help: error.help))
    }
    checks += try folderChecks()
    checks.append(caseCheck())
    return DoctorReport(checks: checks)
  }

  private func configurationCheck() -> DoctorReport.Check {
    let errors = bookFindings.filter { $0.severity == .error }.count
    let warnings = bookFindings.count - errors
    if errors > 0 {
      return .init(
        .fail, "configuration",
        errors == 1 ? "an error in the book's own files" : "\(errors) errors in the book's own files",
        help: "see them with: libretto validate")
    }
    if warnings > 0 {
      return .init(
        .warn, "configuration", warnings == 1 ? "a warning" : "\(warnings) warnings", help: "see: libretto validate")
    }
    return .init(
      .ok, "configuration",
      [
        Self.counted(book.types.count, "record type"), Self.counted(book.agreement.lifecycles.count, "lifecycle"),
        Self.counted(book.configuration.members.count, "member"),
      ].joined(separator: ", "))
  }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func zoneCheck() -> DoctorReport.Check {
    let name = book.configuration.timeZoneName
    if name == "UTC" || environment.zoneRules(name) != nil { return .init(.ok, "time zone", name) }
    guard TimeZoneName.isValid(name) else {
      return .init(
        .fail, "time zone", "\"\(visible(name))\" is no time zone, so UTC is used",
        help: FormatAdvice(format: "timezone", text: name, country: nil).help ?? "write it as Europe/Berlin")
    }
    return .init(
      .warn, "time zone", "this system has no rules for \(visible(name)), so UTC is used",
      help: "install the system's time zone data (the package tzdata)")
  }

  /// Past this many records in one folder, Git itself pays for it.
  private static let folderLimit = 1_000

  private func folderChecks() throws(WorkspaceError) -> [DoctorReport.Check] {
    let files = try RecordFiles(root: root, book: book)
    if isLockedForEditing { sweep(files.abandoned) }
    let paths = files.paths
    var counts: [String: Int] = [:]
    for path in paths { counts[String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)), default: 0] += 1 }
    let crowded = counts.filter { $0.value > Self.folderLimit }.sorted { $0.key < $1.key }
    guard !crowded.isEmpty else {
      return [.init(.ok, "folders", "\(Self.counted(paths.count, "record")), no folder with over \(Self.folderLimit)")]
    }
    return crowded.map { folder, count in
      let type = book.type(forPath: folder + "/x.md")?.name ?? folder
      return .init(
        .warn, "folders", "\(count) records lie flat in \(folder)/, which slows Git down",
        help:
          "spread them: libretto mv --all \(type) --place '{hash:2}/{id}.md', and set the same place: in libretto.yaml")
    }
  }

  private func caseCheck() -> DoctorReport.Check {
    FileAccess.exists("\(root)/LIBRETTO.YAML")
      ? .init(.ok, "file names", "this file system ignores case; ids are lower case, so records keep apart")
      : .init(.ok, "file names", "this file system tells case apart")
  }
}
