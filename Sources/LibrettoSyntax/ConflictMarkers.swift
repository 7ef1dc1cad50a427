/// The lines that Git writes around the sides of a merge conflict.
enum ConflictMarkers {
  /// The ranges of the marker lines in `range`, which begins a line. `=======` and `|||||||` count only after
  /// `<<<<<<<`, as they also underline headings.
  static func find(in bytes: UnsafeBufferPointer<UInt8>, _ range: SourceRange) -> [SourceRange] {
    var found: [SourceRange] = []
    var inside = false
    var start = range.lowerBound
    while start < range.upperBound {
      var stop = start
      while stop < range.upperBound, bytes[stop] != 0x0A { stop += 1 }
      let first = bytes[start]
      if first == UInt8(ascii: "<") || first == UInt8(ascii: ">")
        || inside && (first == 0x3D || first == 0x7C),
        isMarker(bytes, start..<stop)
      {
        var end = stop
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        if first == UInt8(ascii: "<") { inside = true }
        if first == UInt8(ascii: ">") { inside = false }
        found.append(start..<end)
      }
      start = stop + 1
    }
    return found
  }

  private static func isMarker(_ bytes: UnsafeBufferPointer<UInt8>, _ line: SourceRange) -> Bool {
    guard line.count >= 7 else { return false }
    let first = bytes[line.lowerBound]
    for index in line.lowerBound..<line.lowerBound + 7 where bytes[index] != first { return false }
    guard line.count > 7 else { return true }
    let next = bytes[line.lowerBound + 7]
    return next == 0x20 || next == 0x0D
  }
}
