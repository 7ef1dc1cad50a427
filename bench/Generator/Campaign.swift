/// Something that marketing does.
struct Campaign {
  let id: String
  let name: String
  let seed: UInt64
  /// A position in ``Words/campaignKinds``.
  let kind: Int
  let starts: Int
  let owner: Int

  /// Where its file is.
  var path: String { "campaigns/\(id).md" }
}

extension Book {
  /// The file of a campaign.
  func write(_ campaign: Campaign, to text: inout Text) {
    var random = SplitMix(seed: campaign.seed)
    let budget = random.number(3...80) * 100
    text.add("---\n")
    text.field("name", campaign.name)
    text.field("kind", Words.campaignKinds[campaign.kind])
    text.field("status", "done")
    text.field("announced", Day.text(campaign.starts - random.number(5...20)))
    text.field("starts", Day.text(campaign.starts))
    text.field("ends", Day.text(campaign.starts + random.below(15)))
    text.field("owner", Company.members[campaign.owner].id)
    text.field("budget", budget)
    text.field("cost", "\(budget * random.number(70...115) / 100).00")
    text.field("created", Day.text(campaign.starts - 30))
    text.add("---\n\n# ")
    text.add(campaign.name)
    text.add("\n\nWhat we learned is in the notes of the meeting after it.\n")
  }
}
