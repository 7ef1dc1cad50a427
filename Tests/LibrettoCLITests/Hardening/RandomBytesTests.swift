import LibrettoModel
import LibrettoWorkspace
import TestSupport
import Testing

/// Records, configuration and agreement with random bytes in them: whatever is said of them, nothing crashes.
@Suite struct RandomBytesTests {
  private static let bits: [[UInt8]] = [
    Array("---\n".utf8), Array(": ".utf8), Array("[[".utf8), Array("]]".utf8), Array("{".utf8), Array("- ".utf8),
    Array("\"".utf8), [0],
    [0xFF], [0xEF, 0xBB, 0xBF], Array("\r\n".utf8), Array("\t".utf8), Array("&a *a".utf8), Array("!!map".utf8),
    Array("<<<<<<< x\n".utf8),
    Array("99999999999999999999".utf8), Array("-0".utf8), Array("1e999".utf8), Array("..".utf8), Array("'".utf8),
    Array("|\n".utf8),
    Array("## Log\n- 9999-99-99 ".utf8), Array("\u{1B}[31m".utf8), Array("allOf: [{$ref: '#'}]".utf8), Array("->".utf8),
    Array("𝒳\u{202E}".utf8),
  ]

  /// A few cuts, swaps and insertions.
  private static func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bits.randomElement(using: &random)!, at: place)
      case 2: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
      default: bytes.replaceSubrange(place..<end, with: bits.randomElement(using: &random)!)
      }
    }
    return bytes
  }

  private static let commands = [
    ["validate"], ["show", "jane-doe"], ["query", "leads", "account.country:NO"],
    ["query", "deals", "--group", "stage", "--sum", "amount"],
    ["set", "jane-doe", "score=60", "--dry-run"], ["export", "csv", "leads"], ["schema"],
  ]
  private static let names = [
    "libretto.yaml", "agreement.yaml", "leads/jane-doe.md", "accounts/globex.md", "deals/globex-2026.md",
    "campaigns/2026-q4-webinar.md",
  ]

  @Test func nothingCrashes() async {
    let book = TrialBook()
    let program = InProcess(book)
    let files = book.files
    var random = SeededGenerator(seed: 20_261_122)
    var codes: [Int32: Int] = [:]
    let rounds = 40
    for round in 0..<rounds {
      // One file, or several.
      let count = round % 3 == 0 ? 3 : 1
      for _ in 0..<count {
        let name = Self.names.randomElement(using: &random)!
        book.scratch.write(Self.mutated(files[name]!, &random), to: "aria/" + name)
      }
      for command in Self.commands {
        let result = await program.run(command)
        codes[result.status, default: 0] += 1
        #expect([0, 1, 2, 64].contains(result.status), "round \(round): \(command): \(result.status)")
        let seen = command[0] == "export" ? nil : obeyed(in: result.stdout + result.stderr)
        #expect(seen == nil, "round \(round): \(command): \(result.stdout.debugDescription)")
      }
      if round % 10 == 0 {
        for command in [["status"], ["diff"], ["validate"], ["doctor"]] {
          let result = book.libretto(command)
          #expect(result.status < 128, "round \(round): \(command) \(result.status)")
          let seen = obeyed(in: result.text + result.errorText)
          #expect(seen == nil, "round \(round): \(command): \(result.text.debugDescription)")
        }
      }
      for name in Self.names { book.scratch.write(files[name]!, to: "aria/" + name) }
    }
    print(
      "figure: mutated books: \(rounds), \(rounds * Self.commands.count) commands, by exit code \(codes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })"
    )
    #expect((codes[0] ?? 0) > 50 && (codes[1] ?? 0) > 10)
  }

  /// The parts that read files, without the program around them.
  @Test func noReaderCrashes() throws {
    let book = TrialBook()
    let files = book.files
    var random = SeededGenerator(seed: 7)
    let sound = Book.load(files: files.filter { !$0.key.contains("/") }).book
    var (findings, unreadable, rounds) = (0, 0, 3_000)
    for round in 0..<rounds {
      let name = Self.names[2 + round % 4]
      let type = try #require(sound.type(forPath: name))
      let bytes = Self.mutated(files[name]!, &random)
      let id = String(name.split(separator: "/")[1].dropLast(3))
      let record = Record(type: type, id: id, path: name, bytes: bytes)
      findings += Rules.check(record, in: sound).count
      if !record.isReadable { unreadable += 1 }
      #expect(record.document.bytes == bytes)
    }
    print("figure: mutated records: \(rounds), \(unreadable) unreadable, \(findings) findings")
    #expect(unreadable > 300 && findings > unreadable)
    rounds = 150
    for _ in 0..<rounds {
      var mutated = files.filter { !$0.key.contains("/") }
      for name in Self.names.prefix(2) { mutated[name] = Self.mutated(mutated[name]!, &random) }
      let (book, _) = Book.load(files: mutated)
      #expect(book.types.count >= 1)
    }
    print("figure: mutated configurations: \(rounds)")
  }
}
