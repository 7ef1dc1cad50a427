import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoMerge

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The laws of the merge over generated records: 5,000 each time, more by `LIBRETTO_MERGE_TRIPLES`.
@Suite struct LawTests {
  private static let parts = 8
  private static let total = getenv("LIBRETTO_MERGE_TRIPLES").flatMap { Int(String(cString: $0)) } ?? 5_000
  private let type = Book.load(files: [
    "libretto.yaml": Array("libretto: 1\n".utf8), "schema/lead.yaml": Array(TripleGenerator.schema.utf8),
  ]).book.type(named: "lead")

  @Test(arguments: 0..<parts) func theLawsHold(part: Int) throws {
    let type = try #require(type)
    var typed = MergeLaws(type: type)
    var untyped = MergeLaws(type: nil)
    let count = Self.total / Self.parts
    for seed in part * count..<(part + 1) * count {
      var generator = TripleGenerator(seed: UInt64(seed))
      let (base, ours, theirs) = generator.triple()
      let breaches =
        seed % 5 == 0 ? untyped.breaches(base, ours, theirs) : typed.breaches(base, ours, theirs)
      #expect(breaches.isEmpty, "seed \(seed): \(breaches.joined(separator: "; "))")
    }
    let (conflicts, text) = (typed.conflicts + untyped.conflicts, typed.textConflicts + untyped.textConflicts)
    // A generator that never made a conflict, or always, would prove nothing.
    #expect(conflicts > count / 20 && conflicts < text)
    if part == 0 {
      print(
        "figure: merges of generated records: \(typed.count + untyped.count) of each part, \(conflicts) with a "
          + "conflict, by lines \(text)")
    }
  }

  /// The same laws over every way of writing a value, mixed line ends and last lines without an end.
  @Test(arguments: 0..<parts) func theLawsHoldOfArbitraryRecords(part: Int) {
    var laws = MergeLaws(type: nil, isArbitrary: true)
    let count = Self.total / Self.parts / 4
    for seed in part * count..<(part + 1) * count {
      var generator = ArbitraryTriple(seed: UInt64(seed))
      let (base, ours, theirs) = generator.triple()
      // An edit may leave what no one can read; that is Git's to join.
      guard [base, ours, theirs].allSatisfy({ Document.parse($0).issues.isEmpty }) else { continue }
      let breaches = laws.breaches(base, ours, theirs)
      #expect(breaches.isEmpty, "seed \(seed): \(breaches.joined(separator: "; "))")
    }
    #expect(laws.count > count * 9 / 10 && laws.conflicts > count / 20 && laws.conflicts < laws.textConflicts)
  }
}
