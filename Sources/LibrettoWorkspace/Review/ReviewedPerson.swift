import LibrettoGit
import LibrettoModel

/// Who made a commit, as the base knows them.
struct ReviewedPerson {
  /// The member; nil where the address is none's, or the member is not active any more.
  let member: BookMember?
  /// Name and address, as the base's mailmap has them.
  let signature: Signature
  /// Why a commit of theirs does not count as a member's.
  let refusal: String?

  init(_ raw: Signature, mailmap: Mailmap, configuration: BookConfiguration) {
    let mapped = mailmap.resolve(raw)
    signature = mapped
    // Programs disagree about who is meant by a line with more than one pair of angle brackets.
    guard !(raw.name + raw.email).utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) else {
      (member, refusal) = (nil, "has angle brackets in the name or the address")
      return
    }
    guard !mapped.email.isEmpty else {
      (member, refusal) = (nil, "has no address")
      return
    }
    guard let found = configuration.member(email: mapped.email) ?? configuration.member(email: raw.email) else {
      (member, refusal) = (nil, configuration.members.isEmpty ? nil : "is no member")
      return
    }
    (member, refusal) = found.isActive ? (found, nil) : (nil, "is not active any more")
  }

  /// As a finding names them: `tom (sales)`, else `Eve <eve@example.com>`.
  var description: String {
    guard let member else {
      let name = visible(signature.name)
      return name.isEmpty ? "<\(visible(signature.email))>" : "\(name) <\(visible(signature.email))>"
    }
    return member.team.map { "\(member.name) (\($0))" } ?? member.name
  }

  /// The short name, else the address.
  var name: String { member?.name ?? visible(signature.email) }

  /// Whether they are of all these groups of teams.
  func isEntitled(to teams: [[String]]) -> Bool {
    teams.allSatisfy { $0.contains(member?.team ?? "") }
  }

  /// Whether they are among these members; nil: every member is.
  func isAmong(_ names: [String]?) -> Bool { names.map { $0.contains(member?.name ?? "") } ?? true }
}
