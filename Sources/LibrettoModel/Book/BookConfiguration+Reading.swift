import JSONSchema

extension BookConfiguration {
  /// Takes from `libretto.yaml` what is there and fits; the schema's own findings have been told before.
  init(_ root: Value?, into findings: inout [Diagnostic]) {
    self.init()
    guard let root else { return }
    name = root["name"]?.text
    timeZoneName = root["timezone"]?.text ?? timeZoneName
    currency = root["currency"]?.text
    language = root["language"]?.text ?? language
    branch = root["branch"]?.text
    if let declared = root["teams"]?.members {
      teams = declared.map {
        Team(name: $0.key, title: $0.value["title"]?.text ?? $0.key, handle: $0.value["handle"]?.text)
      }
    }
    var owners: [String: String] = [:]
    for member in root["members"]?.members ?? [] {
      members.append(BookMember(member.key, member.value))
      if let team = member.value["team"], let name = team.text, !teams.contains(where: { $0.name == name }) {
        findings.append(
          .unknownName("team", name, among: teams.map(\.name), path: "libretto.yaml", range: team.range))
      }
      for address in [member.value["email"]].compactMap(\.self) + (member.value["aliases"]?.elements ?? []) {
        guard let text = address.text?.lowercased() else { continue }
        if let other = owners.updateValue(member.key, forKey: text), other != member.key {
          findings.append(
            Diagnostic(
              .invalidSetting, "\(other) and \(member.key) have the same address", path: "libretto.yaml",
              range: address.range, help: "Git knows a member by the address; each address belongs to one member"))
        }
      }
    }
    if let value = root["policy"] { policy = Policy(value, members: members, into: &findings) }
  }
}

extension BookMember {
  init(_ name: String, _ value: Value) {
    self.init(
      name: name, fullName: value["name"]?.text ?? name, email: value["email"]?.text,
      team: value["team"]?.text, aliases: value["aliases"]?.elements?.compactMap(\.text) ?? [],
      handle: value["handle"]?.text, isActive: value["active"]?.boolean ?? true)
  }
}

extension Diagnostic {
  /// A name in a configuration file that means nothing, with the nearest one that does.
  static func unknownName(
    _ what: String, _ name: String, among known: [String], path: String, range: Range<Int>?,
    code: Code = .unknownName
  ) -> Diagnostic {
    Diagnostic(
      code, "unknown \(what) \"\(name)\"", path: path, range: range,
      label: known.isEmpty ? nil : "expected one of \(known.joined(separator: ", "))",
      help: nearest(to: name, among: known).map { "did you mean \"\($0)\"?" })
  }
}
