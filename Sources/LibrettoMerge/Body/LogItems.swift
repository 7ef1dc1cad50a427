import LibrettoModel

/// The log of one version, cut into its lines, and the text around it.
struct LogItems {
  /// A line of the log with the lines that go on below it, and the blank lines above.
  final class Item {
    let id: Identity
    let lead: ArraySlice<UInt8>
    let text: ArraySlice<UInt8>
    /// The day and time as one number that sorts; nil where the line reads as no entry.
    let time: Int?
    /// What an edit leaves alone: day, time, kind.
    let mark: ArraySlice<UInt8>?

    init(id: Identity, lead: ArraySlice<UInt8>, text: ArraySlice<UInt8>, time: Int?, mark: ArraySlice<UInt8>?) {
      (self.id, self.lead, self.text, self.time, self.mark) = (id, lead, text, time, mark)
    }
  }

  /// A line, and which of those that are alike it is.
  struct Identity: Hashable {
    let text: ArraySlice<UInt8>
    let number: Int

    // Byte by byte, as a slice hashes itself, takes as long as all the rest.
    func hash(into hasher: inout Hasher) {
      text.withUnsafeBytes { hasher.combine(bytes: $0) }
      hasher.combine(number)
    }
  }

  /// The text before the blank lines that lie before the heading; all of the body where there is no log.
  private(set) var before: ArraySlice<UInt8>
  /// The blank lines before the heading.
  private(set) var gap: ArraySlice<UInt8> = []
  /// The heading's line with the blank lines below it.
  private(set) var heading: ArraySlice<UInt8> = []
  private(set) var items: [Item] = []
  /// The blank lines below the last item.
  private(set) var end: ArraySlice<UInt8> = []
  /// The text from the next heading on.
  private(set) var after: ArraySlice<UInt8> = []
  /// Whether there is a log.
  var hasLog: Bool { !heading.isEmpty }

  init(_ version: MergeVersion?) {
    guard let version else {
      before = []
      return
    }
    let body = version.document.bodyRange
    let bytes = version.bytes
    before = bytes[body]
    guard let log = version.log else { return }
    let start = log.heading.lowerBound
    var text = start
    while text > body.lowerBound {
      let line = version.lineStart(text - 1)
      guard line >= body.lowerBound, version.content(line) == nil else { break }
      text = line
    }
    before = bytes[body.lowerBound..<text]
    gap = bytes[text..<start]
    var position = version.nextLine(log.heading.upperBound)
    while position < log.end, version.content(position) == nil { position = version.nextLine(position) }
    heading = bytes[start..<position]
    cut(version, log.lines, from: position, to: log.end)
    after = bytes[log.end..<body.upperBound]
  }

  private mutating func cut(_ version: MergeVersion, _ lines: [LogLine], from start: Int, to limit: Int) {
    var position = start
    var counts: [Identity: Int] = [:]
    var index = 0
    while index < lines.count {
      let first = version.lineStart(lines[index].range.lowerBound)
      var stop = version.nextLine(lines[index].range.upperBound)
      let line = lines[index]
      index += 1
      // Lines that are indented below an entry go on with it.
      while index < lines.count, case .unreadable(let range, _) = lines[index],
        version.lineStart(range.lowerBound) == stop,
        version.bytes[range.lowerBound] == 0x20 || version.bytes[range.lowerBound] == 0x09
      {
        stop = version.nextLine(range.upperBound)
        index += 1
      }
      let text = version.bytes[first..<stop]
      let number = counts[Identity(text: text, number: 0), default: 0]
      counts[Identity(text: text, number: 0)] = number + 1
      var time: Int?
      var mark: ArraySlice<UInt8>?
      if case .entry(let entry) = line {
        time = Self.time(entry)
        mark = version.bytes[entry.dateRange.lowerBound..<entry.kindRange.upperBound]
      }
      items.append(
        Item(
          id: Identity(text: text, number: number), lead: version.bytes[position..<first], text: text, time: time,
          mark: mark))
      position = stop
    }
    end = version.bytes[min(position, limit)..<limit]
  }

  private static func time(_ entry: LogEntry) -> Int {
    let day = (entry.date.year * 12 + entry.date.month) * 31 + entry.date.day
    guard let time = entry.time else { return day * 86_400 }
    return day * 86_400 + time.hour * 3600 + time.minute * 60 + (time.second ?? 0)
  }

  /// Whether a joined file has each line of the log as often as the side says that changed how often it is there.
  static func isJoined(_ base: MergeVersion?, _ one: MergeVersion, _ other: MergeVersion, _ result: MergeVersion)
    -> Bool
  {
    guard one.log != nil || other.log != nil else { return true }
    func text(_ version: MergeVersion?) -> ArraySlice<UInt8> {
      version.flatMap { version in version.log.map { version.bytes[$0.heading.lowerBound..<$0.end] } } ?? []
    }
    // As one side left it, it is the other's.
    let logs = (text(base), text(one), text(other), text(result))
    if logs.0 == logs.1, logs.2 == logs.3 { return true }
    if logs.0 == logs.2, logs.1 == logs.3 { return true }
    func counts(_ version: MergeVersion?) -> [Identity: Int] {
      guard let version, let log = version.log else { return [:] }
      return log.lines.reduce(into: [:]) { $0[Identity(text: version.bytes[$1.range], number: 0), default: 0] += 1 }
    }
    let (before, a, b, found) = (counts(base), counts(one), counts(other), counts(result))
    return Set(a.keys).union(b.keys).union(before.keys).allSatisfy { line in
      let (n, x, y) = (before[line] ?? 0, a[line] ?? 0, b[line] ?? 0)
      return (found[line] ?? 0) == (x == n ? y : y == n ? x : max(x, y))
    }
  }
}
