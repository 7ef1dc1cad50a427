/// The columns that `text` takes in a terminal: two for wide letters and emoji, none for combining marks, one
/// for the rest. For one line that has been made ``visible(_:newlines:tabs:)``; a control character counts
/// nothing.
public func displayWidth(_ text: some StringProtocol) -> Int {
  var count = 0
  for scalar in text.unicodeScalars {
    // Below the first combining mark, one scalar is one character; soft hyphens and control characters aside.
    guard 0x20..<0x7F ~= scalar.value || 0xA0..<0x300 ~= scalar.value && scalar.value != 0xAD else {
      return text.reduce(0) { $0 + displayWidth($1) }
    }
    count += 1
  }
  return count
}

/// The columns of one character as the reader sees it: its widest scalar's; two for emoji sequences and
/// flags.
func displayWidth(_ character: Character) -> Int {
  if let ascii = character.asciiValue { return 0x20..<0x7F ~= ascii ? 1 : 0 }
  var width = 0
  var regionalIndicators = 0
  for scalar in character.unicodeScalars {
    if scalar.value == 0xFE0F, width == 1 { width = 2 }  // asks for the emoji form of what comes before it
    if 0x1F1E6...0x1F1FF ~= scalar.value { regionalIndicators += 1 }
    width = max(width, columns(of: scalar))
  }
  return regionalIndicators >= 2 ? 2 : width
}

private func columns(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0: return 0
  case 0x20..<0x300: return scalar.value == 0xAD ? 0 : 1
  case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0  // vowels and finals, drawn into the syllable before them
  default: break
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
  default: return isWide(scalar.value) ? 2 : 1
  }
}

private func isWide(_ value: UInt32) -> Bool {
  let ranges = WidthTable.wide
  guard value >= 0x1100 else { return false }
  var (low, high) = (0, ranges.count)
  while low < high {
    let middle = (low + high) / 2
    if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
  }
  return low < ranges.count && ranges[low].contains(value)
}

extension StringProtocol {
  /// The text where it takes at most `width` columns, else as much of its beginning as leaves a column for
  /// `…`.
  public func truncated(toWidth width: Int) -> String {
    guard displayWidth(self) > width else { return String(self) }
    guard width > 0 else { return "" }
    var result = ""
    var columns = 0
    for character in self {
      columns += displayWidth(character)
      guard columns < width else { break }
      result.append(character)
    }
    return result + "…"
  }
}
