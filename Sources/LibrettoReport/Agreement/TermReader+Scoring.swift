import LibrettoModel
import LibrettoQuery

extension TermReader {
  /// The rules of `scoring`, which are about leads.
  mutating func scoring(_ value: Value) -> Scoring {
    var scoring = Scoring()
    guard let lead = book.type(named: "lead") else { return scoring }
    for rule in value["fit"]?.elements ?? [] {
      let (condition, _) = condition(rule["when"], of: lead)
      guard let condition, let points = rule["points"]?.number else { continue }
      scoring.fit.append(Scoring.Rule(text: condition.text, condition: condition, points: points))
    }
    let engagement = value["engagement"]
    for member in engagement?["points"]?.members ?? [] {
      guard let points = member.value.number else { continue }
      if let known = book.agreement.activities, !known.contains(member.key) {
        report(
          "unknown activity \"\(member.key)\"", at: member.keyRange,
          label: "expected one of \(known.joined(separator: ", "))",
          help: nearest(to: member.key, among: known).map { "did you mean \"\($0)\"?" })
      } else {
        scoring.points.append((member.key, points))
      }
    }
    scoring.halfLife = duration(engagement?["half_life"])
    for member in value["grid"]?.members ?? [] {
      if let grade = grade(member, lead) { scoring.grid.append(grade) }
    }
    checkGrid(scoring.grid, at: value["grid"]?.range)
    if let alert = value["alert"], let rise = alert["rise"]?.number, let within = duration(alert["within"]) {
      scoring.alert = Scoring.Alert(rise: rise, within: within)
    }
    return scoring
  }

  /// A length of time that is not nothing.
  mutating func duration(_ value: Value?) -> CalendarDuration? {
    guard let value, let text = value.text else { return nil }
    guard let duration = CalendarDuration(text), duration.approximateSeconds > 0 else {
      report("this is no length of time", at: value.range, help: "write it as 30d, 2w or 6m")
      return nil
    }
    return duration
  }

  /// `A: 40..`
  private mutating func grade(_ member: Member<Value>, _ lead: RecordType) -> Scoring.Grade? {
    if let known = lead.fields?.property("fit")?.allowed, !known.contains(member.key) {
      report(
        "unknown grade \"\(member.key)\"", at: member.keyRange,
        label: "expected one of \(known.joined(separator: ", "))", help: nil)
      return nil
    }
    let text = member.value.text ?? ""
    guard let dots = text.firstRange(of: ".."), text != ".." else {
      report("\"\(text)\" is no range of points", at: member.value.range, help: "write 40.., 20..39 or ..19")
      return nil
    }
    let (low, high) = (text[..<dots.lowerBound], text[dots.upperBound...])
    let (from, to) = (Int(low), Int(high))
    guard (from != nil || low.isEmpty) && (to != nil || high.isEmpty) else {
      report("\"\(text)\" is no range of whole points", at: member.value.range, help: "write 40.., 20..39 or ..19")
      return nil
    }
    if let from, let to, from > to {
      report("this range ends before it begins", at: member.value.range, help: "write the smaller number first")
      return nil
    }
    return Scoring.Grade(name: member.key, from: from, to: to)
  }

  /// Every whole score must have one grade.
  private mutating func checkGrid(_ grid: [Scoring.Grade], at range: Range<Int>?) {
    guard !grid.isEmpty else { return }
    let sorted = grid.sorted { ($0.from ?? .min) < ($1.from ?? .min) }
    for (low, high) in zip(sorted, sorted.dropFirst()) {
      guard let end = low.to, let start = high.from else {
        report("the grades \(low.name) and \(high.name) overlap", at: range, help: "give each score one grade")
        return
      }
      if end >= start {
        report("the grades \(low.name) and \(high.name) overlap", at: range, help: "give each score one grade")
      } else if end + 1 < start {
        report("a score of \(end + 1) has no grade", at: range, help: "let the ranges follow each other")
      }
    }
    if let first = sorted.first?.from, first > 0 {
      report("a score of 0 has no grade", at: range, help: "leave the lowest range open: ..\(first - 1)")
    }
    if let last = sorted.last?.to {
      report("a score of \(last + 1) has no grade", at: range, help: "leave the highest range open: \(last)..")
    }
  }
}
