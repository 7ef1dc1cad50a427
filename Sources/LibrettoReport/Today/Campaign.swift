public import LibrettoModel
import LibrettoQuery

/// A campaign in the calendar that both teams see.
public struct Campaign: Sendable, Hashable {
  /// The record.
  public let reference: RecordReference
  /// What it is called.
  public let title: String
  /// What sort it is, by the book.
  public let kind: String?
  /// The day on which sales heard of it.
  public let announced: CivilDate?
  /// The first day.
  public let starts: CivilDate?
  /// The last day; nil where it is the first.
  public let ends: CivilDate?
  /// The member who runs it.
  public let owner: String?

  /// The campaigns of the book that are not cancelled, by their first day; those without one come last.
  ///
  /// - Throws: what the source of facts throws
  public static func all(in context: ReportContext) throws -> [Campaign] {
    guard context.book.type(named: "campaign") != nil else { return [] }
    let fields = ["kind", "announced", "starts", "ends", "owner", "status"]
    let all = try context.facts.facts(ofType: "campaign", fields: fields).filter { $0.text("status") != "cancelled" }
    func day(_ text: String?) -> CivilDate? { text.flatMap { CivilDate($0) } }
    return all.map { facts in
      Campaign(
        reference: facts.reference, title: facts.title, kind: facts.text("kind"),
        announced: day(facts.text("announced")),
        starts: day(facts.text("starts")), ends: day(facts.text("ends")), owner: facts.text("owner"))
    }.sorted { a, b in
      let (x, y) = (a.starts ?? .latest, b.starts ?? .latest)
      return x == y ? a.reference < b.reference : x < y
    }
  }

  /// Whether it is not over on a day; one without days is still to come.
  public func isUpcoming(on day: CivilDate) -> Bool { (ends ?? starts).map { day <= $0 } ?? true }

  static let columns = "campaign kind starts ends announced owner"

  var row: FigureTable.Row {
    FigureTable.Row(
      [
        .record(reference, title: title), .optional(kind), .optional(starts), .optional(ends), .optional(announced),
        .optional(owner),
      ], records: [reference])
  }
}

extension Figure {
  /// The calendar of campaigns.
  public static func campaigns(_ campaigns: [Campaign], in context: ReportContext) -> Figure {
    Figure(
      name: "campaigns", period: nil, context: context,
      tables: [FigureTable("campaigns", Campaign.columns, rows: campaigns.map(\.row))],
      notes: campaigns.isEmpty ? [Phrase("promise.none")] : [])
  }
}
