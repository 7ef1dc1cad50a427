import LibrettoModel
import LibrettoQuery

/// The words of a short text such as an event, each with its bytes.
struct Words {
  struct Word {
    let text: String
    let range: Range<Int>

    /// The parts between commas, none of them empty.
    var list: [Word] {
      var parts: [Word] = []
      var start = range.lowerBound
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let end = start + part.utf8.count
        if !part.isEmpty { parts.append(Word(text: String(part), range: start..<end)) }
        start = end + 1
      }
      return parts
    }
  }

  /// The whole text.
  let text: String
  /// All words.
  let all: [Word]
  private var position = 0

  init(_ text: String) {
    self.text = text
    var words: [Word] = []
    var start: Int?
    let bytes = Array(text.utf8)
    for index in 0...bytes.count {
      let isBlank = index == bytes.count || bytes[index] == 0x20 || bytes[index] == 0x09
      if isBlank, let from = start {
        words.append(Word(text: String(decoding: bytes[from..<index], as: UTF8.self), range: from..<index))
        start = nil
      } else if !isBlank, start == nil {
        start = index
      }
    }
    all = words
  }

  /// The word that comes next; nil at the end.
  var peek: Word? { position < all.count ? all[position] : nil }

  mutating func next() -> Word? {
    defer { position += 1 }
    return peek
  }

  func error(at word: Word, _ message: String, help: String?) -> QueryError {
    QueryError(text: text, range: word.range, message: message, help: help)
  }

  /// A name that means nothing, with the nearest one that does.
  func unknown(_ what: String, _ word: Word, among known: [String]) -> QueryError {
    let near = nearest(to: word.text, among: known).map { "did you mean \"\($0)\"?" }
    return error(
      at: word, "unknown \(what) \"\(word.text)\"",
      help: near ?? (known.isEmpty ? nil : "expected one of \(known.prefix(20).joined(separator: ", "))"))
  }
}
