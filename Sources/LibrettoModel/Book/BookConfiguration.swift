/// Who plays: what `libretto.yaml` says, with what is left out filled in.
public struct BookConfiguration: Sendable {
  /// The company.
  public var name: String?
  /// The IANA zone of dates and times without an offset.
  public var timeZoneName = "UTC"
  /// The ISO 4217 code of amounts without one.
  public var currency: String?
  /// The language of reports: `en`, `de`, `da`.
  public var language = "en"
  /// The default branch, where it is named.
  public var branch: String?
  /// The teams in the order of the file.
  public var teams: [Team] = [Team(name: "marketing", title: "Marketing"), Team(name: "sales", title: "Sales")]
  /// The members in the order of the file.
  public var members: [BookMember] = []
  /// Who may change what both teams agreed.
  public var policy = Policy()

  /// A configuration with nothing but what is built in.
  public init() {}

  /// The member of this short name.
  public func member(_ name: String) -> BookMember? { members.first { $0.name == name } }

  /// The member with this address, also an earlier one; letter case does not matter.
  public func member(email: String) -> BookMember? {
    let wanted = email.lowercased()
    return members.first { member in
      member.email?.lowercased() == wanted || member.aliases.contains { $0.lowercased() == wanted }
    }
  }
}

/// A group of people with a part of the journey.
public struct Team: Sendable, Hashable {
  /// The short name: `sales`.
  public let name: String
  /// The name as people say it.
  public let title: String
  /// What the hosting service calls the team, `@aria/sales`, for CODEOWNERS; nil where nobody says.
  public let handle: String?

  /// Makes a team.
  public init(name: String, title: String, handle: String? = nil) {
    self.name = name
    self.title = title
    self.handle = handle
  }
}

/// Someone who works with the book.
public struct BookMember: Sendable, Hashable {
  /// The short name, as `owner:` and `@tom` have it.
  public let name: String
  /// The full name.
  public let fullName: String
  /// The address that Git knows the member by.
  public let email: String?
  /// The member's team.
  public let team: String?
  /// Further addresses.
  public let aliases: [String]
  /// What the hosting service calls the member, `@mia`, for CODEOWNERS; nil where nobody says.
  public let handle: String?
  /// Whether the member still works with the book.
  public let isActive: Bool

  /// Makes a member.
  public init(
    name: String, fullName: String, email: String?, team: String?, aliases: [String], handle: String? = nil,
    isActive: Bool = true
  ) {
    self.name = name
    self.fullName = fullName
    self.email = email
    self.team = team
    self.aliases = aliases
    self.handle = handle
    self.isActive = isActive
  }
}
