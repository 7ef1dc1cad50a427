/// Moves runs of changed lines between equal ones to where a reader, and Git, expects them: down as far as they go, or
/// up to where the other text changed too.
enum LineSliding {
  private struct Group {
    var start: Int
    var end: Int
    var isEmpty: Bool { start == end }
  }

  /// Slides the runs of `changed`, which tells of each of `lines` whether it changed; `other` tells so of the other
  /// text.
  static func slide(_ lines: [Int32], _ changed: inout [Bool], against other: [Bool]) {
    guard changed.contains(true), changed.contains(false) else { return }
    var group = first(changed)
    var mate = first(other)
    repeat {
      if !group.isEmpty {
        var size: Int
        var highest: Int
        var matching: Int?
        repeat {
          size = group.end - group.start
          while up(lines, &changed, &group) { _ = previous(other, &mate) }
          highest = group.end
          matching = mate.isEmpty ? nil : group.end
          while down(lines, &changed, &group) {
            _ = next(other, &mate)
            if !mate.isEmpty { matching = group.end }
          }
        } while size != group.end - group.start
        if group.end != highest, matching != nil {
          while mate.isEmpty, up(lines, &changed, &group) { _ = previous(other, &mate) }
        }
      }
      guard next(changed, &group) else { break }
    } while next(other, &mate)
  }

  private static func first(_ changed: [Bool]) -> Group {
    var end = 0
    while end < changed.count, changed[end] { end += 1 }
    return Group(start: 0, end: end)
  }

  /// Goes to the group after the next unchanged line.
  private static func next(_ changed: [Bool], _ group: inout Group) -> Bool {
    guard group.end < changed.count else { return false }
    group.start = group.end + 1
    group.end = group.start
    while group.end < changed.count, changed[group.end] { group.end += 1 }
    return true
  }

  /// Goes to the group before the unchanged line above.
  private static func previous(_ changed: [Bool], _ group: inout Group) -> Bool {
    guard group.start > 0 else { return false }
    group.end = group.start - 1
    group.start = group.end
    while group.start > 0, changed[group.start - 1] { group.start -= 1 }
    return true
  }

  private static func up(_ lines: [Int32], _ changed: inout [Bool], _ group: inout Group) -> Bool {
    guard group.start > 0, lines[group.start - 1] == lines[group.end - 1] else { return false }
    group.start -= 1
    group.end -= 1
    changed[group.start] = true
    changed[group.end] = false
    while group.start > 0, changed[group.start - 1] { group.start -= 1 }
    return true
  }

  private static func down(_ lines: [Int32], _ changed: inout [Bool], _ group: inout Group) -> Bool {
    guard group.end < lines.count, lines[group.start] == lines[group.end] else { return false }
    changed[group.start] = false
    changed[group.end] = true
    group.start += 1
    group.end += 1
    while group.end < lines.count, changed[group.end] { group.end += 1 }
    return true
  }
}
