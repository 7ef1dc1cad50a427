/// What became of a line of the log.
public enum LogChange: Hashable, Sendable {
  /// A new line.
  case added(String)
  /// A line that is gone.
  case removed(String)
  /// A line of the same moment and kind that reads differently.
  case edited(from: String, to: String)

  /// The line's moment and kind: what stands before its member and its text.
  public static func moment(of line: String) -> String {
    let words = line.split(separator: " ")
    let end = words.firstIndex { $0.hasSuffix(":") || $0.hasPrefix("@") } ?? words.endIndex
    return
      (words[..<end] + words[end...].prefix(1).filter { $0.hasSuffix(":") && !$0.hasPrefix("@") }.map { $0.dropLast() })
      .joined(separator: " ")
  }
}

extension RecordChange {
  /// New, edited and removed lines of the log, without the leading dash: the new version's in its order, then what is
  /// gone.
  public var logChanges: [LogChange] {
    var removed: [(moment: String, line: String)?] = removedLog.map { (LogChange.moment(of: $0), $0) }
    var positions: [String: [Int]] = [:]
    for (index, line) in removed.enumerated().reversed() {
      if let line { positions[line.moment, default: []].append(index) }
    }
    var changes: [LogChange] = []
    for line in addedLog {
      if let index = positions[LogChange.moment(of: line)]?.popLast(), let old = removed[index] {
        removed[index] = nil
        changes.append(.edited(from: old.line, to: line))
      } else {
        changes.append(.added(line))
      }
    }
    return changes + removed.compactMap { $0.map { .removed($0.line) } }
  }
}
