public import LibrettoModel

/// Merges what the lines `stage` of a record's log tell of a lifecycle's field with what Git knows of it.
public enum StageLog {
  /// A transition, and where it is known from.
  public struct Step: Sendable {
    /// The transition.
    public let transition: FieldTransition
    /// Which of the transitions from Git it is; nil where it is the log's alone.
    public let position: Int?
    /// Who did it, by the log; nil where Git says it.
    public let member: String?
  }

  /// Lines dated before the record's first commit take the place of that commit's own entry into the stage. Later ones say
  /// only when and by whom a transition to the same stage on the same day happened; others are left out.
  public static func merge(_ known: [FieldTransition], log record: Record, zone: TimeZone) -> [Step] {
    merge(known, activities: mayHaveStages(record) ? record.activities(in: zone) : [], zone: zone)
  }

  /// The same of what a log tells, in the order of time.
  public static func merge(_ known: [FieldTransition], activities: [Activity], zone: TimeZone) -> [Step] {
    var steps = known.indices.map { Step(transition: known[$0], position: $0, member: nil) }
    let lines = activities.compactMap(Line.init)
    guard !lines.isEmpty else { return steps }
    let first = known.first.flatMap { $0.before == nil ? $0 : nil }
    let earlier = lines.filter { line in first.map { line.at < $0.at } ?? known.isEmpty }
    for line in lines[earlier.count...] {
      let index = steps.firstIndex { step in
        step.transition.after?.text == line.after && step.member == nil
          && zone.civil(at: step.transition.at).0 == line.day
      }
      guard let index else { continue }
      let old = steps[index].transition
      steps[index] = Step(
        transition: FieldTransition(at: line.hasTime ? line.at : old.at, before: old.before, after: old.after),
        position: index, member: line.member)
    }
    guard let last = earlier.last else { return steps }
    let told = earlier.map { line in
      Step(
        transition: FieldTransition(
          at: line.at, before: line.before.map { Value(.string($0)) }, after: Value(.string(line.after))),
        position: nil, member: line.member)
    }
    guard let first, let own = steps.first else { return told }
    steps.removeFirst()
    guard first.after?.text != last.after else { return told + steps }
    let entry = FieldTransition(at: first.at, before: Value(.string(last.after)), after: first.after)
    return told + [Step(transition: entry, position: own.position, member: own.member)] + steps
  }

  /// The stage that a line `stage` says the record came into; nil where its text is no `A -> B`.
  public static func stage(in entry: LogEntry) -> String? { stages(in: entry.text)?.after }

  private static func stages(in text: String) -> (before: String?, after: String)? {
    let parts = text.split(separator: "->", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    func word(_ part: Substring) -> String? { part.split(separator: " ").first.map(String.init) }
    return word(parts[1]).map { (word(parts[0]), $0) }
  }

  private struct Line {
    let at: Instant
    let day: CivilDate
    let hasTime: Bool
    let before: String?
    let after: String
    let member: String?

    /// A line `stage` whose text is `A -> B`; nil for another.
    init?(_ activity: Activity) {
      guard activity.kind == "stage", let (before, after) = StageLog.stages(in: activity.text) else { return nil }
      (at, day, hasTime, member) = (activity.at, activity.day, activity.hasTime, activity.member)
      (self.before, self.after) = (before, after)
    }
  }

  /// Whether `->` stands in the body at all, for to read a log costs more than to look.
  private static func mayHaveStages(_ record: Record) -> Bool {
    let body = record.document.bodyRange
    return record.document.bytes.withUnsafeBufferPointer { bytes in
      var index = body.lowerBound
      while index + 1 < body.upperBound {
        if bytes[index + 1] == UInt8(ascii: ">"), bytes[index] == UInt8(ascii: "-") { return true }
        index += 1
      }
      return false
    }
  }
}
