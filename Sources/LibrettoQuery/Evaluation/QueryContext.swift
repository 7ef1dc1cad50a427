public import LibrettoModel

/// What a query means by `today`, `@me` and an amount without a currency: all that it takes from the world.
public struct QueryContext: Sendable {
  /// The present moment.
  public let now: Instant
  /// The book's zone, in which days begin and times without an offset are.
  public let zone: TimeZone
  /// The short name of the member who asks; nil where Git's `user.email` is no member's.
  public let me: String?
  /// The currency of amounts without one; nil where the book names none.
  public let currency: CurrencyCode?
  /// What became of fields over time; nil where it is not known.
  public var history: (any FieldHistory)?
  /// The moment after which history does not count, where a question is asked as of a moment in the past.
  public var historyEnd: Instant?
  /// What was taken from it, by field and type.
  var transitions: [String: [String: [RecordReference: [FieldTransition]]]] = [:]

  /// Makes a context; see the properties for what each part says.
  public init(now: Instant, zone: TimeZone, me: String?, currency: CurrencyCode?) {
    self.now = now
    self.zone = zone
    self.me = me
    self.currency = currency
  }

  /// The context of a book, whose configuration names the currency.
  public init(now: Instant, zone: TimeZone, me: String?, book: Book) {
    self.init(
      now: now, zone: zone, me: me, currency: book.configuration.currency.flatMap { CurrencyCode($0) })
  }
}
