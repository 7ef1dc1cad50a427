public import LibrettoModel
public import LibrettoQuery

/// What the teams want to reach in a period.
public struct Goal: Sendable {
  /// The name in the file.
  public let name: String
  /// What people call it; the name where the file does not say.
  public let title: String
  /// The teams whose goal it is.
  public let teams: [String]
  /// The days of the period.
  public let period: DatePeriod
  /// The period as written: `2026-Q4`.
  public let periodText: String
  /// What is measured.
  public let measure: Measure
  /// What is to be reached.
  public let target: Target
  /// The bytes of the name in `agreement.yaml`.
  public let range: Range<Int>?

  /// What is measured.
  public enum Measure: Sendable {
    /// How often an event happens to records of a type.
    case events(type: String, EventPattern)
    /// The sum of a field of the records that meet a condition and whose day in the field `on` lies in the period.
    case sum(type: String, field: String, Condition?, on: String)
  }

  /// What is to be reached.
  public enum Target: Sendable {
    /// So many, or so much.
    case count(Number)
    /// An amount.
    case amount(Money)
    /// The number of qualified leads that a revenue takes: ⌈R·m ÷ (D·p₁·p₂)⌉, after HubSpot Academy's lecture on service
    /// level agreements. Shares are between 0 and 1.
    case leads(revenue: Number, marketingShare: Number, dealValue: Number, leadToDeal: Number, dealToWon: Number)

    /// The number to reach; nil for an amount.
    public var number: Number? {
      switch self {
      case .count(let number): number
      case .amount: nil
      case .leads(let revenue, let share, let value, let deals, let won):
        Self.ceiling(revenue * share, over: value * deals * won)
      }
    }

    /// The least whole number not under `dividend` ÷ `divisor`, which is positive, exactly.
    private static func ceiling(_ dividend: Number, over divisor: Number) -> Number {
      var quotient = dividend.divided(by: divisor, scale: 0)
      while quotient * divisor < dividend { quotient += Number(1) }
      while dividend < (quotient - Number(1)) * divisor || dividend == (quotient - Number(1)) * divisor {
        quotient -= Number(1)
      }
      return quotient
    }
  }
}
