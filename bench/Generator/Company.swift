/// The company whose book it is: its members and the files that say who plays and what was agreed.
enum Company {
  /// Someone who works with the book and commits to it.
  struct Member: Sendable {
    let id: String
    let name: String
    let isInSales: Bool
    /// How much of the team's work is theirs.
    let weight: Int
    var email: String { "\(id)@aria.example" }
  }

  static let members: [Member] = [
    ("mia", "Mia Weber", false, 30), ("freja", "Freja Nielsen", false, 25), ("zoe", "Zoé Lefèvre", false, 20),
    ("inigo", "Íñigo Muñoz", false, 15), ("bozena", "Bożena Wójcik", false, 10),
    ("tom", "Tom Krüger", true, 19), ("lena", "Lena Hoffmann", true, 13), ("ben", "Ben O'Connor", true, 12),
    ("soren", "Søren Kjær", true, 10), ("asa", "Åsa Sjöberg", true, 9), ("jerome", "Jérôme Dubois", true, 8),
    ("lucia", "Lucía Ibáñez", true, 7), ("lukasz", "Łukasz Król", true, 6), ("sarka", "Šárka Říhová", true, 5),
    ("chiara", "Chiara Viganò", true, 4), ("daan", "Daan de Vries", true, 3), ("oyvind", "Øyvind Bråten", true, 3),
    ("gwen", "Gwen Llewellyn", true, 2),
  ].map { Member(id: $0.0, name: $0.1, isInSales: $0.2, weight: $0.3) }

  static let weights = members.map(\.weight)
  private static let salesWeights = members.map { $0.isInSales ? $0.weight : 0 }
  private static let marketingWeights = members.map { $0.isInSales ? 0 : $0.weight }

  /// Someone of a team, the busier the likelier.
  static func member(inSales: Bool, _ random: inout SplitMix) -> Int {
    random.weighted(inSales ? salesWeights : marketingWeights)
  }

  static let configuration =
    """
    # A generated book: make bench-book
    libretto: 1
    name: Aria GmbH
    timezone: Europe/Berlin
    currency: EUR
    language: en
    branch: main
    teams:
      marketing: {title: Marketing}
      sales: {title: Sales}
    types:
      lead: {place: "{id:2}/{id}.md"}
      account: {place: "{id:2}/{id}.md"}
      deal: {place: "{id:2}/{id}.md"}
    members:

    """
    + members.map {
      "  \($0.id): {name: \($0.name), email: \($0.email), team: \($0.isInSales ? "sales" : "marketing")}\n"
    }.joined()

  static let attributes = """
    # Records are text: the repository keeps LF at line ends, a work tree what its Git is set to.
    *.md text=auto diff=markdown
    *.yaml text=auto

    """

  static let agreement = """
    lifecycles:
      lead:
        type: lead
        field: stage
        stages:
          - {name: subscriber, team: marketing, means: Gave us an address and consent}
          - {name: lead, team: marketing, means: Showed interest beyond subscribing}
          - {name: mql, team: marketing, means: Marketing says it is ready for sales, gate: [email, account, "score:50.."]}
          - {name: sal, team: sales, means: Sales accepted the hand-off, gate: [owner]}
          - {name: sql, team: sales, means: Sales confirmed need and timing, gate: ["fit:A,B"]}
          - {name: opportunity, team: sales, means: A deal is open, gate: [deals]}
          - {name: customer, team: sales, means: A deal is won}
          - {name: recycled, team: marketing, means: Back to nurturing, gate: [recycle_reason]}
          - {name: disqualified, team: sales, means: Not a fit, gate: [disqualify_reason]}
        moves:
          mql: [sal, recycled, disqualified]
          sal: [sql, recycled, disqualified]
      deal:
        type: deal
        field: stage
        stages:
          - {name: open, team: sales, means: There is a need and someone to talk to, probability: 10}
          - {name: proposal, team: sales, means: They have our offer, probability: 40, gate: [amount]}
          - {name: negotiation, team: sales, means: Only terms are open, probability: 70, gate: [amount]}
          - {name: won, team: sales, means: Signed, probability: 100, won: true, gate: [amount, closed]}
          - {name: lost, team: sales, means: They chose another way, probability: 0, lost: true, gate: [closed]}
    vocabulary:
      activities: [call, email, meeting, demo, event, click, visit, download, mail, ad, note, task, stage, handoff, accept, recycle, feedback]
    reasons:
      recycle: [no-budget, no-timing, no-authority, wrong-person, unreachable, duplicate]
      disqualify: [student, competitor, no-fit]
      lost: [price, competitor, no-decision, timing, missing-feature]

    """
}
