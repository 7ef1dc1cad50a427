import LibrettoWorkspace
import TestSupport
import Testing

/// The commands that tell about Libretto itself.
@Suite struct ReferenceCommandTests {
  private func run(_ arguments: [String], in folder: String = "/") -> Command.Result {
    let scratch = ScratchFolder("reference")
    return Command.run(
      Project.products + "/libretto", arguments, in: folder, environment: Transcript.environment(home: scratch.path))
  }

  @Test(arguments: ["LB203", "lb203", "203"]) func explainTakesACodeInAnyForm(code: String) {
    #expect(run(["explain", code]).text.hasPrefix("# LB203: unknown value or stage\n"))
  }

  @Test func explainListsAllCodesAndNamesTheNearest() {
    let lines = run(["explain"]).text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("LB") } == DiagnosticPageTests.pages.count)
    #expect(lines.last?.hasPrefix("figures: ") == true)
    let unknown = run(["explain", "LB213"])
    #expect(unknown.status == 64)
    #expect(unknown.errorText.contains("did you mean \"LB2"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func theShellTakesItsCompletions(shell: String) throws {
    guard Command.path(of: shell) != nil else { return }
    let scratch = ScratchFolder("completions")
    let script = run(["completions", shell])
    #expect(script.status == 0)
    let path = scratch.write(script.stdout, to: "libretto.\(shell)")
    #expect(script.text.contains("query") && script.text.contains("validate"))
    // zsh's functions want its completion system to be loaded.
    let setup = shell == "zsh" ? "autoload -Uz compinit && compinit -D; " : ""
    let result = Command.run(
      shell, ["-c", "\(setup). \(path)"], in: scratch.path, environment: Transcript.environment(home: scratch.path))
    #expect(result.status == 0 && result.errorText.isEmpty, "\(result.errorText)")
  }

  @Test func anUnknownShellIsAnsweredWithTheNearest() {
    let result = run(["completions", "fishh"])
    #expect(result.status == 64 && result.errorText.contains("did you mean \"fish\"?"))
  }

  @Test(arguments: ["lead", "account", "deal", "campaign", "content", "competitor", "book", "agreement", "view"])
  func theSchemaInForceIsAJSONSchemaOfItself(type: String) throws {
    let scratch = ScratchFolder("schema")
    scratch.write("libretto: 1\n", to: "libretto.yaml")
    let result = run(["schema", type, "--format", "json"], in: scratch.path)
    let document = try JSONValue(parsing: result.stdout)
    var registry = SchemaRegistry()
    #expect(registry.validateSchema(document).isEmpty)
    try registry.register(document, at: "test:schema")
    let schema = try registry.compile("test:schema")
    #expect(schema.isValid(try JSONValue(parsing: Array("{}".utf8))) == ["agreement"].contains(type))
    #expect(!schema.isValid(try JSONValue(parsing: Array("{\"name\": \"x\", \"nonsense\": 1}".utf8))))
  }
}
