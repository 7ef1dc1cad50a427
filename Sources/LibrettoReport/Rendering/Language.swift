public import LibrettoModel

/// How a language writes figures: its words by the keys of phrases, its numbers, dates and lengths of time.
public struct Language: Sendable {
  /// The code by BCP 47: `en`.
  public let code: String
  /// What stands before the decimals of a number.
  let decimalMark: String
  /// What stands between groups of three digits.
  let groupMark: String
  /// What stands between a number and its percent sign.
  let percentGap: String
  /// How a day is written.
  let date: @Sendable (CivilDate) -> String
  /// Day, hour and minute as they stand behind a number.
  let units: (day: String, hour: String, minute: String)
  /// The words by the keys of phrases; `{1}` is the first argument.
  let words: [String: String]

  /// The languages that reports speak.
  public static let all: [Language] = [.english]

  /// The language of this code; nil where no report speaks it.
  public static func named(_ code: String) -> Language? { all.first { $0.code == code } }

  /// Whether the language has a word for the key.
  public func knows(_ key: String) -> Bool { words[key] != nil }
}

extension Language {
  /// A phrase in words; its key where the language lacks it, which a test keeps from happening.
  public func text(_ phrase: Phrase, in zone: TimeZone) -> String {
    guard let template = words[phrase.key] else { return phrase.key }
    var text = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}"), let number = Int(rest[rest.index(after: open)..<close]) else { break }
      if phrase.arguments.indices.contains(number - 1) { text += self.text(phrase.arguments[number - 1], in: zone) }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// The word for a column, a table or a figure; its own name where there is none.
  func title(_ kind: String, _ name: String) -> String { words["\(kind).\(name)"] ?? name }
}
