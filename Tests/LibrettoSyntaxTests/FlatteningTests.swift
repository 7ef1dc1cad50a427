import LibrettoSyntax
import Testing

/// A record with a line for each field.
@Suite struct FlatteningTests {
  @Test(arguments: [
    (
      "---\nstage: \"mql\"   # why\nname: Jane\nnext: {what: Call, due: 2026-11-25}\ntags: [b, a]\n---\n\n# Jane\n",
      "name: Jane\nnext.due: 2026-11-25\nnext.what: Call\nstage: mql\ntags[]: b\ntags[]: a\n\n# Jane\n"
    ),
    ("---\nb: {}\na: []\nc:\n---\n", "a: []\nb: {}\nc:\n"),
    ("---\nnote: |\n  one\n\n  two\n---\nx", "note:\n  one\n\n  two\n\n\nx\n"),
    ("---\r\nname: A\r\n---\r\nText\r\n", "name: A\n\nText\n"),
    ("---\nrows: [{a: 1, b: 2}, {a: 3}]\n---\n", "rows[0].a: 1\nrows[0].b: 2\nrows[1].a: 3\n"),
  ]) func fieldsAreLines(file: String, wanted: String) {
    #expect(Document.parse(Array(file.utf8)).flattened() == wanted)
  }

  @Test(arguments: [
    "no front matter\n", "---\nname: [\n---\n", "---\n<<<<<<< ours\nstage: a\n=======\nstage: b\n>>>>>>> theirs\n---\n",
  ]) func whatCannotBeReadIsNotFlattened(file: String) {
    #expect(Document.parse(Array(file.utf8)).flattened() == nil)
  }
}
