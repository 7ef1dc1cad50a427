/// A range of a file's bytes.
public typealias SourceRange = Range<Int>

/// The replacement of a range of a file's bytes by a text.
public struct TextEdit: Hashable, Sendable {
  /// The bytes that go; empty for an insertion.
  public var range: SourceRange
  /// What comes in their place.
  public var text: String

  /// The replacement of `range` by `text`.
  public init(range: SourceRange, text: String) {
    self.range = range
    self.text = text
  }

  /// `bytes` with all of `edits` made. Their ranges are of the old bytes and must not overlap; insertions at
  /// one offset keep the order in which they are given.
  ///
  /// - Returns: nil where two edits overlap or one lies outside the bytes.
  public static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8]? {
    let order = edits.indices.sorted {
      let (a, b) = (edits[$0].range, edits[$1].range)
      return (a.lowerBound, a.upperBound, $0) < (b.lowerBound, b.upperBound, $1)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.text.utf8.count })
    var copied = 0
    for index in order {
      let edit = edits[index]
      guard edit.range.lowerBound >= copied, edit.range.upperBound <= bytes.count else { return nil }
      result += bytes[copied..<edit.range.lowerBound]
      result += edit.text.utf8
      copied = edit.range.upperBound
    }
    result += bytes[copied...]
    return result
  }
}
