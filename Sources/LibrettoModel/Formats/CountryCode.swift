/// A country's code of ISO 3166-1 alpha-2, in capitals: `DE`.
public struct CountryCode: Hashable, Sendable {
  /// The code: `DE`.
  public let code: String
  /// The English short name: `Germany`.
  public let name: String

  /// Reads an assigned code, in capitals.
  public init?(_ text: some StringProtocol) {
    let code = String(text)
    guard let name = Self.names[code] else { return nil }
    self.code = code
    self.name = name
  }

  /// All assigned codes, by code.
  public static let all: [CountryCode] = names.keys.sorted().compactMap { CountryCode($0) }

  /// The country that was probably meant, for help: by its code in small letters, its name, another name in
  /// use, or one of these with a typing error. `Germany`, `deutschland` and `de` give `DE`.
  public static func nearest(to text: String) -> CountryCode? {
    if let exact = CountryCode(text.uppercased()) { return exact }
    guard text.utf8.count > 3 || byName[text] != nil else {
      // Two or three letters are near to everything: only a whole abbreviation counts, such as `USA`.
      let wanted = folded(text)
      return byName.first { folded($0.key) == wanted }.flatMap { CountryCode($0.value) }
    }
    return LibrettoModel.nearest(to: text, among: orderedNames).flatMap { byName[$0] }.flatMap {
      CountryCode($0)
    }
  }

  /// As ``nearest(to:)``, but only where there is no doubt: the code in small letters, or a name without an
  /// error.
  public static func certain(for text: String) -> CountryCode? {
    if let exact = CountryCode(text.uppercased()) { return exact }
    let wanted = folded(text)
    return orderedNames.first { folded($0) == wanted }.flatMap { byName[$0] }.flatMap { CountryCode($0) }
  }

  private static let entries: [(code: String, names: [String])] = CountryTable.lines.split(separator: "\n")
    .map {
      (String($0.prefix(2)), $0.dropFirst(3).split(separator: "|").map { String($0) })
    }
  private static let names = Dictionary(uniqueKeysWithValues: entries.map { ($0.code, $0.names[0]) })
  private static let orderedNames = entries.flatMap(\.names)
  private static let byName: [String: String] = {
    var codes: [String: String] = [:]
    for (code, names) in entries { for name in names { codes[name] = code } }
    return codes
  }()
}

extension CountryCode: CustomStringConvertible {
  /// The code.
  public var description: String { code }
}
