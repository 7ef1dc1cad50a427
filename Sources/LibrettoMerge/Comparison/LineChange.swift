/// A line in a comparison of two texts.
public struct LineChange: Hashable, Sendable {
  /// What became of the line.
  public enum Kind: String, Sendable {
    /// It is in both, beside a line that is not.
    case same
    /// It is new.
    case added
    /// It is gone.
    case removed
    /// Stands for lines that are in both and are left out here; its text is empty.
    case gap
  }

  /// What became of it.
  public let kind: Kind
  /// The line, without its end.
  public let text: String

  /// A line of that text.
  public init(_ kind: Kind, _ text: String) { (self.kind, self.text) = (kind, text) }

  /// Compares two texts line by line, with one line of what is the same around what differs; empty where nothing differs.
  public static func between(_ old: [String], _ new: [String]) -> [LineChange] {
    // By bytes: letters that look the same and are written in other code points differ.
    var numbers: [[UInt8]: Int32] = [:]
    func number(_ line: String) -> Int32 {
      let bytes = Array(line.utf8)
      if let known = numbers[bytes] { return known }
      let next = Int32(numbers.count)
      numbers[bytes] = next
      return next
    }
    let (before, after) = (old.map(number), new.map(number))
    guard before != after else { return [] }
    let difference = LineDiff(before, after, distinct: numbers.count)
    var lines: [LineChange] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, difference.removed[i] {
        lines.append(LineChange(.removed, old[i]))
        i += 1
      } else if j < new.count, difference.added[j] {
        lines.append(LineChange(.added, new[j]))
        j += 1
      } else {
        lines.append(LineChange(.same, new[j]))
        (i, j) = (i + 1, j + 1)
      }
    }
    return narrowed(lines)
  }

  /// Leaves out what is the same and not beside a change.
  private static func narrowed(_ lines: [LineChange]) -> [LineChange] {
    func isChange(_ index: Int) -> Bool { lines.indices.contains(index) && lines[index].kind != .same }
    var shown: [LineChange] = []
    for index in lines.indices {
      if isChange(index) || isChange(index - 1) || isChange(index + 1) {
        shown.append(lines[index])
      } else if shown.last?.kind != .gap {
        shown.append(LineChange(.gap, ""))
      }
    }
    return shown
  }
}
