/// The state of the book at one commit.
struct Book {
  let seed: UInt64
  var leads: [Lead] = []
  var accounts: [Account] = []
  var deals: [Deal] = []
  var campaigns: [Campaign] = []
  private var leadIDs = FreeIDs()
  private var accountIDs = FreeIDs()
  private var dealIDs = FreeIDs()
  private var campaignIDs = FreeIDs()

  /// The share of leads in each stage, in a hundred, of those without a deal.
  private static let stageWeights = [40, 29, 8, 4, 3, 0, 5, 7, 4]
  /// Of those with one, the share of deals in each stage.
  private static let dealWeights = [15, 12, 8, 40, 25]

  /// A book of so many leads and what belongs to them: 8 accounts and 12 deals for 100 leads, a campaign for 500.
  /// All of it was made up to `day`.
  init(leads count: Int, seed: UInt64, until day: Int) {
    self.seed = seed
    var random = SplitMix(seed: seed, index: -1)
    for index in 0..<max(2, count / 500) { addCampaign(SplitMix(seed: seed, index: index << 3 | 1), until: day) }
    for index in 0..<(count + 99) / 100 * 8 { addAccount(SplitMix(seed: seed, index: index << 3 | 2), until: day) }
    leads.reserveCapacity(count)
    // Every eighth or ninth lead has a deal.
    let dealCount = count * 12 / 100
    var nextDeal = 0
    var withDeal = dealCount > 0 ? random.below(8) : -1
    for index in 0..<count {
      let hasDeal = index == withDeal
      addLead(hasDeal: hasDeal, account: accountIndex(near: index, &random), until: day)
      guard hasDeal else { continue }
      nextDeal += 1
      withDeal = nextDeal < dealCount ? nextDeal * 25 / 3 + random.below(8) : -1
    }
  }

  /// One of the eight accounts of a lead's hundred; the first have more people than the last.
  private func accountIndex(near lead: Int, _ random: inout SplitMix) -> Int {
    lead / 100 * 8 + random.weighted([28, 19, 14, 11, 9, 8, 7, 4])
  }

  private mutating func addCampaign(_ generator: SplitMix, until day: Int) {
    var random = generator
    let kind = random.below(Words.campaignKinds.count)
    let starts = Day.workday(day - 30 - random.below(900))
    let (year, month, _) = Day.civil(starts)
    let name = "\(year)-Q\((month + 2) / 3) \(random.pick(Words.topics)) \(Words.campaignKinds[kind])"
    campaigns.append(
      Campaign(
        id: campaignIDs.make(from: name), name: name, seed: random.next(), kind: kind, starts: starts,
        owner: Company.member(inSales: false, &random)))
  }

  private mutating func addAccount(_ generator: SplitMix, until day: Int) {
    var random = generator
    let region = random.weighted(Region.shares)
    let names = Region.all[region]
    let stem = random.percent(30) ? random.pick(names.cities) : random.pick(names.lastNames)
    let partner = random.percent(35) ? " \(random.pick(names.lastNames))" : ""
    let name = "\(stem)\(partner) \(random.pick(Words.trades)) \(random.pick(names.legalForms))"
    accounts.append(
      Account(
        id: accountIDs.make(from: name), name: name, seed: random.next(), region: region,
        owner: Company.member(inSales: true, &random), created: Day.workday(day - 30 - random.below(1000))))
  }

  /// Appends a lead as it stood in the first commit. One with a deal has an account and is in a stage that fits.
  private mutating func addLead(hasDeal: Bool, account near: Int, until day: Int) {
    let index = leads.count
    var random = SplitMix(seed: seed, index: index << 3 | 3)
    let dealStage = hasDeal ? random.weighted(Self.dealWeights) : 0
    let stage: Int =
      if !hasDeal {
        random.weighted(Self.stageWeights)
      } else if dealStage == Stage.won {
        Stage.customer
      } else if dealStage == Stage.lost {
        Stage.recycled
      } else {
        Stage.opportunity
      }
    let isQualified = Stage.mql...Stage.customer ~= stage
    let account = isQualified || hasDeal || random.percent(55) ? near : -1
    let created = Day.workday(day - random.below(1000))
    var lead = makeLead(&random, stage: stage, account: account, created: created, until: day)
    lead.deal = hasDeal ? deals.count : -1
    leads.append(lead)
    guard hasDeal else { return }
    addDeal(for: index, stage: dealStage, opened: created + random.below(day - created + 1), until: day)
  }

  /// A new lead, not yet in the book.
  mutating func makeLead(_ random: inout SplitMix, stage: Int, account: Int, created: Int, until day: Int) -> Lead {
    let isQualified = Stage.mql...Stage.customer ~= stage
    let region = account < 0 ? random.weighted(Region.shares) : accounts[account].region
    let name = personName(Region.all[region], &random)
    let isOwned = isQualified || random.percent(60)
    return Lead(
      id: leadIDs.make(from: name), name: name, seed: random.next(), region: region, account: account, stage: stage,
      importedStage: stage, owner: isOwned ? Company.member(inSales: stage >= Stage.sal, &random) : -1,
      source: random.weighted(Words.sourceWeights), score: isQualified ? random.number(50...99) : random.number(0...70),
      fit: isQualified ? random.weighted([0, 45, 55]) : random.weighted([40, 10, 20, 30]),
      campaigns: someCampaigns(&random), created: created, loggedUntil: day,
      next: isOwned && random.percent(35) ? (random.below(Words.next.count), Day.workday(day + random.below(60))) : nil,
      reason: random.below(15), tags: random.percent(50) ? [random.below(7), 7 + random.below(7)] : [])
  }

  /// First and last name; one in four has a second of one of them.
  func personName(_ region: Region, _ random: inout SplitMix) -> String {
    let first = random.pick(region.firstNames)
    let last = random.pick(region.lastNames)
    switch random.below(8) {
    case 0: return "\(first) \(random.pick(region.firstNames)) \(last)"
    case 1: return "\(first) \(last)-\(random.pick(region.lastNames))"
    default: return "\(first) \(last)"
    }
  }

  private func someCampaigns(_ random: inout SplitMix) -> [Int] {
    guard random.percent(45) else { return [] }
    let first = random.below(campaigns.count)
    let second = random.below(campaigns.count)
    return random.percent(70) || first == second ? [first] : [first, second]
  }

  /// An id for a lead whose name changed.
  mutating func makeLeadID(from name: String) -> String { leadIDs.make(from: name) }

  /// Appends a deal for the lead at `contact`, which must have an account.
  mutating func addDeal(for contact: Int, stage: Int, opened: Int, until day: Int) {
    var random = SplitMix(seed: seed, index: deals.count << 3 | 4)
    let lead = leads[contact]
    let account = accounts[lead.account]
    let name = "\(account.name) \(random.pick(Words.projects))"
    var deal = Deal(
      id: dealIDs.make(from: name), name: name, seed: random.next(), account: lead.account, contact: contact,
      stage: stage, owner: lead.owner >= 0 ? lead.owner : account.owner, opened: opened,
      campaigns: random.percent(30) ? Array(lead.campaigns.prefix(1)) : [])
    if stage >= Stage.won { deal.closed = opened + random.below(max(1, day - opened + 1)) }
    if stage == Stage.won { accounts[lead.account].isCustomer = true }
    deals.append(deal)
  }
}
