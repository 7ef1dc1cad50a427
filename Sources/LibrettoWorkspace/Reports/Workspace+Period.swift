public import LibrettoModel

extension Workspace {
  /// The days that a figure is asked about: a period (`2026-Q4`), or those from one date to another, as queries read them.
  ///
  /// - Returns: nil where nothing is asked
  public func period(_ period: String?, since: String?, until: String?) throws(WorkspaceError) -> DatePeriod? {
    guard period == nil || since == nil && until == nil else {
      throw WorkspaceError(.usage, "both a period and its ends are given", help: "use --period, or --since and --until")
    }
    if let period {
      let days = try days(period)
      guard days.first <= today else {
        throw WorkspaceError(
          .usage, "\(visible(period)) has not begun: it is \(today)", help: "ask for a period that has, such as 2026-Q4"
        )
      }
      return days
    }
    guard since != nil || until != nil else { return nil }
    var (first, last) = (CivilDate.earliest, today)
    if let since { first = try days(since).first }
    if let until { last = try days(until).last }
    guard first <= today else {
      throw WorkspaceError(.usage, "\(first) has not come yet: it is \(today)", help: "begin earlier: --since -30d")
    }
    guard let days = DatePeriod(first: first, last: last) else {
      throw WorkspaceError(
        .usage, "the period ends before it begins: \(first) to \(last)", help: "change places of --since and --until")
    }
    return days
  }

  private func days(_ text: String) throws(WorkspaceError) -> DatePeriod {
    guard let value = DateValue(text, now: environment.now(), zone: timeZone) else {
      throw WorkspaceError(
        .usage, "\"\(visible(text))\" is no date",
        help: "write it as 2026-11-21, 2026-11, 2026-Q4, 2026-W47, som or -30d")
    }
    return value.days(in: timeZone)
  }
}
