// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let tests: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

#if os(Linux)
  let libgit2: String? = nil
#else
  let libgit2: String? = "libgit2"
#endif

let package = Package(
  name: "libretto",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "libretto", targets: ["libretto"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System libraries
    // On Linux not linked but loaded when first needed, see Clibgit2Options.
    .systemLibrary(
      name: "Clibgit2", pkgConfig: libgit2,
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "CRE2", pkgConfig: "re2",
      providers: [.apt(["libre2-dev"]), .brew(["re2"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    // The C face of RE2, which speaks C++ only.
    .target(name: "CRE2Shim", dependencies: ["CRE2"]),

    // The language of the book
    .target(name: "JSONSchema", dependencies: ["CRE2Shim"], swiftSettings: strict),
    .target(name: "LibrettoSyntax", swiftSettings: strict),
    .target(
      name: "LibrettoModel", dependencies: ["LibrettoSyntax", "JSONSchema"],
      resources: [.embedInCode("schema")], swiftSettings: strict),
    .target(name: "LibrettoQuery", dependencies: ["LibrettoModel"], swiftSettings: strict),
    .target(name: "LibrettoMerge", dependencies: ["LibrettoModel"], swiftSettings: strict),
    .target(name: "LibrettoReport", dependencies: ["LibrettoQuery"], swiftSettings: strict),

    // The world outside
    // The variadic calls of libgit2, which Swift cannot make, and its loading when first needed.
    .target(name: "Clibgit2Options", dependencies: ["Clibgit2"]),
    // The checksum of Git's index, by the processor's own instructions.
    .target(name: "CSHA1"),
    .target(
      name: "LibrettoGit", dependencies: ["Clibgit2", "Clibgit2Options", "CSHA1"],
      swiftSettings: strict + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
    .target(
      name: "LibrettoIndex", dependencies: ["LibrettoQuery", "CSQLite"], swiftSettings: strict),
    .target(
      name: "LibrettoWorkspace",
      dependencies: [
        "LibrettoSyntax", "JSONSchema", "LibrettoModel", "LibrettoQuery", "LibrettoMerge", "LibrettoGit",
        "LibrettoIndex", "LibrettoReport",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: [.embedInCode("Init/sample.txtar")], swiftSettings: strict),
    .target(
      name: "LibrettoCLI",
      dependencies: [
        "LibrettoWorkspace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("Pages/diagnostics.txtar"), .embedInCode("Pages/figures.md")], swiftSettings: strict),
    .executableTarget(name: "libretto", dependencies: ["LibrettoCLI"], swiftSettings: strict),

    // Writes the books of the benchmarks; not shipped, and of the standard library alone.
    .executableTarget(name: "BookGenerator", path: "bench/Generator", swiftSettings: strict),

    // Tests
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: tests),
    .testTarget(name: "LayeringTests", dependencies: ["TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "JSONSchemaTests", dependencies: ["JSONSchema", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "LibrettoSyntaxTests", dependencies: ["LibrettoSyntax", "TestSupport", "Yams"],
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoModelTests", dependencies: ["LibrettoModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoQueryTests", dependencies: ["LibrettoQuery", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoReportTests", dependencies: ["LibrettoReport", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoMergeTests", dependencies: ["LibrettoMerge", "TestSupport"],
      swiftSettings: tests),
    // Makes one commit through LibrettoGit, to be killed at every step by LibrettoGitTests.
    .executableTarget(
      name: "CommitProbe", dependencies: ["LibrettoGit", "TestSupport"], path: "Tests/CommitProbe",
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoGitTests", dependencies: ["LibrettoGit", "CSHA1", "CommitProbe", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoIndexTests",
      dependencies: ["LibrettoIndex", "libretto", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoWorkspaceTests", dependencies: ["LibrettoWorkspace", "LibrettoIndex", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "BenchmarkTests", dependencies: ["BookGenerator", "libretto", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "LibrettoCLITests", dependencies: ["LibrettoCLI", "libretto", "TestSupport"],
      swiftSettings: tests),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
