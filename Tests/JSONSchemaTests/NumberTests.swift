import JSONSchema
import Testing
import TestSupport

struct NumberTests {
  @Test(arguments: [
    ("1.10", "1.1"), ("-0", "0"), ("0e99999999999999999999", "0"), ("100", "100"), ("1e2", "100"),
    ("1E+2", "100"), ("120e-1", "12"), ("0.001", "0.001"), ("1e-7", "1e-7"),
    ("12345678901234567890", "12345678901234567890"),
    ("1e21", "1e21"), ("1.5e30", "1.5e30"), ("-1234.5600", "-1234.56"), ("1e999999999", "1e999999999"),
    ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
  ])
  func canonicalForm(text: String, canonical: String) throws {
    let number = try #require(Number(text))
    #expect(number.description == canonical)
    #expect(Number(canonical) == number)
    #expect(Number(canonical)?.hashValue == number.hashValue)
  }

  @Test(arguments: [
    "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "1 ", "١", "NaN", "1e1e1", "1e99999999999999999999",
  ])
  func refused(text: String) { #expect(Number(text) == nil) }

  @Test(arguments: [("+.5", "0.5"), ("007", "7"), ("1.", "1"), ("-.5e1", "-5")])
  func lenient(text: String, canonical: String) { #expect(Number(lenient: text)?.description == canonical) }

  @Test(arguments: [
    ("1.1", 2, "1.10"), ("1.005", 2, "1.00"), ("1.015", 2, "1.02"), ("-2.5", 0, "-2"), ("1250", 0, "1250"),
    ("0", 2, "0.00"), ("0.004", 2, "0.00"),
    ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.12"),
    ("1e999999999", 2, "1e999999999"), ("149", -2, "100"), ("5e-999999999", 2, "0.00"),
  ])
  func fixedDecimals(text: String, scale: Int, expected: String) throws {
    #expect(try #require(Number(text)).text(scale: scale) == expected)
  }

  @Test(arguments: [
    ("1", "3", 4, "0.3333"), ("2", "3", 4, "0.6667"), ("1", "8", 2, "0.12"), ("3", "8", 2, "0.38"),
    ("-1", "8", 2, "-0.12"), ("1e40", "1e20", 0, "100000000000000000000"), ("1", "1e999999999", 5, "0"),
    ("1000000000000000000000000000001", "7", 1, "142857142857142857142857142857.3"),
  ])
  func division(left: String, right: String, scale: Int, expected: String) throws {
    let quotient = try #require(Number(left)).divided(by: #require(Number(right)), scale: scale)
    #expect(quotient == Number(expected))
  }

  @Test(arguments: [
    ("4.35", "0.01", true), ("19.99", "0.01", true), ("1.005", "0.01", false), ("1e308", "0.5", true),
    ("1e999999999", "7", false), ("1e999999999", "3e5", false), ("9e999999999", "3e5", true),
    ("0", "7", true),
    ("7", "0", false), ("123456789012345678901234567890", "9", true),
    ("1e40", "12345678901234567890123", false),
  ])
  func multiples(number: String, unit: String, expected: Bool) throws {
    #expect(try #require(Number(number)).isMultiple(of: #require(Number(unit))) == expected)
  }

  /// Against whole numbers of 128 bits, scaled: sums, products, order and quotients agree.
  @Test func agreesWithAReference() throws {
    var generator = SeededGenerator(seed: 7)
    func text(_ value: Int128, _ decimals: Int) -> String { "\(value)e-\(decimals)" }
    for _ in 0..<20_000 {
      let bits = Int.random(in: 1...62, using: &generator)
      let left = Int128(Int64.random(in: -(1 << bits)...(1 << bits), using: &generator))
      let right = Int128(Int64.random(in: -(1 << bits)...(1 << bits), using: &generator))
      let decimals = Int.random(in: 0...12, using: &generator)
      let (a, b) = (try #require(Number(text(left, decimals))), try #require(Number(text(right, decimals))))
      #expect((a + b) == Number(text(left + right, decimals)))
      #expect((a - b) == Number(text(left - right, decimals)))
      #expect((a * b) == Number(text(left * right, 2 * decimals)))
      #expect((a < b) == (left < right))
      #expect((a == b) == (left == right))
      if right != 0 {
        #expect(a.isMultiple(of: b) == (left % right == 0))
        let quotient = a.divided(by: b, scale: 0)
        #expect((quotient * b - a).absoluteValue * Number(2) <= b.absoluteValue)
      }
      #expect(Number(a.description) == a)
    }
  }

  /// Long numbers: (a · b + c) divided by b gives a back, and the order survives a shift.
  @Test func longNumbers() throws {
    var generator = SeededGenerator(seed: 11)
    func digits(_ count: Int) -> String {
      String(Int.random(in: 1...9, using: &generator))
        + String((1..<count).map { _ in Character(String(Int.random(in: 0...9, using: &generator))) })
    }
    for _ in 0..<300 {
      let a = try #require(Number(digits(Int.random(in: 20...200, using: &generator))))
      let b = try #require(Number(digits(Int.random(in: 20...200, using: &generator))))
      let product = a * b
      #expect(product.divided(by: b, scale: 0) == a)
      #expect(product.isMultiple(of: a))
      #expect(!(product + Number(1)).isMultiple(of: a))
      #expect(product > a && -product < -a)
      #expect((product + a) - product == a)
    }
  }

  @Test func limits() throws {
    #expect(Number(String(repeating: "1", count: 10_000)) != nil)
    #expect(Number(String(repeating: "1", count: 10_001)) == nil)
    let huge = try #require(Number("1e999999999"))
    #expect(huge + Number(1) == huge)
    #expect(huge > Number(1) && -huge < Number(1) && huge.intValue == nil && huge.isInteger)
    #expect(huge.doubleValue == .infinity)
    #expect(huge.rounded(toScale: .max) == huge && huge.rounded(toScale: .min) == .zero)
    #expect(Number(6).divided(by: Number(3), scale: .max) == Number(2))
    #expect(Number(1).divided(by: huge, scale: .min) == .zero)
    var power = try #require(Number("1e999999999999"))
    for _ in 0..<100 { power = power * power }
    #expect(power > huge)
    #expect(Number(Int.min).intValue == Int.min && Number(Int.max).intValue == Int.max)
    #expect((Number(Int.max) + Number(1)).intValue == nil)
    #expect(Number("9223372036854775808")?.description == "9223372036854775808")
    #expect(Number("0.1")?.doubleValue == 0.1)
  }
}
