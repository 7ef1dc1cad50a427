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

  /// Past this product of lines that differ, the texts are told as one removed and one added: the search would take
  /// too long.
  static let limit = 4_000_000

  /// Compares two texts line by line (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986), with one line
  /// of what is the same around what differs; empty where nothing differs.
  public static func between(_ old: [String], _ new: [String]) -> [LineChange] {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
    }
    guard start < oldEnd || start < newEnd else { return [] }
    let (before, after) = (old[start..<oldEnd], new[start..<newEnd])
    var all = old[..<start].map { LineChange(.same, $0) }
    if before.count * after.count > limit {
      all += before.map { LineChange(.removed, $0) } + after.map { LineChange(.added, $0) }
    } else {
      all += merged(before, after)
    }
    return narrowed(all + old[oldEnd...].map { LineChange(.same, $0) })
  }

  private static func merged(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> [LineChange] {
    let difference = Array(new).difference(from: Array(old))
    var (removed, added): (Set<Int>, Set<Int>) = ([], [])
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [LineChange] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i) {
        lines.append(LineChange(.removed, old[old.startIndex + i]))
        i += 1
      } else if added.contains(j) {
        lines.append(LineChange(.added, new[new.startIndex + j]))
        j += 1
      } else {
        lines.append(LineChange(.same, new[new.startIndex + j]))
        (i, j) = (i + 1, j + 1)
      }
    }
    return lines
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
