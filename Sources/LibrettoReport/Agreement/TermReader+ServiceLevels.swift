import LibrettoModel

extension TermReader {
  /// One of `service_levels`; nil where it cannot be read.
  mutating func serviceLevel(_ member: Member<Value>, business: (day: Int, week: Int)) -> ServiceLevel? {
    let value = member.value
    guard let type = type(value["on"]), let party = value["party"]?.text else { return nil }
    guard book.configuration.teams.contains(where: { $0.name == party }) else {
      reportUnknown("team", value["party"]!, among: book.configuration.teams.map(\.name))
      return nil
    }
    let target = percent(value["target"])
    guard let promise = promise(value, name: member.key, at: member.keyRange, of: type, business: business) else {
      return nil
    }
    return ServiceLevel(
      name: member.key, title: value["title"]?.text ?? member.key, party: party, type: type.name, promise: promise,
      target: target, range: member.keyRange)
  }

  private mutating func promise(
    _ value: Value, name: String, at range: Range<Int>?, of type: RecordType, business: (day: Int, week: Int)
  ) -> ServiceLevel.Promise? {
    let isBusiness = value["hours"]?.text == "business"
    let atLeast = value["at_least"]
    if value["before"] != nil {
      let span = span(atLeast, isBusiness: isBusiness, business: business)
      guard let from = event(value["from"], of: type), let before = dateField(value["before"], of: type) else {
        return nil
      }
      guard let span else {
        if atLeast == nil { reportMissing("at_least", of: name, at: range, "how long before: at_least: 5d") }
        return nil
      }
      return .notice(from: from, before: before, atLeast: span)
    }
    if value["until"] != nil {
      let span = span(value["within"], isBusiness: isBusiness, business: business)
      guard let from = event(value["from"], of: type), let until = event(value["until"], of: type) else {
        if value["from"] == nil { reportMissing("from", of: name, at: range, "what begins it: from: \"stage -> mql\"") }
        return nil
      }
      guard let span else {
        if value["within"] == nil { reportMissing("within", of: name, at: range, "how soon: within: 8h") }
        return nil
      }
      return .answer(from: from, until: until, within: span)
    }
    guard value["count"] != nil else {
      reportMissing("until", of: name, at: range, "what ends it: until:, before: or count:")
      return nil
    }
    guard let event = event(value["count"], of: type) else { return nil }
    guard let least = atLeast?.number?.intValue, least > 0 else {
      report(
        "the promise \"\(name)\" does not say how often", at: atLeast?.range ?? range,
        help: "add a whole number: at_least: 5")
      return nil
    }
    if let per = value["per"]?.text.flatMap(ServiceLevel.Period.init) {
      return .supply(event: event, atLeast: least, per: per)
    }
    let span = span(value["within"], isBusiness: isBusiness, business: business)
    guard let from = self.event(value["from"], of: type), let span else {
      if value["from"] == nil || value["within"] == nil {
        reportMissing("per", of: name, at: range, "per: month for a supply, or from: and within: for attempts")
      }
      return nil
    }
    return .attempts(from: from, event: event, atLeast: least, within: span)
  }

  private mutating func reportMissing(_ key: String, of name: String, at range: Range<Int>?, _ help: String) {
    report("the promise \"\(name)\" lacks \(key)", at: range, help: "say \(help)")
  }

  /// A field of dates.
  mutating func dateField(_ value: Value?, of type: RecordType) -> String? {
    guard let value, let event = event(value, of: type) else { return nil }
    guard case .date(let field) = event.kind else {
      report("a day is wanted here", at: value.range, help: "name a date field")
      return nil
    }
    return field
  }
}
