import LibrettoModel
import LibrettoQuery

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads the records of a book. A task lists a folder and reads its files, while others do so with the folders in it;
/// the files of a large folder are read by several.
struct RecordLoader: Sendable {
  let root: String
  let book: Book
  /// The types to read; nil for all.
  let types: [RecordType]?
  /// Whether every record is also judged by itself, while its text is at hand.
  let judging: Bool
  /// Which files are passed over; nil for none.
  var filter: LiteralFilter?
  /// How records are judged of which only outlines are kept; nil keeps all of each.
  var outlining: Outlining?

  /// What was read, in the order of the paths.
  struct Loaded: Sendable {
    var records: [Record] = []
    var findings: [Diagnostic] = []
    /// Temporary files of processes that are gone.
    var abandoned: [String] = []
    /// How many files there are, those that were passed over among them.
    var fileCount = 0
    fileprivate var failure: WorkspaceError?

    fileprivate static func += (all: inout Self, part: Self) {
      all.records += part.records
      all.findings += part.findings
      all.abandoned += part.abandoned
      all.fileCount += part.fileCount
      all.failure = all.failure ?? part.failure
    }
  }

  /// Reads all records.
  func load() async throws(WorkspaceError) -> Loaded {
    let roots = RecordFolder.roots(of: book, only: types)
    let loaded = await Self.together(roots.map { folder in { await load(folder) } })
    if let failure = loaded.failure { throw failure }
    return loaded
  }

  /// Runs the parts side by side; what they give keeps their order.
  private static func together(_ parts: [@Sendable () async -> Loaded]) async -> Loaded {
    await withTaskGroup(of: (Int, Loaded).self) { group in
      for (index, part) in parts.enumerated() { group.addTask { (index, await part()) } }
      var loaded = [Loaded](repeating: Loaded(), count: parts.count)
      for await (index, part) in group { loaded[index] = part }
      return loaded.reduce(into: Loaded()) { $0 += $1 }
    }
  }

  /// So many files are read by one task: one a task costs more than reading the file.
  private static let chunk = 64

  private func load(_ path: String) async -> Loaded {
    var loaded = Loaded()
    var steps: [@Sendable () async -> Loaded] = []
    do throws(FileAccess.Problem) {
      let open = try OpenFolder("\(root)/\(path)")
      let folder = RecordFolder(path, entries: open.entries(), root: root, book: book, only: types)
      loaded.findings = folder.findings
      loaded.abandoned = folder.abandoned
      guard let type = folder.type else { return loaded }
      if folder.parts.count == 1, case .files(let names) = folder.parts[0], names.count <= 2 * Self.chunk {
        loaded += read(names[...], type, in: open, path)
        return loaded
      }
      for part in folder.parts {
        switch part {
        case .folder(let path): steps.append { await load(path) }
        case .files(let names):
          for start in stride(from: 0, to: names.count, by: Self.chunk) {
            let names = names[start..<min(names.count, start + Self.chunk)]
            steps.append { read(names, type, path) }
          }
        }
      }
    } catch {
      do throws(WorkspaceError) {
        if let finding = try RecordFolder.problem(error, path) { loaded.findings.append(finding) }
      } catch { loaded.failure = error }
      return loaded
    }
    loaded += await Self.together(steps)
    return loaded
  }

  private func read(_ names: ArraySlice<String>, _ type: RecordType, _ path: String) -> Loaded {
    do { return read(names, type, in: try OpenFolder("\(root)/\(path)"), path) } catch {
      // The folder went after it was listed, and its files with it.
      var loaded = Loaded()
      loaded.findings = names.map { RecordReading.diagnostic(error, path: "\(path)/\($0)") }
      return loaded
    }
  }

  private func read(
    _ names: ArraySlice<String>, _ type: RecordType, in folder: borrowing OpenFolder, _ path: String
  ) -> Loaded {
    var loaded = Loaded()
    loaded.fileCount = names.count
    if filter == nil { loaded.records.reserveCapacity(names.count) }
    var buffer = [UInt8](repeating: 0, count: 32 << 10)
    for (position, name) in names.enumerated() {
      if position % 16 == 0 { Heap.grow() }
      let path = "\(path)/\(name)"
      do {
        let bytes = try folder.read(name, limit: RecordReading.sizeLimit, by: &buffer) { bytes in
          // A file whose name is no id is told of in any case.
          filter?.passes(bytes, of: type) ?? true || !RecordID.isValid(RecordReading.stem(name))
        }
        guard let bytes else { continue }
        switch RecordReading(type: type, path: path, bytes: bytes) {
        case .record(let record):
          if judging { loaded.findings += Rules.judge(record, in: book) }
          if let outlining {
            if record.isReadable { loaded.findings += outlining.gates.check(record) }
            loaded.records.append(outlining.outlines.outline(of: record))
          } else {
            loaded.records.append(record)
          }
        case .finding(let finding): loaded.findings.append(finding)
        }
      } catch { loaded.findings.append(RecordReading.diagnostic(error, path: path)) }
    }
    return loaded
  }
}

/// Keeps of each record what the others are compared with. Of the gates, those that the record alone tells are judged before.
struct Outlining: Sendable {
  let outlines: RecordOutlines
  let gates: Gates

  /// Nil where gates look at more of other records than their fields.
  init?(_ book: Book, context: QueryContext) {
    guard let fields = Gates.fields(of: book, where: \.looksAtOthers) else { return nil }
    outlines = RecordOutlines(book, and: fields)
    let none = CatalogSource(Catalog(book: book, records: []))
    gates = Gates(source: none, context: context) { !$0.looksAtOthers }
  }
}

/// The memory of a thread.
private enum Heap {
  /// Makes room for what a thread is about to allocate in one step. The C library of Linux lets the heap of a thread
  /// grow by a page at a time, with a system call for each, which was a tenth of the time of reading a book. The size
  /// is below that from which it takes blocks from elsewhere and gives room back (mallopt(3): 128 KiB).
  static func grow() {
    #if canImport(Glibc)
      free(malloc(112 << 10))
    #endif
  }
}
