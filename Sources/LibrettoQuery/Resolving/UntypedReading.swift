import LibrettoModel

/// How a text reads where no schema tells its kind.
enum UntypedReading {
  /// Whether it reads as a date of some form, whatever day it is.
  static func isDate(_ text: String) -> Bool {
    DateValue(text, now: Instant(secondsSinceEpoch: 0), zone: .utc) != nil
  }

  /// Whether it is of an ordered kind, so that it may be the end of a range.
  static func isOrdered(_ text: String) -> Bool {
    Number(scaled: text[...]) != nil || isDate(text) || Money(scaled: text) != nil
      || CalendarDuration(text) != nil
  }
}
