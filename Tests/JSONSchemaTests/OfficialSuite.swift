import JSONSchema
import TestSupport

/// The official test suite of JSON Schema, where it lies beside the project.
enum OfficialSuite {
  static let folder = Project.sharedData.map { $0 + "/json-schema-test-suite" }

  static var isPresent: Bool { folder.map { !listFolder($0).isEmpty } ?? false }

  /// The `.json` files of a folder below `tests/draft2020-12`, without their folders.
  static func files(_ below: String = "") -> [String] {
    guard let folder else { return [] }
    return listFolder(folder + "/tests/draft2020-12" + below).filter { $0.hasSuffix(".json") }
  }

  static func read(_ path: String) throws -> JSONValue {
    try JSONValue(parsing: readFile((folder ?? "") + "/" + path) ?? [])
  }

  /// All remotes that load, by the addresses that the suite gives them.
  static let remotes: SchemaRegistry = {
    var registry = SchemaRegistry()
    register(remotesOf: "", in: &registry)
    return registry
  }()

  private static func register(remotesOf path: String, in registry: inout SchemaRegistry) {
    for name in listFolder((folder ?? "") + "/remotes" + path) {
      if name.hasSuffix(".json") {
        guard let document = try? read("remotes" + path + "/" + name) else { continue }
        try? registry.register(document, at: "http://localhost:1234" + path + "/" + name)
      } else {
        register(remotesOf: path + "/" + name, in: &registry)
      }
    }
  }

  struct Outcome {
    var passed = 0
    var failures: [String] = []
    var total: Int { passed + failures.count }
  }

  /// Runs one file of `tests/draft2020-12`, formats as `registry` has them.
  static func run(_ file: String, in registry: SchemaRegistry = remotes) throws -> Outcome {
    var outcome = Outcome()
    for group in try read("tests/draft2020-12/" + file).array ?? [] {
      let name = group["description"]?.string ?? ""
      var registry = registry
      let schema: Result<Schema, any Error> = Result {
        try registry.register(group["schema"] ?? nil, at: "https://suite.example/root")
        return try registry.compile("https://suite.example/root")
      }
      for test in group["tests"]?.array ?? [] {
        let data = test["data"] ?? nil
        let title = "\(file): \(name): \(test["description"]?.string ?? "")"
        do {
          let schema = try schema.get()
          let errors = schema.validate(data)
          let expected = test["valid"]?.boolean
          if errors.isEmpty == expected, schema.isValid(data) == expected {
            outcome.passed += 1
          } else {
            outcome.failures.append("\(title): \(errors.map(\.message))")
          }
        } catch {
          outcome.failures.append("\(title): \(error)")
        }
      }
    }
    return outcome
  }
}
