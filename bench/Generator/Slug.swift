/// Ids from titles, as the program itself makes them: `Jürgen Müller` gives `juergen-mueller`.
enum Slug {
  private static let letters: [Character: String] = {
    var table: [Character: String] = ["'": "", "’": ""]
    for (plain, marked) in [
      ("ae", "äæ"), ("oe", "öøœ"), ("ue", "ü"), ("ss", "ß"), ("aa", "å"), ("a", "áàâãąă"), ("c", "çćč"), ("d", "ďđ"),
      ("e", "éèêëęě"), ("g", "ğ"), ("i", "íìîï"), ("l", "ł"), ("n", "ñńň"), ("o", "óòôõő"), ("r", "ř"), ("s", "śšş"),
      ("t", "ťţ"), ("u", "úùûůű"), ("y", "ýÿ"), ("z", "źżž"), ("th", "þ"),
    ] {
      for letter in marked { table[letter] = plain }
    }
    return table
  }()

  static func make(from title: String) -> String {
    var bytes: [UInt8] = []
    for byte in plain(title.lowercased()).utf8 {
      if 0x61...0x7A ~= byte || 0x30...0x39 ~= byte {
        bytes.append(byte)
      } else if !bytes.isEmpty, bytes.last != 0x2D {
        bytes.append(0x2D)
      }
    }
    while bytes.last == 0x2D { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x27 }) { return text }
    var result = ""
    for character in text {
      if let replacement = letters[character] { result += replacement } else { result.append(character) }
    }
    return result
  }
}

/// The ids that a folder has, so that each new one is free: the second Jürgen Müller is `juergen-mueller-2`.
struct FreeIDs {
  private var counts: [String: Int32] = [:]

  mutating func make(from title: String) -> String {
    let slug = Slug.make(from: title)
    let count = counts[slug, default: 0] + 1
    counts[slug] = count
    return count == 1 ? slug : "\(slug)-\(count)"
  }
}
