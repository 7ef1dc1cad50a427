public import LibrettoModel

extension DatePeriod {
  /// The period before: of a whole week, month, quarter or year the one before it, else as many days just before.
  public var before: DatePeriod {
    let last = first.adding(days: -1)
    let start: CivilDate =
      if first == first.startOfQuarter, self.last == first.adding(months: 12).adding(days: -1), first.month == 1 {
        first.adding(months: -12)
      } else if first == first.startOfQuarter, self.last == first.endOfQuarter {
        first.adding(months: -3)
      } else if first == first.startOfMonth, self.last == first.endOfMonth {
        first.adding(months: -1)
      } else {
        first.adding(days: -days)
      }
    return DatePeriod(first: start, last: last) ?? DatePeriod(last)
  }

  /// How many days it has.
  public var days: Int { last.daysSinceEpoch - first.daysSinceEpoch + 1 }
}
