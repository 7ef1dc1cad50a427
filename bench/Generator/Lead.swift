/// A person of the book. What never changes is drawn again from `seed` whenever the file is written; what history
/// changes is kept here.
struct Lead {
  var id: String
  var name: String
  let seed: UInt64
  /// Positions in ``Region/all``, and in the book's accounts and deals; -1 where there is none.
  let region: Int
  var account: Int
  var deal = -1
  /// A position in ``Stage/lead``, now and in the book's first commit.
  var stage: Int
  let importedStage: Int
  /// A position in ``Company/members``; -1 where nobody follows up.
  var owner: Int
  let source: Int
  var score: Int
  /// 0 where it is not judged, then A, B, C.
  var fit: Int
  var campaigns: [Int]
  let created: Int
  /// The day up to which the log was written before the book's first commit.
  let loggedUntil: Int
  /// A position in ``Words/next`` with its day; nil where nothing is planned.
  var next: (what: Int, due: Int)?
  var reason = 0
  var tags: [Int]
  var aliases: [String] = []
  /// What history wrote into the log, newest first.
  var log: [String] = []
  var isRemoved = false

  /// Where its file is.
  var path: String { "leads/\(id.prefix(2))/\(id).md" }
}

extension Book {
  /// The file of a lead.
  func write(_ lead: Lead, to text: inout Text) {
    var random = SplitMix(seed: lead.seed)
    let region = Region.all[lead.region]
    let account = lead.account < 0 ? nil : accounts[lead.account]
    text.add("---\n")
    text.field("name", lead.name)
    if !lead.aliases.isEmpty { text.list("aliases", lead.aliases) }
    // The address stays what it was when a record is renamed.
    let mailbox = String((lead.aliases.first ?? lead.id).map { $0 == "-" ? "." : $0 })
    text.field("email", "\(mailbox)@\(account.map { "\($0.id).example" } ?? "mail.example")")
    if random.percent(45) { text.field("phone", "\"\(region.dialling) \(random.number(2_000_000...8_999_999))\"") }
    let job = random.pick(Words.jobs)
    if account != nil { text.field("title", job) }
    if let account { text.field("account", account.id) }
    text.field("stage", Stage.lead[lead.stage])
    if lead.owner >= 0 { text.field("owner", Company.members[lead.owner].id) }
    text.field("source", Words.sources[lead.source])
    text.list("campaigns", lead.campaigns.map { campaigns[$0].id })
    if lead.fit > 0 { text.field("fit", ["A", "B", "C"][lead.fit - 1]) }
    text.field("score", lead.score)
    if let next = lead.next {
      text.field("next", "{what: \(Words.next[next.what]), due: \(Day.text(next.due))}")
    }
    text.field("country", region.country)
    text.field("language", region.language)
    if random.percent(60) {
      text.field("consent", "{marketing: \(random.percent(85)), at: \(Day.text(lead.created)), how: form}")
    }
    if lead.stage == Stage.recycled { text.field("recycle_reason", Words.recycleReasons[lead.reason % 5]) }
    if lead.stage == Stage.disqualified { text.field("disqualify_reason", Words.disqualifyReasons[lead.reason % 3]) }
    text.field("created", Day.text(lead.created))
    text.list("tags", lead.tags.map { Words.tags[$0] })
    text.add("---\n\n# ")
    text.add(lead.name)
    text.add("\n\n")
    if let account { text.add("\(job) at [[\(account.id)]]. ") }
    for sentence in 0..<random.number(1...4) { text.add((sentence > 0 ? " " : "") + random.pick(Words.needs)) }
    if let campaign = lead.campaigns.first { text.add("\nFirst seen in [[\(campaigns[campaign].id)]].") }
    text.add("\n\n## Log\n\n")
    for line in lead.log { text.add(line) }
    writeImportedLog(of: lead, random: &random, to: &text)
  }

  /// What the log held when the book was begun: activities, and for those that had come far the way of their stages.
  private func writeImportedLog(of lead: Lead, random: inout SplitMix, to text: inout Text) {
    let span = max(0, lead.loggedUntil - lead.created)
    var lines: [(day: Int, text: String)] = []
    for _ in 0..<(span == 0 ? 1 : random.number(1...5)) {
      let activity = Words.activities[random.weighted(Words.activityWeights)]
      let byMember = ["call", "email", "meeting", "demo", "note"].contains(activity.kind)
      let member = byMember ? " @\(Company.members[random.weighted(Company.weights)].id)" : ""
      let day = Day.workday(lead.created + random.below(span + 1))
      lines.append((day, " \(clock(&random)) \(activity.kind)\(member): \(random.pick(activity.texts))\n"))
    }
    if span > 0, lead.importedStage >= Stage.mql {
      let isOut = lead.importedStage > Stage.customer
      var way = Array(0...(isOut ? random.number(Stage.mql...Stage.sql) : lead.importedStage))
      if isOut { way.append(lead.importedStage) }
      for (step, pair) in zip(way, way.dropFirst()).enumerated() {
        let day = lead.created + span * (step + 1) / way.count
        lines.append((day, " \(clock(&random)) stage: \(Stage.lead[pair.0]) -> \(Stage.lead[pair.1])\n"))
      }
    }
    lines.sort { ($0.day, $0.text) > ($1.day, $1.text) }
    for line in lines {
      text.add("- ")
      text.add(Day.text(line.day))
      text.add(line.text)
    }
  }

  private func clock(_ random: inout SplitMix) -> String {
    "\(Day.padded(random.number(8...17))):\(Day.padded(random.below(60)))"
  }
}
