/// The calling codes of ITU-T E.164 and how the countries' national numbers are written.
enum CallingCode {
  /// How a country writes its numbers.
  struct Plan: Sendable {
    let code: String
    let trunk: Trunk
    let lengths: [Int]
  }

  /// What comes before a national number when it is dialled within the country.
  enum Trunk: Hashable, Sendable {
    /// Nothing does.
    case none
    /// A zero that belongs to the number.
    case keptZero
    /// A prefix that falls away abroad.
    case dropped(String)
  }

  /// By ISO 3166-1 alpha-2.
  static let plans: [String: Plan] = {
    var plans: [String: Plan] = [:]
    for word in CallingCodeTable.words.split(whereSeparator: \.isWhitespace) {
      let halves = word.split(separator: ":")
      guard halves.count == 2 else { continue }
      let numbers = halves[0].dropFirst(2)
      let code = numbers.prefix { $0.isNumber }
      let prefix = numbers.dropFirst(code.count + 1)
      let trunk: Trunk =
        switch numbers.dropFirst(code.count).first {
        case "+": .keptZero
        case "-": .dropped(String(prefix))
        default: .none
        }
      plans[String(halves[0].prefix(2))] = Plan(
        code: String(code), trunk: trunk, lengths: halves[1].split(separator: ",").compactMap { Int($0) })
    }
    return plans
  }()

  /// All that are assigned: the countries', and those of the services that belong to none (freephone,
  /// satellites, networks); 247 is Ascension's, which shares its country code with Saint Helena.
  private static let assigned = Set(plans.values.map(\.code)).union([
    "247", "383", "800", "808", "870", "878", "881", "882", "883", "888", "979",
  ])

  private static let zeroDropping: Set<String> = {
    let byCode = Dictionary(grouping: plans.values, by: \.code)
    return Set(byCode.filter { $0.value.allSatisfy { $0.trunk == .dropped("0") } }.keys)
  }()

  /// How many of the leading digits are the calling code, 1…3; nil where nobody has it. No code begins
  /// another.
  static func length(of digits: some StringProtocol) -> Int? {
    (1...3).first { assigned.contains(String(digits.prefix($0))) }
  }

  /// Whether all countries of `code` leave out a leading zero of the national number.
  static func dropsZero(_ code: some StringProtocol) -> Bool { zeroDropping.contains(String(code)) }
}
