import LibrettoGit
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Workspace {
  /// Reads the records of a commit's tree, as ``load(types:judging:)`` reads those of the working tree.
  func load(
    from revision: BookRevision, types: [RecordType]?, judging: Bool
  ) async throws(WorkspaceError) -> LoadedRecords {
    let repository = try repository()
    let files: RevisionFiles
    do {
      files = try RevisionFiles(repository, revision.commit.id, prefix: try prefix(), book: book, only: types)
    } catch { throw Self.unreadable(error, at: revision, in: repository) }
    let parts = await Self.read(files.entries, from: repository.workTree, book: book, judging: judging)
    var records: [Record] = []
    records.reserveCapacity(files.entries.count)
    var findings = files.findings
    for part in parts {
      if let error = part.error { throw Self.unreadable(error, at: revision, in: repository) }
      records += part.records
      findings += part.findings
    }
    let leftOut = findings.filter { $0.severity == .error }
    if !judging, !leftOut.isEmpty { onLeftOut?(leftOut) }
    let catalog = Catalog(book: book, records: records)
    keeper.keep(catalog)
    return LoadedRecords(catalog: catalog, findings: findings, fileCount: files.entries.count)
  }

  private struct Part: Sendable {
    var records: [Record] = []
    var findings: [Diagnostic] = []
    var error: GitError?
  }

  /// Reads blobs side by side, a repository for each processor: one is not shared, and opening it costs a few files.
  private static func read(
    _ entries: [RevisionFiles.Entry], from workTree: String, book: Book, judging: Bool
  ) async -> [Part] {
    @Sendable func read(_ range: Range<Int>) -> Part {
      var part = Part()
      do {
        let repository = try Repository.discover(from: workTree)
        for entry in entries[range] {
          switch RecordReading(entry, bytes: try repository.blob(entry.blob)) {
          case .record(let record):
            part.records.append(record)
            if judging { part.findings += Rules.check(record, in: book) }
          case .finding(let finding): part.findings.append(finding)
          }
        }
      } catch { part.error = error }
      return part
    }
    let processors = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    guard entries.count > 256, processors > 1 else { return [read(0..<entries.count)] }
    return await withTaskGroup(of: (Int, Part).self) { group in
      var parts = [Part](repeating: Part(), count: processors)
      for index in parts.indices {
        group.addTask {
          (index, read(entries.count * index / processors..<entries.count * (index + 1) / processors))
        }
      }
      for await (index, part) in group { parts[index] = part }
      return parts
    }
  }
}

extension RecordReading {
  /// Parses the content of a file of a commit.
  init(_ entry: RevisionFiles.Entry, bytes: [UInt8]) {
    if bytes.count > Self.sizeLimit {
      self = .finding(Self.diagnostic(.tooLarge(bytes.count), path: entry.path))
    } else {
      self.init(type: entry.type, path: entry.path, bytes: bytes)
    }
  }
}
