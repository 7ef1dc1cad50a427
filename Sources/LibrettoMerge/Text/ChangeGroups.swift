/// The changes of both sides, those that touch taken together, and what lies between: all of the base from begin to end.
struct ChangeGroups: Sequence, IteratorProtocol {
  /// Who changed something.
  enum Kind { case common, one, other, both }

  /// Lines of the base, and those that stand for them on the sides.
  struct Group {
    let kind: Kind
    let base: Range<Int>
    let one: Range<Int>
    let other: Range<Int>
  }

  private let one: [LineDiff.Change]
  private let other: [LineDiff.Change]
  private let count: Int
  private var (i, j) = (0, 0)
  private var position = 0
  /// How much farther the sides are than the base.
  private var (shiftOne, shiftOther) = (0, 0)

  init(_ one: [LineDiff.Change], _ other: [LineDiff.Change], count: Int) {
    (self.one, self.other, self.count) = (one, other, count)
  }

  mutating func next() -> Group? {
    let next = Swift.min(
      i < one.count ? one[i].old.lowerBound : count, j < other.count ? other[j].old.lowerBound : count)
    if position < next { return group(.common, to: next) }
    let (firstOne, firstOther) = (i, j)
    var end = position
    while true {
      if i < one.count, one[i].old.lowerBound <= end {
        end = Swift.max(end, one[i].old.upperBound)
        i += 1
      } else if j < other.count, other[j].old.lowerBound <= end {
        end = Swift.max(end, other[j].old.upperBound)
        j += 1
      } else {
        break
      }
    }
    guard i > firstOne || j > firstOther else { return nil }
    return group(j == firstOther ? .one : i == firstOne ? .other : .both, to: end, firstOne, firstOther)
  }

  private mutating func group(_ kind: Kind, to end: Int, _ firstOne: Int? = nil, _ firstOther: Int? = nil) -> Group {
    let (startOne, startOther) = (position + shiftOne, position + shiftOther)
    for change in one[(firstOne ?? i)..<i] { shiftOne += change.new.count - change.old.count }
    for change in other[(firstOther ?? j)..<j] { shiftOther += change.new.count - change.old.count }
    defer { position = end }
    return Group(
      kind: kind, base: position..<end, one: startOne..<end + shiftOne, other: startOther..<end + shiftOther)
  }
}
