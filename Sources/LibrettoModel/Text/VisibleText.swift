/// What becomes of a line break or a tab in text that is shown.
public enum WhitespaceDisplay: Sendable {
  /// It stays as it is.
  case kept
  /// It becomes a blank.
  case blank
  /// It becomes a picture: `␊`, `␍`, `␉`.
  case picture
}

/// `text` so that a terminal obeys nothing in it and a reader sees all of it: control characters become their
/// pictures (`␛`), bidirectional controls, invisible characters and other formatting their number
/// (`\u{202E}`). Joiners and variation selectors stay where scripts and emoji need them.
///
/// - Parameters:
///   - newlines: what becomes of line feeds and carriage returns.
///   - tabs: what becomes of tabs.
public func visible(
  _ text: String, newlines: WhitespaceDisplay = .picture, tabs: WhitespaceDisplay = .blank
) -> String {
  if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
  var result = String.UnicodeScalarView()
  let joiners = JoinerContext(text)
  for (index, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
    switch scalar.value {
    // Alone, a carriage return takes the cursor back over what was shown.
    case 0x0D where newlines == .kept && !isBeforeLineFeed(index, text): result.append(picture(scalar))
    case 0x0A, 0x0D: append(newlines, scalar, to: &result)
    case 0x09: append(tabs, scalar, to: &result)
    case 0..<0x20: result.append(picture(scalar))
    case 0x7F: result.append("␡")
    default:
      if joiners.isInvisible(scalar, at: index) {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
  }
  return String(result)
}

/// Whether `text` holds what hides or disorders it: bidirectional controls or zero-width characters, but for
/// joiners in emoji and in the scripts that need them.
public func hasSuspiciousCharacters(_ text: String) -> Bool {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return false }
  let joiners = JoinerContext(text)
  return zip(text.unicodeScalars.indices, text.unicodeScalars).contains { index, scalar in
    scalar.value >= 0xA0 && scalar.properties.generalCategory != .lineSeparator
      && scalar.properties.generalCategory != .paragraphSeparator && scalar.value != 0xAD
      && joiners.isInvisible(scalar, at: index)
  }
}

private func isBeforeLineFeed(_ index: String.Index, _ text: String) -> Bool {
  let next = text.unicodeScalars.index(after: index)
  return next < text.endIndex && text.unicodeScalars[next] == "\n"
}

private func append(
  _ display: WhitespaceDisplay, _ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView
) {
  switch display {
  case .kept: result.append(scalar)
  case .blank: result.append(" ")
  case .picture: result.append(picture(scalar))
  }
}

/// The picture of a control character, from U+2400 on.
private func picture(_ control: Unicode.Scalar) -> Unicode.Scalar {
  Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
}

/// Tells invisible characters, and joiners that shape what is around them from those that only hide.
private struct JoinerContext {
  private let scalars: String.UnicodeScalarView

  init(_ text: String) { scalars = text.unicodeScalars }

  func isInvisible(_ scalar: Unicode.Scalar, at index: String.Index) -> Bool {
    switch scalar.value {
    case ..<0x80: return false
    case 0x80..<0xA0: return true  // C1 controls, which terminals may obey
    case 0x200C: return !(joins(before: index) && joins(after: index))
    case 0x200D: return !(joins(before: index) || pictured(before: index) && pictured(after: index))
    // Arabic and other marks of format that are drawn.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return false
    case 0xE0020...0xE007F: return !pictured(beforeTags: index)
    // Fillers that are letters by name and blank by look.
    case 0x115F, 0x3164, 0xFFA0: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .format, .control, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  private func before(_ index: String.Index) -> Unicode.Scalar? {
    index > scalars.startIndex ? scalars[scalars.index(before: index)] : nil
  }

  private func after(_ index: String.Index) -> Unicode.Scalar? {
    let next = scalars.index(after: index)
    return next < scalars.endIndex ? scalars[next] : nil
  }

  /// Letters and marks of Arabic, the scripts of India and South-East Asia, and Mongolian, where joiners
  /// shape.
  private func joins(_ scalar: Unicode.Scalar?) -> Bool {
    guard let value = scalar?.value else { return false }
    return 0x600...0x8FF ~= value || 0x900...0xDFF ~= value || 0x1000...0x109F ~= value
      || 0x1780...0x18AF ~= value || 0xFB50...0xFEFC ~= value || 0x11000...0x11FFF ~= value
  }

  private func joins(before index: String.Index) -> Bool { joins(before(index)) }
  private func joins(after index: String.Index) -> Bool { joins(after(index)) }

  /// Whether an emoji, perhaps with a variation selector or a skin tone, stands there.
  private func pictured(before index: String.Index) -> Bool {
    guard let scalar = before(index) else { return false }
    if scalar.value == 0xFE0F { return pictured(before: scalars.index(before: index)) }
    return scalar.properties.isEmoji && scalar.value > 0x80 || scalar.properties.isEmojiModifier
  }

  private func pictured(after index: String.Index) -> Bool {
    guard let scalar = after(index) else { return false }
    return scalar.properties.isEmoji && scalar.value > 0x80
  }

  /// Whether the tags that `index` is one of follow an emoji, as in the flag of Scotland.
  private func pictured(beforeTags index: String.Index) -> Bool {
    var index = index
    while let scalar = before(index), 0xE0020...0xE007F ~= scalar.value {
      index = scalars.index(before: index)
    }
    return pictured(before: index)
  }
}
