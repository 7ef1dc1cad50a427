public import LibrettoGit
public import LibrettoModel

/// Someone whom Git names, as the `.mailmap` and the book know them.
public struct Person: Sendable {
  /// The name, as the `.mailmap` has it.
  public let name: String
  /// The address, as the `.mailmap` has it.
  public let email: String
  /// The member who has that address, or the one that Git wrote, also as an alias; nil where it is nobody's.
  public let member: BookMember?

  /// `Tom Krüger <tom@aria.example>, @tom`.
  public var description: String { "\(name) <\(email)>" + (member.map { ", @\($0.name)" } ?? "") }

  /// The member's short name with its sign, else the name: `@tom`.
  public var shortName: String { member.map { "@\($0.name)" } ?? name }
}

/// Who stands behind the names and addresses that Git knows.
public struct People: Sendable {
  private let mailmap: Mailmap
  private let configuration: BookConfiguration

  init(_ configuration: BookConfiguration, mailmap: Mailmap) {
    (self.configuration, self.mailmap) = (configuration, mailmap)
  }

  /// Who goes by a name and an address.
  public func person(name: String, email: String) -> Person {
    let known = mailmap.resolve(name: name, email: email)
    return Person(
      name: known.name, email: known.email,
      member: configuration.member(email: known.email) ?? configuration.member(email: email))
  }

  /// Who signed.
  public func person(_ signature: Signature) -> Person { person(name: signature.name, email: signature.email) }
}

extension Workspace {
  /// Who stands behind names and addresses: by the members of the book, the `.mailmap` in the repository's root and the
  /// file that `mailmap.file` names, of which a later line wins.
  public var people: People {
    if let openedPeople { return openedPeople }
    var bytes: [UInt8] = []
    if let repository = try? repository() {
      var paths = ["\(repository.workTree)/.mailmap"]
      if let named = repository.configuration(string: "mailmap.file"), !named.isEmpty {
        let home = environment.variables["HOME"] ?? ""
        paths.append(named.hasPrefix("~/") ? home + named.dropFirst() : named)
      }
      for path in paths {
        let full = path.hasPrefix("/") ? path : "\(repository.workTree)/\(path)"
        bytes += ((try? FileAccess.read(full, limit: 1 << 22)) ?? []) + [0x0A]
      }
    }
    let people = People(book.configuration, mailmap: Mailmap(bytes))
    openedPeople = people
    return people
  }

  /// The member whose address Git's `user.email` is, by the `.mailmap` and the members' aliases; nil where there is no
  /// repository, no address or no such member.
  public func currentMember() -> BookMember? {
    guard let repository = try? repository() else { return nil }
    if let identity = repository.identity() { return people.person(identity).member }
    // An address alone says who asks, though it makes no commit.
    return repository.configuration(string: "user.email").flatMap { people.person(name: "", email: $0).member }
  }
}
