import JSONSchema
import LibrettoModel
import LibrettoSyntax
import TestSupport
import Testing

/// The files for hosting services: of their schemas, with scripts that a shell can read and nobody can inject into.
@Suite struct HostingFilesTests {
  private static let book: TrialBook = {
    let book = TrialBook("sed -i 's/team: sales/team: sales, handle: \"@aria-tom\"/' libretto.yaml")
    _ = book.libretto("setup", "--github", "--gitlab")
    return book
  }()

  private func value(_ path: String, under folder: String? = nil) throws -> JSONValue {
    let bytes = try #require(readFile("\(folder ?? Self.book.path)/\(path)"))
    let tree = YAMLTree.parse(bytes, in: nil)
    #expect(tree.issues.isEmpty)
    return Value(try #require(tree.root), as: nil)
  }

  private func errors(_ value: JSONValue, _ schema: String) throws -> [String] {
    let document = try JSONValue(parsing: #require(readFile("\(Project.folder)/Tests/Fixtures/hosting/\(schema)")))
    #expect(SchemaRegistry().validateSchema(document).map(\.message) == [])
    var registry = SchemaRegistry()
    try registry.register(document, at: "test:\(schema)")
    return try registry.compile("test:\(schema)").validate(value).map(\.message)
  }

  private func scripts(_ value: JSONValue) -> [String] {
    let own = value.object?.flatMap { member -> [String] in
      let isScript = ["run", "script", "before_script"].contains(member.key)
      if isScript, let text = member.value.string { return [text] }
      if isScript, let lines = member.value.array?.compactMap(\.string) { return [lines.joined(separator: "\n")] }
      return scripts(member.value)
    }
    return own ?? value.array?.flatMap(scripts) ?? []
  }

  @Test(arguments: [(".github/workflows/libretto.yml", "workflow"), (".gitlab/ci/libretto.yml", "pipeline")])
  func isOfItsSchema(path: String, schema: String) throws {
    let value = try value(path)
    #expect(try errors(value, "\(schema).schema.json") == [])
    let found = scripts(value)
    #expect(found.count >= 3)
    for script in found {
      #expect(!script.contains("${{"))
      let check = Command.run("bash", ["-n"], in: "/", environment: Self.book.environment, input: Array(script.utf8))
      #expect(check.status == 0, "\(check.errorText)\n\(script)")
    }
  }

  @Test func whatARequestBringsIsNoScript() throws {
    let value = try value(".github/workflows/libretto.yml")
    #expect(value["on"]?["pull_request_target"] == nil)
    // Who may write does not check out the request of a fork.
    #expect(value["jobs"]?["review"]?["permissions"]?["contents"]?.string == "read")
    #expect(value["jobs"]?["comment"]?["if"]?.string?.contains("head.repo.full_name == github.repository") == true)
    #expect(value["jobs"]?["join"]?["if"]?.string?.hasPrefix("github.event_name == 'push'") == true)
    #expect(!(value["jobs"]?["comment"]?["steps"]?.array ?? []).contains { $0["uses"] != nil })
  }

  /// The schema does refuse what is wrong.
  @Test(arguments: [
    "{name: x, on: {}, permissions: {}, jobs: {a: {runs-on: u, timeout-minutes: 5, permissions: {}, steps: [{run: 'echo ${{ github.head_ref }}'}]}}}",
    "{name: x, on: {}, permissions: {}, jobs: {a: {runs-on: u, timeout-minutes: 5, permissions: {}, steps: [{uses: actions/checkout@v4}]}}}",
    "{name: x, on: {pull_request_target: }, permissions: {}, jobs: {a: {runs-on: u, timeout-minutes: 5, permissions: {}, steps: [{run: a}]}}}",
    "{name: x, on: {}, permissions: {contents: write}, jobs: {a: {runs-on: u, timeout-minutes: 5, permissions: {}, steps: [{run: a}]}}}",
  ]) func theSchemaRefuses(text: String) throws {
    let tree = YAMLTree.parse(Array(text.utf8), in: nil)
    #expect(tree.issues.isEmpty)
    #expect(try !errors(Value(#require(tree.root), as: nil), "workflow.schema.json").isEmpty)
  }

  @Test func teamsAreAsked() throws {
    let github = String(decoding: try #require(readFile(Self.book.path + "/.github/CODEOWNERS")), as: UTF8.self)
    #expect(
      github.contains(
        "\n/agreement.yaml @aria-tom\n/libretto.yaml @aria-tom\n/schema/ @aria-tom\n/.mailmap @aria-tom\n/.github/CODEOWNERS @aria-tom\n"
      ))
    let gitlab = String(decoding: try #require(readFile(Self.book.path + "/.gitlab/CODEOWNERS")), as: UTF8.self)
    #expect(gitlab.contains("\n[Agreement: sales]\n/agreement.yaml @aria-tom\n"))
  }

  @Test func aNewBookHasTheLinesOfSetup() throws {
    let scratch = ScratchFolder("hosting")
    let environment = Self.book.environment
    _ = Command.run(TrialBook.program, ["init", "new"], in: scratch.path, environment: environment)
    let result = Command.run(TrialBook.program, ["setup"], in: scratch.path + "/new", environment: environment)
    #expect(!result.text.contains(".gitattributes") && result.text.contains("set      merge.libretto.driver"))
  }

  @Test func theHooksOfThePreCommitToolNameCommandsThatThereAre() throws {
    let hooks = try #require(value(".pre-commit-hooks.yaml", under: Project.folder).array)
    #expect(hooks.count >= 1)
    for hook in hooks {
      #expect(hook["id"]?.string?.hasPrefix("libretto-") == true && hook["language"]?.string == "system")
      let words = try #require(hook["entry"]?.string).split(separator: " ").map(String.init)
      let result = Command.run(
        TrialBook.program, [words[1], "--help"], in: "/", environment: Self.book.environment)
      #expect(result.status == 0, "\(words)")
    }
  }
}
