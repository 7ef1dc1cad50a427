import TestSupport
import Testing

@testable import LibrettoModel

@Suite struct RecordIDTests {
  @Test(arguments: [
    ("Jürgen Müller", "juergen-mueller"), ("Ju\u{308}rgen", "juergen"), ("Ærø", "aeroe"),
    ("Åse Ångström", "aase-aangstroem"),
    ("Straße 5", "strasse-5"), ("O'Brien", "obrien"), ("O’Brien & Sons, Ltd.", "obrien-sons-ltd"),
    ("Globex  –  GmbH", "globex-gmbh"), ("Ελλάδα", "ellada"), ("Αθήνα 2026", "athina-2026"),
    ("Юрий Щукин", "yuriy-shchukin"), ("Київ", "kiyiv"), ("Łukasz Żółć", "lukasz-zolc"),
    ("Đà Nẵng", "da-nang"),
    ("GTX Pro", "gtx-pro"), ("2026 Q4 Webinar!", "2026-q4-webinar"), ("東京 Office", "office"), ("ＡＢＣ", "abc"),
    ("--x--", "x"), ("ÜBER", "ueber"), ("résumé", "resume"), ("Þórður", "thordur"), ("🚀 Launch", "launch"),
  ])
  func `ids of titles`(title: String, id: String) {
    #expect(RecordID.slug(from: title) == id)
    #expect(RecordID.isValid(id))
  }

  @Test(arguments: ["", "東京", "!!!", "🚀", "---", "'", "\u{202E}"])
  func `titles without an id`(title: String) { #expect(RecordID.slug(from: title) == nil) }

  @Test func `long titles are cut at a hyphen`() {
    let id = RecordID.slug(from: String(repeating: "twelve chars ", count: 9))
    #expect(id == "twelve-chars-twelve-chars-twelve-chars-twelve-chars-twelve-chars")
    #expect(RecordID.slug(from: String(repeating: "a", count: 100))?.utf8.count == 64)
  }

  @Test func `valid and not`() {
    for id in ["a", "0", "jane-doe", "2026-q4", "a-", "a--b"] { #expect(RecordID.isValid(id)) }
    for id in ["", "-a", "A", "a_b", "a.b", "../a", "ä", "a b", "a\n"] { #expect(!RecordID.isValid(id)) }
  }

  @Test func `random ids`() {
    var generator = SeededGenerator(seed: 7)
    var seen: Set<String> = []
    for _ in 0..<1000 {
      let id = RecordID.random(using: &generator)
      #expect(RecordID.isValid(id) && id.utf8.count == 9 && !id.contains(where: "aeiou01ly".contains))
      seen.insert(id)
    }
    #expect(seen.count == 1000)
  }

  /// FIPS 180-4's examples and the lengths around a block's end, by `sha1sum`.
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    (String(repeating: "a", count: 55), "c1c8bbdc22796e28c0e15163d20899b65621d65a"),
    (String(repeating: "a", count: 64), "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
    (String(repeating: "a", count: 119), "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
  ])
  func `SHA-1`(text: String, digest: String) { #expect(SHA1.hexDigest(text.utf8) == digest) }

  @Test(arguments: [
    ("{id}.md", "jane-doe.md"), ("{id:2}/{id}.md", "ja/jane-doe.md"), ("{hash:2}/{id}.md", "HH/jane-doe.md"),
    ("people/{id:1}/{hash:3}x/{id}.md", "people/j/HHHx/jane-doe.md"),
  ])
  func `places`(template: String, path: String) throws {
    var digits = SHA1.hexDigest("jane-doe".utf8)[...]
    let expected = path.map { $0 == "H" ? String(digits.removeFirst()) : String($0) }.joined()
    #expect(try PlaceTemplate(template).path(for: "jane-doe") == expected)
  }

  @Test(arguments: [
    ("{id:2}/x.md", PlaceTemplateError.wrongEnd), ("{id}", .wrongEnd), ("", .wrongEnd),
    ("a{id}.md", .wrongEnd),
    ("../{id}.md", .badFolder("..")), ("/{id}.md", .badFolder("")), (".git/{id}.md", .badFolder(".git")),
    ("{id:0}/{id}.md", .unknownPlaceholder("id:0")), ("{hash}/{id}.md", .unknownPlaceholder("hash")),
    ("{type}/{id}.md", .unknownPlaceholder("type")), ("{id/{id}.md", .unknownPlaceholder("id/{id")),
    ("{id:2/", .unbalanced), ("a}/{id}.md", .unbalanced),
  ])
  func `no places`(template: String, error: PlaceTemplateError) {
    #expect(throws: error) { try PlaceTemplate(template) }
  }

  @Test(arguments: [
    ("oportunity", "opportunity"), ("MQL", "mql"), ("opp", "opportunity"), ("cutsomer", "customer"),
    ("sqll", "sql"),
    ("sla", "sal"), ("lead ", "lead"), ("léad", "lead"), ("disqualfied", "disqualified"), ("xyz", nil),
    ("", nil),
  ])
  func `did you mean`(word: String, expected: String?) {
    let stages = [
      "subscriber", "lead", "mql", "sal", "sql", "opportunity", "customer", "recycled", "disqualified",
    ]
    #expect(nearest(to: word, among: stages) == expected)
  }

  @Test func `certainly meant`() {
    #expect(certainNearest(to: "GTXPro", among: ["GTX Pro", "GTX Basic", "GTX Plus Pro"]) == "GTX Pro")
    #expect(certainNearest(to: "technolgy", among: ["technology", "medical"]) == "technology")
    #expect(certainNearest(to: "sxl", among: ["sal", "sql"]) == nil)
    #expect(certainNearest(to: "MQL", among: ["mql", "sql"]) == "mql")
    #expect(certainNearest(to: "opp", among: ["opportunity"]) == nil)
  }

  @Test(arguments: [
    ("ca", "abc", 3), ("abcd", "acbd", 1), ("kitten", "sitting", 3), ("", "ab", 2), ("a", "a", 0),
  ])
  func `edit distance`(a: String, b: String, distance: Int) {
    #expect(editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: 9) == distance)
    #expect(editDistance(Array(b.unicodeScalars), Array(a.unicodeScalars), limit: distance) == distance)
    #expect(editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: distance - 1) == nil)
  }
}
