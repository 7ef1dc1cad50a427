/// The names of time zones in the IANA database, links such as `Asia/Calcutta` included.
public enum TimeZoneName {
  /// All names, in the order of their bytes.
  public static let all: [String] = {
    var names: [String] = []
    for line in TimeZoneTable.lines.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let area = line[..<colon]
      for place in line[line.index(after: colon)...].split(separator: " ") {
        names.append(area.isEmpty ? String(place) : "\(area)/\(place)")
      }
    }
    return names.sorted()
  }()

  private static let set = Set(all)

  /// Whether `name` is one, with capitals as in the database.
  public static func isValid(_ name: some StringProtocol) -> Bool { set.contains(String(name)) }

  /// The zone that was probably meant by `text`: by its name with an error, or by the place alone, as
  /// `Berlin`.
  public static func nearest(to text: String) -> String? {
    let wanted = folded(String(text.map { $0 == " " ? "_" : $0 }))
    if let place = all.first(where: { folded($0).hasSuffix("/" + wanted) }) { return place }
    return LibrettoModel.nearest(to: text, among: all)
  }
}
