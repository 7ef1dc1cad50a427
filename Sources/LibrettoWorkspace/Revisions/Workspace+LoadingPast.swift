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
    let reading = RevisionReading(files.entries, of: book, judging: judging, workTree: repository.workTree)
    let records: [Record]
    var findings = files.findings
    do {
      let read = try await reading.read(cacheFolder: blobCacheFolder(of: repository))
      records = read.records
      findings += read.findings
    } catch { throw Self.unreadable(error, at: revision, in: repository) }
    let leftOut = findings.filter { $0.severity == .error }
    if !judging, !leftOut.isEmpty { onLeftOut?(leftOut) }
    let catalog = Catalog(book: book, records: records)
    keeper.keep(catalog)
    return LoadedRecords(catalog: catalog, findings: findings, fileCount: files.entries.count)
  }

  /// Where the contents of blobs are kept for the next time: in the Git directory that all worktrees share. Nil where the
  /// index is turned off.
  private func blobCacheFolder(of repository: Repository) -> String? {
    guard environment.variables["LIBRETTO_INDEX"] != "off" else { return nil }
    let folder = repository.commonDirectory + "/libretto"
    mkdir(folder, 0o777)
    return folder
  }
}

extension RecordReading {
  /// A file of a commit that is larger than a record may be.
  static func tooLarge(_ size: Int, path: String) -> RecordReading { .finding(diagnostic(.tooLarge(size), path: path)) }

  /// Parses the content of a file of a commit.
  init(_ entry: RevisionFiles.Entry, bytes: [UInt8]) {
    if bytes.count > Self.sizeLimit {
      self = .tooLarge(bytes.count, path: entry.path)
    } else {
      self.init(type: entry.type, path: entry.path, bytes: bytes)
    }
  }
}
