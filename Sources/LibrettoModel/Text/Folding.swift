/// `text` as search compares it: without case, diacritics and compatibility forms, so that `Jürgen`, `JURGEN` and
/// `jurgen` are one, and `Straße` is `strasse`, `Ærø` `aero`, `ﬁ` `fi`. Latin, Greek and Cyrillic lose their
/// marks; vowel signs and voicing marks of other scripts stay, since they are letters there.
///
/// Compatibility decomposition and full case folding by the Unicode Standard, chapters 3.7 and 3.13.
public func folded(_ text: String) -> String {
  if let ascii = asciiLowercased(text) { return ascii }
  var result = String.UnicodeScalarView()
  let table = FoldingTable.search
  for scalar in text.unicodeScalars {
    if scalar.isASCII {
      result.append(scalar.properties.isUppercase ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
      continue
    }
    switch table[scalar] {
    case .scalar(let base): result.append(base)
    case .sequence(let bases): result.append(contentsOf: bases)
    case .unchanged:
      if 0xAC00...0xD7A3 ~= scalar.value {
        appendJamo(of: scalar, to: &result)
      } else {
        result.append(scalar)
      }
    }
  }
  return String(result)
}

/// `text` without the difference between upper and lower case, diacritics kept: what `x-unique` compares.
///
/// Full case folding by the Unicode Standard, chapter 3.13: `ß` is `ss`. Compare results as strings, which takes
/// composed and decomposed letters for the same.
public func caseFolded(_ text: String) -> String {
  if let ascii = asciiLowercased(text) { return ascii }
  var result = ""
  for scalar in text.unicodeScalars {
    switch FoldingTable.caseFolding[scalar] {
    case .scalar(let other): result.unicodeScalars.append(other)
    case .sequence(let others): result.unicodeScalars.append(contentsOf: others)
    case .unchanged: result += scalar.properties.lowercaseMapping
    }
  }
  return result
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
private func appendJamo(of syllable: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
  let index = syllable.value - 0xAC00
  var jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
  if index % 28 != 0 { jamo.append(0x11A7 + index % 28) }
  result.append(contentsOf: jamo.compactMap(Unicode.Scalar.init))
}
