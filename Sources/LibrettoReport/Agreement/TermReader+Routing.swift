import LibrettoModel

extension TermReader {
  /// The rules of `attribution`.
  mutating func attribution(_ value: Value) -> AttributionRules {
    var rules = AttributionRules()
    if let touches = value["touches"]?.elements {
      rules.touches = touches.compactMap(\.text)
      if let known = book.agreement.activities {
        for touch in touches where !known.contains(touch.text ?? "") { reportUnknown("activity", touch, among: known) }
      }
    }
    if let model = value["default"]?.text.flatMap(AttributionModel.init) { rules.standard = model }
    if let halfLife = duration(value["half_life"]) { rules.halfLife = halfLife }
    return rules
  }

  /// One of `routing`; nil where it cannot be read.
  mutating func routingRule(_ value: Value) -> RoutingRule? {
    guard let lead = book.type(named: "lead") else { return nil }
    let (condition, isRead) = condition(value["when"], of: lead)
    let members = members(value["to"]?.elements ?? [])
    guard isRead, !members.isEmpty else { return nil }
    let method = value["by"]?.text.flatMap(RoutingRule.Method.init) ?? .load
    return RoutingRule(condition: condition, members: members, method: method, range: value.range)
  }

  /// One of `capacity`; nil where nobody is named so.
  mutating func capacity(_ member: Member<Value>) -> (member: String, leads: Int)? {
    guard book.configuration.member(member.key) != nil else {
      let known = book.configuration.members.map(\.name)
      report(
        "unknown member \"\(member.key)\"", at: member.keyRange,
        label: known.isEmpty ? nil : "expected one of \(known.joined(separator: ", "))",
        help: nearest(to: member.key, among: known).map { "did you mean \"\($0)\"?" })
      return nil
    }
    return member.value.number?.intValue.map { (member.key, $0) }
  }
}
