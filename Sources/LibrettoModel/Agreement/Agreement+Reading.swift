import JSONSchema

extension Agreement {
  /// Takes from `agreement.yaml` what is there and fits, and tells of types, fields, teams and stages that do not exist.
  init(_ root: Value?, types: [RecordType], teams: [Team], into findings: inout [Diagnostic]) {
    self.init()
    guard let root else { return }
    self.root = root
    activities = root["vocabulary"]?["activities"]?.elements?.compactMap(\.text)
    for reason in root["reasons"]?.members ?? [] {
      reasons[reason.key] = reason.value.elements?.compactMap(\.text) ?? []
    }
    for member in root["lifecycles"]?.members ?? [] {
      guard let lifecycle = Lifecycle(member.key, member.value) else { continue }
      lifecycles.append(lifecycle)
      findings += lifecycle.findings(in: member.value, types: types, teams: teams)
    }
  }
}

extension Lifecycle {
  init?(_ name: String, _ value: Value) {
    guard let type = value["type"]?.text, let field = value["field"]?.text else { return nil }
    var moves: [String: [String]] = [:]
    for move in value["moves"]?.members ?? [] { moves[move.key] = move.value.elements?.compactMap(\.text) ?? [] }
    self.init(
      name: name, type: type, field: field, stages: (value["stages"]?.elements ?? []).compactMap(Stage.init),
      moves: moves)
  }

  fileprivate func findings(in value: Value, types: [RecordType], teams: [Team]) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    func unknown(_ what: String, _ name: Value?, among known: [String]) {
      guard let name, let text = name.text, !known.contains(text) else { return }
      findings.append(.unknownName(what, text, among: known, path: "agreement.yaml", range: name.range))
    }
    unknown("record type", value["type"], among: types.map(\.name))
    if let fields = types.first(where: { $0.name == type })?.fields {
      unknown("field", value["field"], among: fields.propertyNames)
    }
    var seen: Set<String> = []
    for stage in value["stages"]?.elements ?? [] {
      unknown("team", stage["team"], among: teams.map(\.name))
      if let name = stage["name"]?.text, !seen.insert(name).inserted {
        findings.append(
          Diagnostic(
            .invalidSetting, "the stage \"\(name)\" stands twice", path: "agreement.yaml",
            range: stage["name"]?.range, help: "give each stage a name of its own"))
      }
    }
    for stage in value["stages"]?.elements ?? [] {
      for former in stage["was"]?.elements ?? [] {
        guard let name = former.text, !seen.insert(name).inserted else { continue }
        findings.append(
          Diagnostic(
            .invalidSetting, "two stages are or were called \"\(name)\"", path: "agreement.yaml", range: former.range,
            help: "an earlier name belongs to one stage, and is no present one"))
      }
    }
    let names = stages.map(\.name)
    for move in value["moves"]?.members ?? [] {
      if !names.contains(move.key) {
        findings.append(
          .unknownName("stage", move.key, among: names, path: "agreement.yaml", range: move.keyRange))
      }
      for target in move.value.elements ?? [] { unknown("stage", target, among: names) }
    }
    return findings
  }
}

extension Stage {
  init?(_ value: Value) {
    guard let name = value["name"]?.text else { return nil }
    self.init(
      name: name, title: value["title"]?.text, team: value["team"]?.text,
      formerNames: value["was"]?.elements?.compactMap(\.text) ?? [], probability: value["probability"]?.number,
      isWon: value["won"]?.boolean ?? false, isLost: value["lost"]?.boolean ?? false, means: value["means"]?.text,
      gate: (value["gate"]?.elements ?? []).compactMap { element in
        element.text.map { Condition(text: $0, range: element.range) }
      })
  }
}
