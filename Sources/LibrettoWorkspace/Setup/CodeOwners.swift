import LibrettoModel

/// Who is asked when someone changes what both teams agreed.
struct CodeOwners {
  /// The lines of `CODEOWNERS`.
  let lines: [String]
  /// The teams without anyone whom the service knows.
  let missing: [Team]

  /// The files that both teams are asked about, from the book's root.
  private static let files = ["agreement.yaml", "libretto.yaml", "schema/"]

  /// - Parameters:
  ///   - prefix: the book's folder from the repository's root: empty, or with a slash at the end
  ///   - place: where the lines are going to stand: whoever changes them is no less asked
  init(_ book: Book, prefix: String, hosting: SetupRequest.Hosting, place: String) {
    var owners: [(team: Team, handles: [String])] = []
    for team in book.configuration.teams {
      let members = book.configuration.members.filter { $0.team == team.name }.compactMap(\.handle)
      owners.append((team, team.handle.map { [$0] } ?? members))
    }
    missing = owners.filter(\.handles.isEmpty).map(\.team)
    let known = owners.filter { !$0.handles.isEmpty }
    let paths = (Self.files.map { prefix + $0 } + [".mailmap", place]).map { "/" + Self.escaped($0) }
    switch hosting {
    case .github:
      // One line with all: the last that matches a file is the one that counts.
      var handles: [String] = []
      for handle in known.flatMap(\.handles) where !handles.contains(handle) { handles.append(handle) }
      lines = handles.isEmpty ? [] : paths.map { "\($0) \(handles.joined(separator: " "))" }
    case .gitlab:
      // A section for each team: an approval of each is asked for.
      lines = known.flatMap { team, handles in
        ["[Agreement: \(team.name)]"] + paths.map { "\($0) \(handles.joined(separator: " "))" }
      }
    }
  }

  private static func escaped(_ path: String) -> String {
    path.map { " #".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
