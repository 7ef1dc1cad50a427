/// What the records say.
enum Words {
  static let jobs = [
    "Head of IT", "Managing director", "Security officer", "Buyer", "Warehouse manager", "CFO", "Head of HR",
    "System administrator", "Data protection officer", "Project manager", "CTO", "Team lead operations",
    "Plant manager",
    "Enterprise architect", "Compliance manager", "Head of purchasing",
  ]
  static let trades = [
    "Logistik", "Energi", "Shipping", "Bank", "Pharma", "Foods", "Transport", "Maskiner", "Design", "Optik", "Papier",
    "Textil", "Verlag", "Assurances", "Solar", "Wind", "Robotics", "Medical", "Chemie", "Stål", "Møbler", "Bryggeri",
    "Software", "Consulting", "Immobilien", "Hôtels", "Ferrocarril", "Cerámica", "Vetro", "Szkło", "Elektronika",
    "Wasser",
  ]
  static let industries = [
    "logistics", "energy", "shipping", "finance", "health", "food", "manufacturing", "retail", "public-sector",
    "education",
    "software", "media",
  ]
  static let sources = [
    "newsletter", "webinar", "search", "referral", "event", "ads", "content", "partner", "cold-call",
  ]
  static let sourceWeights = [24, 17, 21, 9, 8, 8, 7, 4, 2]
  static let tags = [
    "pricing", "sso", "mobile", "on-premises", "renewal", "pilot", "audit", "migration", "newsletter", "decision-maker",
    "champion", "gdpr", "english-only", "visited-booth",
  ]
  static let next = [
    "Call back", "Send the offer", "Book a demo", "Ask for the questionnaire", "Invite to the webinar",
    "Write after the fair",
    "Agree on the pilot", "Introduce the partner",
  ]
  static let needs = [
    "Wants single sign-on for all sites before the audit.", "Has a budget from the second quarter on.",
    "Compares us with two others and decides by the end of the year.", "Reads the newsletter on the train.",
    "Asked whether the data stays in the country.", "Runs a pilot with 40 people and reports to the board.",
    "Needs the works council's agreement first.", "Knows us from a former employer and liked it.",
    "Looks for a way out of a contract that ends in spring.", "Prefers calls before nine in the morning.",
    "Met us at the fair; took the guide and two leaflets.", "Has to replace a system that nobody maintains any more.",
    "Wrote that the price matters less than the time to introduce it.", "Wants references of the same size and trade.",
    "Is new in the post and still finding out who decides.", "Would like a contract in the local language.",
    "Forwarded our mail to the purchasing department.", "Asked for the price of 250 seats and of 1,000.",
  ]
  static let activities: [(kind: String, texts: [String])] = [
    (
      "call",
      [
        "Asked for a quote, decides in December.", "Not there, call again next week.",
        "Talked through the questionnaire.",
      ]
    ),
    (
      "email",
      ["Sent the offer with the new terms.", "Answered the questions on data protection.", "Thanked for the visit."]
    ),
    ("click", ["Opened the follow-up mail.", "Read the case study.", "Opened the pricing page from the newsletter."]),
    (
      "visit",
      ["Looked at the pricing page twice.", "Read three pages of the documentation.", "Came back after two weeks."]
    ),
    ("download", ["Took the buyer's guide.", "Took the checklist for audits."]),
    ("event", ["Came to the booth with a colleague.", "Stayed to the end and asked two questions."]),
    (
      "meeting",
      ["Met the purchasing department; they need two references.", "Walked through the contract line by line."]
    ),
    ("demo", ["Showed the approval flow; the board liked it.", "Joined with four colleagues."]),
    ("note", ["On parental leave until summer.", "Prefers to be written to in English.", "Moved to another site."]),
    ("mail", ["Got the autumn mail.", "Got the invitation to the webinar."]),
  ]
  static let activityWeights = [14, 20, 18, 16, 9, 6, 5, 4, 4, 4]
  static let topics = [
    "Single sign-on", "Audit season", "Moving to the cloud", "Zero trust", "Costs of licences", "Onboarding",
    "Field service",
    "Data protection", "Partner day", "Customer stories", "New release", "Working from home",
  ]
  /// Kinds of campaign, as the schema names them.
  static let campaignKinds = ["webinar", "mail", "event", "ads", "content", "social"]
  static let projects = ["rollout", "pilot", "renewal", "extension", "migration", "licences", "support", "second site"]
  static let recycleReasons = ["no-budget", "no-timing", "no-authority", "wrong-person", "unreachable"]
  static let disqualifyReasons = ["student", "competitor", "no-fit"]
  static let lostReasons = ["price", "no-decision", "timing", "missing-feature"]
}

/// The stages of the agreement.
enum Stage {
  static let lead = [
    "subscriber", "lead", "mql", "sal", "sql", "opportunity", "customer", "recycled", "disqualified",
  ]
  static let subscriber = 0, fresh = 1, mql = 2, sal = 3, sql = 4, opportunity = 5, customer = 6, recycled = 7
  static let disqualified = 8

  static let deal = ["open", "proposal", "negotiation", "won", "lost"]
  static let open = 0, proposal = 1, negotiation = 2, won = 3, lost = 4
}
