import LibrettoModel
import LibrettoQuery
import Testing
import TestSupport

@Suite struct PropertyTests {
  /// Splits as a shell would that was given the text in single quotes at random blanks only.
  @Test func wordsAndWholeAreOneQuery() throws {
    var generator = SeededGenerator(seed: 7)
    for (terms, _) in ConditionTests.leads {
      let whole = "leads \(terms)"
      let expected = try Query.parse([whole], in: SampleBook.book)
      for _ in 0..<4 {
        var words = [""]
        for character in whole {
          if character == " ", Bool.random(using: &generator) {
            words.append("")
          } else {
            words[words.count - 1].append(character)
          }
        }
        #expect(try Query.parse(words, in: SampleBook.book) == expected, "\(words)")
      }
    }
  }

  @Test func noTextCrashes() {
    let pieces = [
      "leads", "stage", "mql", "score", "account", "deals", "log", "not", "has", "no", "or", "and", "text",
      "created", "@me", "field",
      ":", "!=", "~", "..", ".", ",", "(", ")", "\"", "\\", " ", " ", " ", "1k", "2026-Q3", "+7d", "ü",
      "\u{0}", "\u{301}", "🧑‍🚀", "=", "<", "\n", "count", "kind", "@",
    ]
    var generator = SeededGenerator(seed: 20_261_118)
    var (answered, refused) = (0, 0)
    for _ in 0..<20_000 {
      var text = "leads "
      for _ in 0..<Int.random(in: 0..<14, using: &generator) {
        text += pieces.randomElement(using: &generator)!
      }
      do {
        _ = try SampleBook.ids(text)
        answered += 1
      } catch let error as QueryError {
        refused += 1
        let bytes = error.text.utf8.count
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= bytes, "\(text)")
        #expect(!error.message.isEmpty && error.rendered().contains("^"), "\(text)")
      } catch {
        Issue.record("\(error)")
      }
    }
    #expect(answered > 50 && refused > 1000, "answered \(answered), refused \(refused)")
  }

  /// Generated conditions over numbers and stages against an evaluator that knows nothing of the product's.
  @Test func agreesWithANaiveEvaluator() throws {
    struct Lead {
      var id: String
      var score: Int?
      var stage: String
      var tags: [String]
    }
    let stages = ["subscriber", "mql", "sal", "sql"]
    let tags = ["a", "b", "c"]
    var generator = SeededGenerator(seed: 42)
    let leads = (0..<60).map { index in
      Lead(
        id: "l\(index)",
        score: Int.random(in: 0..<5, using: &generator) == 0
          ? nil : Int.random(in: 0..<100, using: &generator),
        stage: stages.randomElement(using: &generator)!,
        tags: tags.filter { _ in Bool.random(using: &generator) })
    }
    let type = try #require(SampleBook.book.type(named: "lead"))
    let records = leads.map { lead in
      let score = lead.score.map { "score: \($0)\n" } ?? ""
      let text =
        "---\nname: \(lead.id)\n\(score)stage: \(lead.stage)\ntags: [\(lead.tags.joined(separator: ", "))]\n---\n"
      return Record(type: type, id: lead.id, path: "leads/\(lead.id).md", bytes: Array(text.utf8))
    }
    let source = CatalogSource(Catalog(book: SampleBook.book, records: records))

    func condition(_ depth: Int) -> (String, (Lead) -> Bool) {
      switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &generator) {
      case 0:
        let (low, high) = (
          Int.random(in: 0..<50, using: &generator), Int.random(in: 50..<100, using: &generator)
        )
        return ("score:\(low)..\(high)", { $0.score.map { low <= $0 && $0 <= high } ?? false })
      case 1:
        let low = Int.random(in: 0..<100, using: &generator)
        return ("score:\(low)..", { $0.score.map { $0 >= low } ?? false })
      case 2:
        let wanted = [stages.randomElement(using: &generator)!, stages.randomElement(using: &generator)!]
        return ("stage:\(wanted.joined(separator: ","))", { wanted.contains($0.stage) })
      case 3:
        let tag = tags.randomElement(using: &generator)!
        return ("tags!=\(tag)", { !$0.tags.contains(tag) })
      case 4: return ("no:score", { $0.score == nil })
      case 5:
        let tag = tags.randomElement(using: &generator)!
        return ("tags:\(tag)", { $0.tags.contains(tag) })
      case 6, 7:
        let (a, b) = (condition(depth - 1), condition(depth - 1))
        return ("(\(a.0) \(b.0))", { a.1($0) && b.1($0) })
      case 8:
        let (a, b) = (condition(depth - 1), condition(depth - 1))
        return ("(\(a.0) or \(b.0))", { a.1($0) || b.1($0) })
      default:
        let inner = condition(depth - 1)
        return ("not:\(inner.0)", { !inner.1($0) })
      }
    }
    for _ in 0..<1_000 {
      // "and" binds before "or".
      let (a, b, c) = (condition(3), condition(2), condition(2))
      let text = "leads \(a.0) \(b.0) or \(c.0)"
      let expected = leads.filter { (a.1($0) && b.1($0)) || c.1($0) }.map(\.id).sorted()
      let answer = try Query.parse([text], in: SampleBook.book).answer(
        from: source, context: SampleBook.context)
      #expect(answer.rows.compactMap { $0.record?.id } == expected, "\(text)")
    }
  }
}
