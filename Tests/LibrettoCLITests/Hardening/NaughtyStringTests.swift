import JSONSchema
import LibrettoModel
import LibrettoWorkspace
import TestSupport
import Testing

/// The Big List of Naughty Strings as the value of every kind of field.
@Suite struct NaughtyStringTests {
  private static let path = Project.sharedData.map { $0 + "/naughty-strings/blns.json" } ?? ""
  static let isPresent = readFile(path) != nil

  private static func strings() throws -> [String] {
    try JSONValue(parsing: readFile(path) ?? []).array?.compactMap(\.string) ?? []
  }

  /// Text fields keep the string as it is; the others take it in their own form or refuse it.
  private static let texts = ["title", "source", "next.what", "consent.how"]
  private static let typed = [
    "email", "phone", "country", "owner", "stage", "account", "score", "next.due", "created", "timezone", "language",
  ]

  @Test(.enabled(if: isPresent)) func eachIsRefusedOrKept() async throws {
    let strings = try Self.strings()
    #expect(strings.count == 515)
    let kept = TrialBook()
    let program = InProcess(kept)
    // The book is opened once, and one record at a time made in it, changed, and written.
    let workspace = try Workspace(root: kept.path, environment: program.environment)
    let catalog = try await workspace.load().catalog
    let lead = try #require(workspace.book.type(named: "lead"))
    var (set, refused, made) = (0, 0, 0)
    var names: [String: String] = [:]

    /// A refusal has a word to say, without what a terminal obeys.
    func refuse(_ error: WorkspaceError, _ what: String) {
      refused += 1
      #expect(
        !error.message.isEmpty && obeyed(in: error.description) == nil, "\(what): \(error.description.debugDescription)"
      )
    }

    for (index, string) in strings.enumerated() {
      let id = "n\(index)"
      var record: Record
      do throws(WorkspaceError) {
        record = try workspace.planNew(lead, title: string, id: id, assignments: [], in: catalog).record
        made += 1
        names[id] = string
        #expect(
          record.value(at: "name")?.text.map { Array($0.utf8) } == Array(string.utf8), "\(string.debugDescription)")
      } catch {
        refuse(error, string.debugDescription)
        record = try workspace.planNew(lead, title: "Plain", id: id, assignments: [], in: catalog).record
      }
      for field in Self.texts + Self.typed + ["tags+"] {
        let what = "\(field)=\(string.debugDescription)"
        do throws(WorkspaceError) {
          let plan = try workspace.planSetting([Assignment("\(field)=\(string)")], on: [record], in: catalog)
          record = plan.edits.first?.new ?? record
          set += 1
        } catch {
          refuse(error, what)
          continue
        }
        #expect(record.isReadable, "\(what)")
        // A list takes several elements with commas between them and quotes around them.
        guard
          Self.texts.contains(field)
            || field == "tags+" && !string.contains(where: { "\",".contains($0) || $0.isWhitespace })
        else { continue }
        let value = record.value(at: field == "tags+" ? "tags" : field)
        let text = value?.elements?.last?.text ?? value?.text ?? (field == "tags+" ? "" : nil)
        #expect(text.map { Array($0.utf8) } == Array(string.utf8), "\(what)")
      }
      kept.scratch.write(record.document.bytes, to: "aria/leads/\(id).md")
      if index % 8 == 0 {
        for command in [
          ["show", id], ["show", id, "--format", "md"], ["log", id, "call", "--", string],
          ["query", "leads", "name~" + string],
        ] {
          let result = await program.run(command)
          #expect([0, 1, 64].contains(result.status), "\(command)")
          #expect(obeyed(in: result.stdout + result.stderr) == nil, "\(command)")
        }
      }
    }
    print("figure: naughty strings: \(strings.count), records made \(made), values set \(set), refused \(refused)")
    #expect(made > 450 && set > 2_000 && refused > 2_000)
    let listed = await program.run("query", "leads", "--columns", "id,name,title,source,tags,next.what")
    #expect(listed.status == 0 && obeyed(in: listed.stdout + listed.stderr) == nil)

    // Exported, committed, and read back from both.
    let exported = kept.libretto("export", "ndjson", "leads")
    #expect(exported.status == 0)
    var found: [String: String] = [:]
    for line in exported.text.split(separator: "\n") {
      let value = try JSONValue(parsing: Array(line.utf8))
      found[value["id"]?.string ?? ""] = value["fields"]?["name"]?.string
    }
    for (id, name) in names {
      #expect(found[id].map { Array($0.utf8) } == Array(name.utf8), "\(name.debugDescription)")
    }
    let before = kept.files
    let committed = kept.libretto("commit", "--no-verify")
    #expect(committed.status == 0 || committed.status == 1, "\(committed.errorText)")
    if committed.status == 1 { _ = kept.sh("git add -A && git commit -qm naughty") }
    for text in [
      committed.text, committed.errorText, kept.libretto("validate").errorText, kept.libretto("diff", "HEAD~1").text,
    ] {
      #expect(obeyed(in: text) == nil)
    }
    #expect(kept.sh("rm -r leads && git checkout -q -- leads && git status --porcelain").text == "")
    #expect(kept.files == before)
  }

  /// A sample through the program itself, whose arguments come as bytes.
  @Test(.enabled(if: isPresent)) func theProgramTakesThemAsArguments() throws {
    let strings = try Self.strings()
    let book = TrialBook()
    for index in stride(from: 0, to: strings.count, by: 50) {
      let result = book.libretto("set", "jo-ho", "--", "source=\(strings[index])")
      #expect([0, 1, 64].contains(result.status), "\(strings[index].debugDescription): \(result.errorText)")
      #expect(obeyed(in: result.text + result.errorText + book.libretto("show", "jo-ho").text) == nil)
    }
  }
}
