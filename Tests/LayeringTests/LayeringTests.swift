import Testing
import TestSupport

/// The arrows between targets run only as `docs/architecture.md` lists them.
@Suite struct LayeringTests {
  /// What each target may import of the project and of the packages it depends on.
  static let allowed: [String: Set<String>] = [
    "JSONSchema": ["CRE2Shim"],
    "LibrettoSyntax": [],
    "LibrettoModel": ["LibrettoSyntax", "JSONSchema"],
    "LibrettoQuery": ["LibrettoModel"],
    "LibrettoMerge": ["LibrettoModel"],
    "LibrettoReport": ["LibrettoModel", "LibrettoQuery"],
    "LibrettoGit": ["Clibgit2", "Clibgit2Options", "CSHA1"],
    "LibrettoIndex": ["LibrettoModel", "LibrettoQuery", "CSQLite"],
    "LibrettoWorkspace": [
      "JSONSchema", "LibrettoSyntax", "LibrettoModel", "LibrettoQuery", "LibrettoMerge", "LibrettoGit",
      "LibrettoIndex", "LibrettoReport", "Subprocess",
    ],
    "LibrettoCLI": ["LibrettoWorkspace", "ArgumentParser"],
    "libretto": ["LibrettoCLI"],
  ]
  /// The targets that touch neither clock, files, environment nor streams: not even the C library.
  static let pure: Set<String> = [
    "JSONSchema", "LibrettoSyntax", "LibrettoModel", "LibrettoQuery", "LibrettoMerge", "LibrettoReport",
  ]
  static let system: Set<String> = ["Glibc", "Darwin", "Dispatch", "Synchronization", "SystemPackage", "System"]

  @Test(arguments: allowed.keys.sorted()) func importsOnlyWhatTheArchitectureLists(target: String) {
    let imports = Self.imports(of: target)
    #expect(!imports.isEmpty || target == "LibrettoSyntax")
    for (file, module) in imports {
      let isAllowed =
        Self.allowed[target]!.contains(module) || !Self.pure.contains(target) && Self.system.contains(module)
      #expect(isAllowed, "\(file) imports \(module)")
    }
  }

  private static func imports(of target: String) -> [(file: String, module: String)] {
    files("\(Project.folder)/Sources/\(target)").flatMap { file -> [(String, String)] in
      let text = String(decoding: readFile(file) ?? [], as: UTF8.self)
      return text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count,
          words[..<index].allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal"].contains($0) })
        else { return nil }
        return (file, words[index + 1])
      }
    }
  }

  private static func files(_ folder: String) -> [String] {
    listFolder(folder).flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      return name.hasSuffix(".swift") ? [path] : name.contains(".") ? [] : files(path)
    }
  }
}
