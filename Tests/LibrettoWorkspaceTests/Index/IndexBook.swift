import LibrettoIndex
import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoWorkspace

/// A book in a Git repository, whose index is looked at.
struct IndexBook {
  let book: ImportBook
  var path: String { book.scratch.path }

  /// Notes and pads in several folders, with all kinds of fields, links, logs and mistakes, committed on `main`.
  init() {
    var records = [
      "leads/jane.md":
        "---\nname: Jane\ntitle: CEO\naliases: [old-jane]\naccount: acme\nnext: {due: 2026-12-01}\n---\n",
      "accounts/acme.md": "---\nname: Acme\n---\nSee [[jane]], [[note/n3|a note]] and [[gone]].\n\n## Log\n\n"
        + "- 2026-11-20 14:05+01:00 call @tom: Said \"hello\"\n- no entry\n- 2026-11-21 note: Later\n",
      "deals/d.md": "---\nname: D\namount: 1200.50 USD\naccount: acme\nextra: {a: [1, 2.50], b: true}\n---\n",
      "notes/broken.md": "---\ntitle: [\n---\n", "notes/empty.md": "", "notes/README.md": "# No record\n",
      "pads/free.md": "---\nname: Free\nany: {x: 1}\n---\n", "notes/plain.txt": "no record",
      "notes/deep/er/x.md": "---\ntitle: Deep\n---\n",
    ]
    for number in 0..<40 {
      let fields =
        switch number % 4 {
        case 0: "count: \(number)\nprice: \(number).50\ntags: [a, \"b c\", ü]\n"
        case 1: "count: many\nprice: dear\ndone: true\nrelated: [n\(number - 1), old-n]\n"
        case 2: "count: 1.5\nprice: 3 EUR\ndone: 1\nnext: {what: call, other: 1}\ncode: '007'\n"
        default: "parent: n\(number - 1)\nnext: soon\nunknown: \"1\"\nsize: small\ntext: ''\naliases: [old-n]\n"
        }
      records["notes/\(number % 3)/n\(number).md"] = "---\ntitle: Note \(number)\n\(fields)---\nText of \(number).\n"
    }
    book = ImportBook(records: records)
    sh("git init -q -b main && git add . && git commit -q -m start")
  }

  @discardableResult
  func sh(_ script: String) -> Command.Result {
    let result = Command.run(
      "sh", ["-e", "-c", script], in: path, environment: Transcript.environment(home: path + "/.git"))
    #expect(result.status == 0, "\(script): \(result.text)\(result.errorText)")
    return result
  }

  /// The index, up to date; a workspace of its own each time, as each command has.
  func index(_ demand: IndexDemand = .existing) async throws -> IndexOpening { try await book.open().index(demand) }

  func ready(_ demand: IndexDemand = .existing) async throws -> BookIndex {
    let opening = try await index(demand)
    guard case .ready(let index) = opening else {
      Issue.record("\(opening)")
      throw IndexError(.damaged, "no index")
    }
    return index
  }

  /// Builds an index of files that all are older than the clock's tick.
  func settle() async throws {
    _ = try await ready(.build)
    sh("sleep 0.04")
    _ = try await ready()
    #expect(try await ready().changed == 0)
  }

  /// The file of the database that counts.
  var database: String { IndexPlace(root: path)?.database ?? "none" }

  /// What the index brought up to date holds must be what one built anew holds.
  func expectSameAsAnew(_ comment: Comment? = nil) async throws {
    let index = try await ready(.build)
    let dump = try Self.dump(index.connection)
    let loaded = try await book.open().load()
    let told = index.findings.map(\.description).sorted()
    #expect(told == loaded.findings.map(\.description).sorted(), comment)
    #expect(dump.filter { $0.hasPrefix("libretto_record|") }.count == loaded.catalog.records.count, comment)
    let workspace = try book.open()
    try await workspace.rebuildIndex()
    let anew = try Self.dump(try await ready().connection)
    #expect(dump == anew, comment)
  }

  /// All rows of all tables, sorted, with a record's path for its number.
  static func dump(_ connection: IndexConnection) throws -> [String] {
    var lines: [String] = []
    var tables: [String] = []
    let names = try connection.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    while try names.step() { tables.append(names.text(0) ?? "") }
    for table in tables where !["libretto_meta", "libretto_folder"].contains(table) {
      var columns: [String] = []
      let info = try connection.prepare("SELECT name FROM pragma_table_info('\(table)')")
      while try info.step() { columns.append(info.text(0) ?? "") }
      let values = columns.map {
        $0 == "record" ? "(SELECT path FROM libretto_record AS r WHERE r.record = t.record)" : "quote(\(quoted($0)))"
      }
      let rows = try connection.prepare("SELECT \(values.joined(separator: ", ")) FROM \(quoted(table)) AS t")
      while try rows.step() {
        lines.append("\(table)|" + columns.indices.map { rows.text($0) ?? "NULL" }.joined(separator: "|"))
      }
    }
    let folders = try connection.prepare("SELECT path, entries FROM libretto_folder")
    while try folders.step() {
      let path = folders.text(0) ?? ""
      folders.withBytes(1) {
        FolderEntries.forEach($0) {
          if !$2.isEmpty { lines.append("folder|\(path)|\(String(decoding: $2, as: UTF8.self))") }
        }
      }
    }
    return lines.sorted()
  }
}

extension Diagnostic {
  fileprivate var description: String { "\(path) \(code.rawValue) \(message)" }
}
