import LibrettoGit
import LibrettoModel

extension Workspace {
  /// The files of the new book, and the short name of who starts it. A name or address from Git's identity that the
  /// configuration would not take is left out.
  static func template(
    root: String, sample: Bool, name: String?, identity: Signature?, environment: Environment
  ) -> (files: [(path: String, text: String)], member: String?) {
    let name = name ?? (sample ? nil : root.split(separator: "/").last.map(String.init))
    var candidates: [BookMember?] = [nil]
    if let identity, let short = shortName(identity, sample: sample) {
      candidates =
        [identity.email, nil].map {
          BookMember(name: short, fullName: identity.name, email: $0, team: nil, aliases: [])
        } + candidates
    }
    var files: [(path: String, text: String)] = []
    for member in candidates {
      let template = BookTemplate(name: name, timeZone: SystemTimeZone.name(environment), member: member)
      files = sample ? template.sampleBook : template.plain
      let read = Book.load(files: Dictionary(uniqueKeysWithValues: files.map { ($0.path, Array($0.text.utf8)) }))
      if read.findings.isEmpty { return (files, member?.name) }
    }
    return (files, nil)
  }

  /// The first name as an id, else the whole name, else what stands before the address's @; nil where all are taken or
  /// the address is a member's already.
  private static func shortName(_ identity: Signature, sample: Bool) -> String? {
    var taken: [BookMember] = []
    if sample, let text = BookTemplate.sample["libretto.yaml"] {
      let configuration = Book.load(files: ["libretto.yaml": Array(text.utf8)]).book.configuration
      if configuration.member(email: identity.email) != nil { return nil }
      taken = configuration.members
    }
    let first = identity.name.split(separator: " ").first.map(String.init) ?? ""
    let local = identity.email.split(separator: "@").first.map(String.init) ?? ""
    return [first, identity.name, local].compactMap { RecordID.slug(from: $0) }
      .first { name in !taken.contains { $0.name == name } }
  }
}
