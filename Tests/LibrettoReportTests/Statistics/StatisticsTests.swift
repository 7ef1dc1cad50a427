import LibrettoModel
@testable import LibrettoReport
import Testing

/// The arithmetic below the figures.
@Suite struct StatisticsTests {
  /// The p-th percentile of n values is the ⌈p · n ÷ 100⌉-th smallest.
  @Test(
    arguments: [
      ([], nil, nil),
      ([7], 7, 7),
      ([2, 1], 1, 2),  // the lower of the middle two; ⌈1.8⌉ is the second
      ([3, 1, 2], 2, 3),
      ([10, 20, 30, 40], 20, 40),
      ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9),  // exactly nine in ten do not exceed 9
      ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 6, 10),  // ⌈9.9⌉
      ([5, 5, 5, 5, 900], 5, 900),
    ] as [([Int], Int?, Int?)])
  func percentiles(values: [Int], median: Int?, p90: Int?) {
    #expect(Distribution(values).median == median)
    #expect(Distribution(values.reversed()).p90 == p90)
  }

  /// Rounded down, then one each to the largest remainders: the parts make the whole.
  @Test(arguments: [
    ("100", [1, 1, 1], 2, ["33.34", "33.33", "33.33"]),
    ("0.05", [1, 1, 1], 2, ["0.02", "0.02", "0.01"]),
    ("100", [40, 40, 20], 2, ["40", "40", "20"]),
    ("0.01", [1, 3], 2, ["0", "0.01"]),
    ("-10", [1, 1, 1], 2, ["-3.34", "-3.33", "-3.33"]),
    ("1000", [1, 1, 1], 0, ["334", "333", "333"]),
    ("1.005", [1, 1], 2, ["0.503", "0.502"]),  // finer than a cent: nothing is lost
    ("7", [0, 5, 0], 2, ["0", "7", "0"]),
    ("90071992547409931234.57", [1, 2], 2, ["30023997515803310411.52", "60047995031606620823.05"]),
  ])
  func apportionment(whole: String, weights: [Int], decimals: Int, parts: [String]) throws {
    let whole = try #require(Number(whole))
    let shared = whole.apportioned(by: weights.map { Number($0) }, decimals: decimals)
    #expect(shared == parts.map { Number($0)! })
    #expect(shared.reduce(Number.zero, +) == whole)
  }

  /// 2^(−age ÷ half-life): exact after whole half-lives, the roots of one half in between.
  @Test(arguments: [
    (0, "1"), (30, "0.5"), (60, "0.25"), (90, "0.125"), (300, "0.0009765625"), (-5, "1"),
    (15, "0.707106781186547"), (10, "0.793700525984099"), (1, "0.977159968434245"), (45, "0.353553390593273"),
    (1800, "0"),
  ])
  func halfLives(days: Int, left: String) throws {
    let factor = HalfLife.factor(age: days * 86_400, halfLife: 30 * 86_400)
    let difference = (factor - (try #require(Number(left)))).absoluteValue
    #expect(difference < Number("2e-15")!, "\(factor)")
    if days % 30 == 0 { #expect(difference.isZero) }
  }

  @Test(arguments: [("7", 7), ("7.999", 7), ("0.5", 0), ("-0.5", -1), ("19.9999", 19), ("-3", -3)])
  func scoresAreFloored(number: String, whole: Int) throws { #expect(try #require(Number(number)).floored == whole) }

  @Test(arguments: [
    ("2026-Q4", "2026-07-01..2026-09-30"), ("2026-03", "2026-02-01..2026-02-28"), ("2026", "2025-01-01..2025-12-31"),
    ("2026-W01", "2025-12-22..2025-12-28"), ("2026-Q1", "2025-10-01..2025-12-31"), ("2026-11-21", "2026-11-20"),
  ])
  func thePeriodBefore(text: String, before: String) throws { #expect(try period(text).before.description == before) }

  @Test func anyTenDaysComeAfterTenDays() throws {
    let ten = try #require(DatePeriod(first: CivilDate("2026-11-05")!, last: CivilDate("2026-11-14")!))
    #expect(ten.before.description == "2026-10-26..2026-11-04")
  }
}
