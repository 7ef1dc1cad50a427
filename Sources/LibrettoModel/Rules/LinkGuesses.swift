/// What broken links were probably meant to lead to. The records that a link may lead to are gathered once, and a search
/// among all of them is made only so often: where hundreds of links are broken, no reader goes through the guesses.
struct LinkGuesses {
  /// What a broken link was probably meant to lead to.
  struct Guess {
    /// The record's id.
    var id: String?
    /// Whether it is the only one that can be meant.
    var isCertain = false
    /// The record's title.
    var title: String?
  }

  /// A link's text and types.
  private struct Key: Hashable {
    let id: String
    let types: [String]
  }

  private let catalog: Catalog
  private var guesses: [Key: Guess] = [:]
  private var candidates: [[String]: LinkCandidates] = [:]
  /// How many searches are still made, and how many that find nothing.
  private var (searches, misses) = (500, 100)

  init(_ catalog: Catalog) { self.catalog = catalog }

  /// The record with the text as its title, else the one whose id is nearest; nothing once too much was searched for.
  mutating func guess(_ link: Link) -> Guess {
    // The same mistake is often made many times.
    let key = Key(id: link.id, types: link.types)
    if let known = guesses[key] { return known }
    if candidates[link.types] == nil {
      candidates[link.types] = LinkCandidates(catalog.records.filter { link.types.contains($0.type.name) })
    }
    let among = candidates[link.types]!
    var guess = Guess()
    if let id = among.certain(link.id) {
      (guess.id, guess.isCertain) = (id, true)
    } else if searches > 0, misses > 0 {
      searches -= 1
      (guess.id, guess.isCertain) = among.nearest(link.id)
      if guess.id == nil { misses -= 1 }
    }
    if let id = guess.id, let title = among.title(of: id), title != id { guess.title = title }
    guesses[key] = guess
    return guess
  }
}
