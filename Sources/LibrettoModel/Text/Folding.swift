/// `text` as search compares it: without case, diacritics and compatibility forms, so that `Jürgen`, `JURGEN`
/// and `jurgen` are one, and `Straße` is `strasse`, `Ærø` `aero`, `ﬁ` `fi`. Latin, Greek and Cyrillic lose
/// their marks; vowel signs and voicing marks of other scripts stay, since they are letters there.
///
/// Compatibility decomposition and full case folding by the Unicode Standard, chapters 3.7 and 3.13.
public func folded(_ text: String) -> String {
  if let ascii = asciiLowercased(text) { return ascii }
  var text = text
  return text.withUTF8 { bytes in
    let table = FoldingTable.search
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let lead = bytes[position]
      if lead < 0x80 {
        result.append(0x41...0x5A ~= lead ? lead | 0x20 : lead)
        position += 1
        continue
      }
      // A string's UTF-8 is always valid.
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      var scalar = UInt32(lead) & (0x7F >> UInt32(length))
      for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[position + offset] & 0x3F) }
      if let replacement = table.replacement(of: scalar) {
        result.append(contentsOf: replacement)
      } else if 0xAC00...0xD7A3 ~= scalar {
        appendJamo(of: scalar, to: &result)
      } else {
        result.append(contentsOf: bytes[position..<(position + length)])
      }
      position += length
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// `text` without the difference between upper and lower case, diacritics kept: what `x-unique` compares.
///
/// Full case folding by the Unicode Standard, chapter 3.13: `ß` is `ss`. Compare results as strings, which
/// takes composed and decomposed letters for the same.
public func caseFolded(_ text: String) -> String {
  if let ascii = asciiLowercased(text) { return ascii }
  var result: [UInt8] = []
  for scalar in text.unicodeScalars {
    if let replacement = FoldingTable.caseFolding.replacement(of: scalar.value) {
      result.append(contentsOf: replacement)
    } else {
      result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// The fast path: most text is ASCII, and what is lower-case already needs no copy. Nil where there is more.
private func asciiLowercased(_ text: String) -> String? {
  var hasUppercase = false
  for byte in text.utf8 {
    if byte >= 0x80 { return nil }
    if 0x41...0x5A ~= byte { hasUppercase = true }
  }
  guard hasUppercase else { return text }
  return String(unsafeUninitializedCapacity: text.utf8.count) { buffer in
    var count = 0
    for byte in text.utf8 {
      buffer[count] = 0x41...0x5A ~= byte ? byte | 0x20 : byte
      count += 1
    }
    return count
  }
}

/// A Hangul syllable's letters, so that composed and decomposed ones are found alike (chapter 3.12).
private func appendJamo(of syllable: UInt32, to result: inout [UInt8]) {
  let index = syllable - 0xAC00
  var jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
  if index % 28 != 0 { jamo.append(0x11A7 + index % 28) }
  for letter in jamo {
    result += [0xE0 | UInt8(letter >> 12), 0x80 | UInt8(letter >> 6 & 0x3F), 0x80 | UInt8(letter & 0x3F)]
  }
}
