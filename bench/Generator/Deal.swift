/// A sale of the book.
struct Deal {
  let id: String
  let name: String
  let seed: UInt64
  let account: Int
  /// The lead whom it is worked with.
  let contact: Int
  /// A position in ``Stage/deal``.
  var stage: Int
  var owner: Int
  let opened: Int
  /// 0 where it is open.
  var closed = 0
  let campaigns: [Int]
  /// What history wrote into the log, newest first.
  var log: [String] = []

  /// Where its file is.
  var path: String { "deals/\(id.prefix(2))/\(id).md" }
}

extension Book {
  /// The file of a deal.
  func write(_ deal: Deal, to text: inout Text) {
    var random = SplitMix(seed: deal.seed)
    let contact = leads[deal.contact]
    text.add("---\n")
    text.field("name", deal.name)
    text.field("account", accounts[deal.account].id)
    text.list("contacts", [contact.id])
    text.field("stage", Stage.deal[deal.stage])
    text.field(
      "amount",
      "\(random.number(8...99) << random.weighted([40, 30, 20, 10]))\(random.pick(["00", "50", "000"])).00 EUR")
    text.field("probability", [10, 40, 70, 100, 0][deal.stage])
    text.field("owner", Company.members[deal.owner].id)
    text.field("opened", Day.text(deal.opened))
    text.field("expected", Day.text(deal.opened + random.number(40...160)))
    if deal.closed > 0 { text.field("closed", Day.text(deal.closed)) }
    text.list("campaigns", deal.campaigns.map { campaigns[$0].id })
    text.field("source", Words.sources[contact.source])
    if deal.stage == Stage.lost { text.field("lost_reason", random.pick(Words.lostReasons)) }
    text.field("created", Day.text(deal.opened))
    text.add("---\n\n# ")
    text.add(deal.name)
    text.add("\n\n\(random.pick(Words.needs)) The contact is [[\(contact.id)]].\n")
    if !deal.log.isEmpty { text.add("\n## Log\n\n") }
    for line in deal.log { text.add(line) }
  }
}
