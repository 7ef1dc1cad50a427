/// The lines that Git writes around the sides of a merge conflict.
enum ConflictMarkers {
  /// The ranges of the marker lines in `range`, which begins a line. `=======` and `|||||||` count only after
  /// `<<<<<<<`, as they also underline headings.
  static func find(in bytes: UnsafeBufferPointer<UInt8>, _ range: SourceRange) -> [SourceRange] {
    var found: [SourceRange] = []
    var inside: Int?
    var start = range.lowerBound
    while start < range.upperBound {
      var stop = start
      while stop < range.upperBound, bytes[stop] != 0x0A { stop += 1 }
      let first = bytes[start]
      if first == UInt8(ascii: "<") || first == UInt8(ascii: ">")
        || inside != nil && (first == 0x3D || first == 0x7C),
        let size = size(bytes, start..<stop), first == UInt8(ascii: "<") || size == inside ?? 7
      {
        var end = stop
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        if first == UInt8(ascii: "<") { inside = size }
        if first == UInt8(ascii: ">") { inside = nil }
        found.append(start..<end)
      }
      start = stop + 1
    }
    return found
  }

  /// How long a marker line's marker is; nil for another line. Git writes 7 characters, and more around what both sides
  /// renamed and inside the base of another conflict.
  private static func size(_ bytes: UnsafeBufferPointer<UInt8>, _ line: SourceRange) -> Int? {
    var end = line.lowerBound
    while end < line.upperBound, bytes[end] == bytes[line.lowerBound] { end += 1 }
    guard end - line.lowerBound >= 7 else { return nil }
    return end == line.upperBound || bytes[end] == 0x20 || bytes[end] == 0x0D ? end - line.lowerBound : nil
  }
}
