/// A company of the book.
struct Account {
  let id: String
  let name: String
  let seed: UInt64
  let region: Int
  /// A position in ``Company/members``.
  var owner: Int
  var isCustomer = false
  let created: Int
  /// What history wrote into the log, newest first.
  var log: [String] = []

  /// Where its file is.
  var path: String { "accounts/\(id.prefix(2))/\(id).md" }
}

extension Book {
  /// The file of an account.
  func write(_ account: Account, to text: inout Text) {
    var random = SplitMix(seed: account.seed)
    let region = Region.all[account.region]
    // Many small companies and few large ones.
    let employees = random.number(5...40) << random.weighted([30, 25, 18, 12, 8, 4, 2, 1])
    text.add("---\n")
    text.field("name", account.name)
    text.field("domain", "\(account.id).example")
    text.field("status", account.isCustomer ? "customer" : random.percent(5) ? "partner" : "prospect")
    text.field("industry", random.pick(Words.industries))
    text.field("country", region.country)
    text.field("city", random.pick(region.cities))
    if random.percent(70) { text.field("phone", "\"\(region.dialling) \(random.number(2_000_000...8_999_999))\"") }
    text.field("employees", employees)
    text.field("revenue", "\(employees * random.number(60...240))000 EUR")
    text.field("founded", random.number(1860...2020))
    text.field("owner", Company.members[account.owner].id)
    text.field("tier", employees > 500 ? "A" : employees > 60 ? "B" : "C")
    text.field("created", Day.text(account.created))
    text.add("---\n\n# ")
    text.add(account.name)
    text.add("\n\n")
    text.add(random.pick(Words.needs))
    text.add("\n")
    if !account.log.isEmpty { text.add("\n## Log\n\n") }
    for line in account.log { text.add(line) }
  }
}
