/// Plain Latin letters for the letters of ids.
enum Transliteration {
  /// Lower-case ASCII for `character`, where there is some; else text that holds none of it, or a blank.
  static func latin(_ character: Character) -> String {
    if let byte = character.asciiValue {
      return String(Unicode.Scalar(0x41...0x5A ~= byte ? byte | 0x20 : byte))
    }
    if let letters = letters[character] ?? letters[Character(lowered(character))] { return letters }
    let base = folded(String(character))
    // What search folds to a letter of another alphabet, such as `ά` to `α`, is looked up once more.
    let text = base.map { $0.isASCII ? String($0) : letters[$0] ?? " " }.joined()
    return text.isEmpty ? "" : text
  }

  private static func lowered(_ character: Character) -> String {
    let lower = character.lowercased()
    return lower.count == 1 ? lower : String(character)
  }

  /// German, Nordic and Icelandic spellings without their letters; Greek and Cyrillic by the simple tables
  /// that passports and road signs use, one for all languages.
  private static let letters: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ẞ": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe",
    "þ": "th", "ð": "d", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
    // Greek
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    // Cyrillic
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
  ]
}
