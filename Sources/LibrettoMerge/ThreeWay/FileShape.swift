import LibrettoModel

/// What surrounds a file's lines: byte-order mark, line ends, the line end of the last line. It is joined apart, so
/// that a file whose line ends one side changed does not differ in every line.
struct FileShape: Equatable {
  /// Whether the file begins with a byte-order mark.
  var hasMark: Bool
  /// Whether every line ends with CRLF; nil where no line ends or both kinds occur, and lines stay as they are.
  var isCRLF: Bool?
  /// Whether both kinds of line end occur.
  var isMixed: Bool
  /// Whether the last line has no line end; nil for an empty file.
  var lacksLastEnd: Bool?

  init(_ bytes: [UInt8]) {
    hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var (ends, returns) = (0, 0)
    bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<buffer.count where buffer[index] == 0x0A {
        ends += 1
        if index > 0, buffer[index - 1] == 0x0D { returns += 1 }
      }
    }
    isMixed = returns > 0 && returns < ends
    isCRLF = ends == 0 || isMixed ? nil : returns > 0
    lacksLastEnd = bytes.count == (hasMark ? 3 : 0) ? nil : bytes.last != 0x0A
  }

  /// Joins the shapes of three files; nil of the base is a file that both added.
  init(base: FileShape?, ours: FileShape, theirs: FileShape) {
    func join<T: Equatable>(_ base: T?, _ ours: T?, _ theirs: T?, else standard: T) -> T {
      guard let ours, let theirs else { return ours ?? theirs ?? base ?? standard }
      return ours == theirs ? ours : ours == base ? theirs : theirs == base ? ours : standard
    }
    hasMark = join(base?.hasMark, ours.hasMark, theirs.hasMark, else: false)
    isCRLF = join(base?.isCRLF, ours.isCRLF, theirs.isCRLF, else: false)
    lacksLastEnd = join(base?.lacksLastEnd, ours.lacksLastEnd, theirs.lacksLastEnd, else: false)
    isMixed = (base?.isMixed ?? false) || ours.isMixed || theirs.isMixed
  }

  /// The file's lines alone: no mark, each with its line end, LF where `isPlain` says so.
  static func lines(of bytes: [UInt8], _ shape: FileShape, withoutReturns: Bool) -> [UInt8] {
    if !shape.hasMark, shape.lacksLastEnd != true, shape.isCRLF != true || !withoutReturns { return bytes }
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count + 2)
    let isCRLF = shape.isCRLF == true
    for index in (shape.hasMark ? 3 : 0)..<bytes.count {
      let isReturn = isCRLF && withoutReturns && bytes[index] == 0x0D && index + 1 < bytes.count
      if isReturn, bytes[index + 1] == 0x0A { continue }
      lines.append(bytes[index])
    }
    // The same end in all versions, whatever their other lines end with: one that none wrote must not differ.
    if shape.lacksLastEnd == true { lines.append(0x0A) }
    return lines
  }

  /// A file of this shape out of lines that end with LF where `withoutReturns` says so; `ranges` go with the bytes.
  func file(_ lines: [UInt8], withoutReturns: Bool, ranges: inout [SourceRange]) -> [UInt8] {
    let addsReturns = withoutReturns && isCRLF == true
    guard hasMark || addsReturns || lacksLastEnd == true else { return lines }
    var result: [UInt8] = hasMark ? [0xEF, 0xBB, 0xBF] : []
    var moved = [Int](repeating: 0, count: ranges.isEmpty ? 0 : lines.count + 1)
    for (index, byte) in lines.enumerated() {
      if !moved.isEmpty { moved[index] = result.count }
      if addsReturns, byte == 0x0A { result.append(0x0D) }
      result.append(byte)
    }
    // A marker's line keeps its end.
    if lacksLastEnd == true, result.last == 0x0A, ranges.last?.upperBound != lines.count {
      result.removeLast()
      if result.last == 0x0D { result.removeLast() }
    }
    if !moved.isEmpty {
      moved[lines.count] = result.count
      ranges = ranges.map { moved[$0.lowerBound]..<min(moved[$0.upperBound], result.count) }
    }
    return result
  }
}
