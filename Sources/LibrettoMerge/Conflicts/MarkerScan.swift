import LibrettoModel

/// The conflicts of a file by its marker lines alone, before it is known what they are about.
struct MarkerScan {
  /// The lines of one conflict.
  struct Found {
    var range: SourceRange
    var ours: SourceRange
    var base: SourceRange?
    var theirs: SourceRange
    var labels: (ours: String, base: String?, theirs: String)
  }

  /// The conflicts, in the order of the file.
  private(set) var found: [Found] = []
  /// The marker lines that belong to no whole conflict, such as one whose end was deleted.
  private(set) var stray: [SourceRange] = []

  private enum Stage { case outside, ours, base, theirs }

  /// Whether there is no marker line at all.
  var isEmpty: Bool { found.isEmpty && stray.isEmpty }

  /// How long the marker lines are that may open a conflict, the shortest first.
  static func sizes(in bytes: [UInt8]) -> [Int] {
    var sizes: Set<Int> = []
    for line in bytes.split(separator: 0x0A) where line.first == UInt8(ascii: "<") {
      let size = line.prefix { $0 == UInt8(ascii: "<") }.count
      let next = line.dropFirst(size).first
      if size >= 7, next == nil || next == 0x20 || next == 0x0D { sizes.insert(size) }
    }
    return sizes.sorted()
  }

  /// Reads the marker lines of `size` characters.
  init(_ bytes: [UInt8], size: Int) {
    bytes.withUnsafeBufferPointer { scan($0, size: size) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, size: Int) {
    var stage = Stage.outside
    var open = Found(range: 0..<0, ours: 0..<0, base: nil, theirs: 0..<0, labels: ("", nil, ""))
    var lines: [SourceRange] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      var stop = start
      while stop < bytes.count, bytes[stop] != 0x0A { stop += 1 }
      let next = min(stop + 1, bytes.count)
      if let (marker, label) = Self.marker(bytes, start..<stop, size: size) {
        switch (marker, stage) {
        case (UInt8(ascii: "<"), _):
          stray += lines
          open = Found(range: start..<start, ours: next..<next, base: nil, theirs: 0..<0, labels: (label, nil, ""))
          (stage, lines) = (.ours, [start..<stop])
        case (UInt8(ascii: "|"), .ours):
          open.ours = open.ours.lowerBound..<start
          open.base = next..<next
          open.labels.base = label
          stage = .base
          lines.append(start..<stop)
        case (UInt8(ascii: "="), .ours), (UInt8(ascii: "="), .base):
          if stage == .ours { open.ours = open.ours.lowerBound..<start }
          if let base = open.base { open.base = base.lowerBound..<start }
          open.theirs = next..<next
          stage = .theirs
          lines.append(start..<stop)
        case (UInt8(ascii: ">"), .theirs):
          open.theirs = open.theirs.lowerBound..<start
          open.range = open.range.lowerBound..<next
          open.labels.theirs = label
          found.append(open)
          (stage, lines) = (.outside, [])
        case (UInt8(ascii: ">"), _): stray.append(start..<stop)
        default: break
        }
      }
      start = next
    }
    stray = (stray + lines).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Which marker a line is, and the label behind it; nil for another line.
  private static func marker(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: SourceRange, size: Int
  ) -> (UInt8, String)? {
    guard line.count >= size, size > 0 else { return nil }
    let first = bytes[line.lowerBound]
    guard first == 0x3C || first == 0x7C || first == 0x3D || first == 0x3E else { return nil }
    for index in line.lowerBound..<line.lowerBound + size where bytes[index] != first { return nil }
    var end = line.upperBound
    if end > line.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    let label = line.lowerBound + size..<max(end, line.lowerBound + size)
    guard label.isEmpty || bytes[label.lowerBound] == 0x20 else { return nil }
    // Git writes nothing behind `=======`; with words it is text.
    if first == 0x3D, !label.isEmpty { return nil }
    return (first, String(decoding: bytes[label].dropFirst(), as: UTF8.self))
  }
}
