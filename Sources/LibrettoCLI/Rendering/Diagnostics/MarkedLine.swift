import LibrettoWorkspace

/// One line of source as it is shown, with the columns of what is marked on it.
///
/// Widths count columns of the terminal; a tab is four blanks, control characters are made visible, bytes that are no
/// UTF-8 are `U+FFFD`.
struct MarkedLine {
  /// What is shown.
  private(set) var text = ""
  /// The columns that are marked, from 0, within `text`.
  private(set) var mark: Range<Int>

  /// The line `bytes`, of which `marked` is marked, cut around the mark to fit `limit` columns.
  init(_ bytes: ArraySlice<UInt8>, marked: Range<Int>, limit: Int) {
    let limit = max(limit, 8)
    // No more than can be seen is decoded: a line may be a mebibyte long, and a character has few bytes.
    let reach = limit * 16
    let marked = marked.clamped(to: bytes.startIndex..<bytes.endIndex)
    let first = min(Self.boundary(bytes, max(bytes.startIndex, marked.lowerBound - reach)), marked.lowerBound)
    let lastMarked = Self.boundary(bytes, min(marked.upperBound, marked.lowerBound + reach))
    let last = Self.boundary(bytes, min(bytes.endIndex, lastMarked + reach))

    let before = Self.shown(bytes[first..<marked.lowerBound])
    let middle = Self.shown(bytes[marked.lowerBound..<lastMarked])
    let after = Self.shown(bytes[lastMarked..<last])
    let start = displayWidth(before)
    let end = start + displayWidth(middle)
    mark = start..<end
    let isCutBefore = first > bytes.startIndex
    let isCutAfter = lastMarked < marked.upperBound || last < bytes.endIndex
    let whole = before + middle + after
    let total = displayWidth(whole)
    if total <= limit, !isCutBefore, !isCutAfter {
      text = whole
      return
    }
    cut(whole, total: total, limit: limit, isCutBefore: isCutBefore, isCutAfter: isCutAfter)
  }

  /// Shows the window of `limit` columns that has the mark in it, and as much before it as after it.
  private mutating func cut(_ whole: String, total: Int, limit: Int, isCutBefore: Bool, isCutAfter: Bool) {
    var left = 0
    if isCutBefore || mark.upperBound + 2 > limit {
      let room = max(0, limit - mark.count)
      left = max(0, min(mark.lowerBound - min(room / 2, limit / 3), total - limit))
    }
    let hasLeft = left > 0 || isCutBefore
    let hasRight = total - left > limit || isCutAfter
    let window = (hasLeft ? left + 1 : left)..<(hasRight ? left + limit - 1 : left + limit)
    var column = 0
    var shift: Int?
    for character in whole {
      let width = displayWidth(String(character))
      defer { column += width }
      if column < window.lowerBound { continue }
      if column + width > window.upperBound { break }
      if shift == nil { shift = column - (hasLeft ? 1 : 0) }
      text.append(character)
    }
    let offset = shift ?? left
    if hasLeft { text = "…" + text }
    if hasRight { text += "…" }
    let shownWidth = displayWidth(text)
    let start = min(max(0, mark.lowerBound - offset), shownWidth)
    mark = start..<max(start, min(mark.upperBound - offset, shownWidth))
  }

  /// The first place at or after `offset` where a scalar begins.
  private static func boundary(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Int {
    var offset = offset
    while offset > bytes.startIndex, offset < bytes.endIndex, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = visible(String(decoding: bytes, as: UTF8.self), tabs: .kept)
    guard text.utf8.contains(0x09) else { return text }
    return text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
  }
}
