/// The commits of a book: the first brings most records, each of the others is a day's small piece of work.
struct History {
  private var book: Book
  private var stream = FastImport()
  private var text = Text()
  private var random: SplitMix
  private let commits: Int
  /// How many leads each commit adds, less those that it removes.
  private let growth: [Int]

  /// The history of a book that has `leads` leads in the end.
  init(leads: Int, commits: Int, seed: UInt64) {
    self.commits = commits
    random = SplitMix(seed: seed, index: -2)
    var growth = [0]
    var total = 0
    for _ in 1..<max(1, commits) {
      let roll = random.below(1000)
      // Half of the leads at most come after the first commit, so that small books have long histories too.
      let change = roll < 140 && total < leads / 2 ? random.number(1...3) : roll >= 988 && leads > 50 ? -1 : 0
      growth.append(change)
      total += change
    }
    self.growth = growth
    book = Book(leads: leads - total, seed: seed, until: Moment(commit: 0, of: commits).day)
  }

  /// Writes every commit to the stream.
  mutating func write() {
    writeFirst()
    for index in 1..<max(1, commits) { writeCommit(index) }
    stream.finish()
  }

  private mutating func writeFirst() {
    stream.commit(by: Company.members[0], at: Moment(commit: 0, of: commits), message: "Begin the book")
    stream.modify("libretto.yaml", Array(Company.configuration.utf8))
    stream.modify("agreement.yaml", Array(Company.agreement.utf8))
    stream.modify(".gitattributes", Array(Company.attributes.utf8))
    for campaign in book.campaigns { put(campaign.path) { $0.write(campaign, to: &$1) } }
    for index in book.accounts.indices { putAccount(index) }
    for index in book.leads.indices { putLead(index) }
    for index in book.deals.indices { putDeal(index) }
  }

  private mutating func writeCommit(_ index: Int) {
    let moment = Moment(commit: index, of: commits)
    if growth[index] > 0 { return add(growth[index], at: moment) }
    if growth[index] < 0 { return remove(at: moment) }
    switch random.below(100) {
    case 0..<42: moveStage(at: moment)
    case 42..<65: logActivity(at: moment)
    case 65..<82: changeFields(at: moment)
    case 82..<90: moveDeal(at: moment)
    case 90..<95: logAccount(at: moment)
    case 95..<98: handOver(at: moment)
    default: rename(at: moment)
    }
  }
}

extension History {
  // MARK: Files

  private mutating func put(_ path: String, _ write: (Book, inout Text) -> Void) {
    text.clear()
    write(book, &text)
    stream.modify(path, text.bytes)
  }

  mutating func putLead(_ index: Int) {
    let lead = book.leads[index]
    put(lead.path) { $0.write(lead, to: &$1) }
  }

  private mutating func putDeal(_ index: Int) {
    let deal = book.deals[index]
    put(deal.path) { $0.write(deal, to: &$1) }
  }

  private mutating func putAccount(_ index: Int) {
    let account = book.accounts[index]
    put(account.path) { $0.write(account, to: &$1) }
  }

  private mutating func begin(_ member: Int, _ moment: Moment, _ message: String) {
    stream.commit(by: Company.members[member], at: moment, message: message)
  }

  /// A lead that is in the book, tried from a random place on.
  private mutating func someLead(where isWanted: (Lead) -> Bool = { _ in true }) -> Int? {
    let start = random.below(book.leads.count)
    for offset in 0..<min(200, book.leads.count) {
      let index = (start + offset) % book.leads.count
      if !book.leads[index].isRemoved, isWanted(book.leads[index]) { return index }
    }
    return nil
  }

  // MARK: Kinds of commits

  private mutating func add(_ count: Int, at moment: Moment) {
    let member = Company.member(inSales: false, &random)
    var ids: [String] = []
    let first = book.leads.count
    for _ in 0..<count {
      let account = random.percent(40) ? random.below(book.accounts.count) : -1
      let lead = book.makeLead(
        &random, stage: random.percent(70) ? Stage.subscriber : Stage.fresh, account: account, created: moment.day,
        until: moment.day)
      book.leads.append(lead)
      ids.append(lead.id)
    }
    begin(member, moment, "Add \(ids.joined(separator: ", "))")
    for index in first..<book.leads.count { putLead(index) }
  }

  /// Removes a lead that nothing links to.
  private mutating func remove(at moment: Moment) {
    guard let index = someLead(where: { $0.deal < 0 }) else { preconditionFailure("every lead has a deal") }
    book.leads[index].isRemoved = true
    begin(Company.member(inSales: false, &random), moment, "Remove \(book.leads[index].id)")
    stream.delete(book.leads[index].path)
  }

  private mutating func logActivity(at moment: Moment) {
    guard let index = someLead() else { return }
    let member = random.weighted(Company.weights)
    let activity = Words.activities[random.weighted(Words.activityWeights)]
    begin(member, moment, "Log \(activity.kind) for \(book.leads[index].id)")
    log(activity.kind, random.pick(activity.texts), by: member, at: moment, on: index)
    book.leads[index].score = min(99, book.leads[index].score + random.number(1...6))
    putLead(index)
  }

  private mutating func log(_ kind: String, _ words: String, by member: Int, at moment: Moment, on lead: Int) {
    book.leads[lead].log.insert(
      "- \(Day.text(moment.day)) \(moment.clock) \(kind) @\(Company.members[member].id): \(words)\n", at: 0)
  }

  private mutating func changeFields(at moment: Moment) {
    guard let index = someLead() else { return }
    let due = Day.workday(moment.day + random.number(2...40))
    book.leads[index].next = (random.below(Words.next.count), due)
    var fields = "next"
    if random.percent(50) {
      let old = book.leads[index].score
      book.leads[index].score = old < 90 ? old + random.number(1...9) : old - 5
      fields += ", score"
    }
    if random.percent(25), book.leads[index].tags.isEmpty {
      book.leads[index].tags = [random.below(Words.tags.count)]
      fields += ", tags"
    }
    begin(random.weighted(Company.weights), moment, "Update \(book.leads[index].id): \(fields)")
    putLead(index)
  }

  private mutating func logAccount(at moment: Moment) {
    let index = random.below(book.accounts.count)
    let member = Company.member(inSales: true, &random)
    let words = random.pick(Words.activities[0].texts)
    begin(member, moment, "Log call for \(book.accounts[index].id)")
    book.accounts[index].log.insert(
      "- \(Day.text(moment.day)) \(moment.clock) call @\(Company.members[member].id): \(words)\n", at: 0)
    putAccount(index)
  }

  /// Someone's work goes to a colleague: several leads in one commit.
  private mutating func handOver(at moment: Moment) {
    let member = Company.member(inSales: true, &random)
    var found: Set<Int> = []
    for _ in 0..<random.number(3...20) {
      if let index = someLead(where: { $0.stage >= Stage.mql && $0.owner != member }) { found.insert(index) }
    }
    guard !found.isEmpty else { return logActivity(at: moment) }
    begin(member, moment, "Hand \(found.count) leads over to \(Company.members[member].id)")
    for index in found.sorted() {
      book.leads[index].owner = member
      putLead(index)
    }
  }

  /// Someone takes another name; the old id stays as an alias, and the deal that names it follows.
  private mutating func rename(at moment: Moment) {
    guard let index = someLead(where: { $0.aliases.isEmpty }) else { return logActivity(at: moment) }
    let lead = book.leads[index]
    let first = lead.name.split(separator: " ")[0]
    let name = "\(first) \(random.pick(Region.all[lead.region].lastNames))"
    let id = book.makeLeadID(from: name)
    begin(Company.member(inSales: true, &random), moment, "Rename \(lead.id) to \(id)")
    stream.delete(lead.path)
    book.leads[index].name = name
    book.leads[index].id = id
    book.leads[index].aliases = [lead.id]
    putLead(index)
    if lead.deal >= 0 { putDeal(lead.deal) }
  }
}

extension History {
  // MARK: The lifecycle

  /// A lead goes one stage on, or out of the journey.
  private mutating func moveStage(at moment: Moment) {
    guard let index = someLead(where: { $0.stage < Stage.opportunity || $0.stage == Stage.recycled && $0.deal < 0 })
    else { return logActivity(at: moment) }
    let old = book.leads[index].stage
    let isOut = old >= Stage.mql && old <= Stage.sql && random.percent(35)
    let new =
      isOut
      ? random.pick([Stage.recycled, Stage.recycled, Stage.disqualified]) : old == Stage.recycled ? Stage.mql : old + 1
    if new >= Stage.mql, book.leads[index].account < 0 { book.leads[index].account = random.below(book.accounts.count) }
    let isForSales = new >= Stage.sal && new <= Stage.customer
    let wasWithSales = book.leads[index].owner >= 0 && Company.members[book.leads[index].owner].isInSales
    if isForSales && !wasWithSales || book.leads[index].owner < 0 {
      book.leads[index].owner = Company.member(inSales: isForSales, &random)
    }
    if new == Stage.mql { book.leads[index].score = max(book.leads[index].score, random.number(50...80)) }
    if new == Stage.sql, !(1...2 ~= book.leads[index].fit) { book.leads[index].fit = random.number(1...2) }
    book.leads[index].stage = new
    book.leads[index].reason = random.below(15)
    let member = book.leads[index].owner
    let id = book.leads[index].id
    begin(member, moment, "Move \(id) from \(Stage.lead[old]) to \(Stage.lead[new])")
    if random.percent(40) { log("note", "Talked it over with the team.", by: member, at: moment, on: index) }
    if new == Stage.opportunity, book.leads[index].deal < 0 {
      book.leads[index].deal = book.deals.count
      book.addDeal(for: index, stage: Stage.open, opened: moment.day, until: moment.day)
      putDeal(book.leads[index].deal)
    }
    putLead(index)
  }

  private mutating func someOpenDeal() -> Int? {
    guard !book.deals.isEmpty else { return nil }
    let start = random.below(book.deals.count)
    for offset in 0..<min(200, book.deals.count) {
      let index = (start + offset) % book.deals.count
      if book.deals[index].stage < Stage.won { return index }
    }
    return nil
  }

  /// A deal goes one stage on; one that closes takes its lead with it.
  private mutating func moveDeal(at moment: Moment) {
    guard let index = someOpenDeal() else { return logActivity(at: moment) }
    let old = book.deals[index].stage
    let new = random.percent(30) ? Stage.lost : old + 1
    let contact = book.deals[index].contact
    book.deals[index].stage = new
    begin(book.deals[index].owner, moment, "Move \(book.deals[index].id) from \(Stage.deal[old]) to \(Stage.deal[new])")
    if new >= Stage.won {
      book.deals[index].closed = moment.day
      book.leads[contact].stage = new == Stage.won ? Stage.customer : Stage.recycled
      book.leads[contact].reason = random.below(15)
      putLead(contact)
      if new == Stage.won {
        let account = book.deals[index].account
        book.accounts[account].isCustomer = true
        putAccount(account)
      }
    }
    putDeal(index)
  }
}
