public import LibrettoModel

/// Writes campaigns for calendars: iCalendar (RFC 5545), a whole-day event each.
public enum CalendarFile {
  /// The file. Campaigns without a first day have no event.
  ///
  /// - Parameter book: the book's name, of which the events' identifiers are made
  public static func text(_ campaigns: [Campaign], book: String, asOf: Instant) -> String {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Libretto//campaigns//EN", "CALSCALE:GREGORIAN"]
    let stamp = asOf.description(in: .utc).filter { $0 != "-" && $0 != ":" }
    for campaign in campaigns {
      guard let starts = campaign.starts else { continue }
      let last = max(starts, campaign.ends ?? starts)
      lines += [
        "BEGIN:VEVENT", "UID:\(campaign.reference.id)@\(domain(book))", "DTSTAMP:\(stamp)",
        "DTSTART;VALUE=DATE:\(compact(starts))", "DTEND;VALUE=DATE:\(compact(last.adding(days: 1)))",
        "SUMMARY:\(escaped(campaign.title))",
      ]
      if let kind = campaign.kind { lines.append("CATEGORIES:\(escaped(kind))") }
      // Nobody is busy for it.
      lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    }
    return (lines + ["END:VCALENDAR"]).map { folded($0) + "\r\n" }.joined()
  }

  private static func compact(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

  private static func domain(_ name: String) -> String {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return String(letters) + ".libretto.invalid"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\u{0}"..<"\u{20}", "\u{7F}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines have at most 75 bytes; what follows begins with a blank. No letter is cut.
  private static func folded(_ line: String) -> String {
    var (result, count) = ("", 0)
    for character in line {
      let size = character.utf8.count
      if count + size > 75 {
        result += "\r\n "
        count = 1
      }
      result.append(character)
      count += size
    }
    return result
  }
}
