import JSONSchema
import LibrettoModel
import Testing

@Suite struct FormatTests {
  @Test(arguments: [
    ("+49 30 1234567", "+49301234567"), ("+1 (415) 555-0100", "+14155550100"),
    ("+390612345678", "+390612345678"),
    ("+45 12.34.56.78", "+4512345678"), ("+358-9-1234567", "+35891234567"),
    ("+383 44 123456", "+38344123456"),
    ("+800 1234 5678", "+80012345678"),
  ])
  func `telephone numbers`(text: String, expected: String) { #expect(PhoneNumber(text)?.e164 == expected) }

  @Test(arguments: [
    "", "+", "0049301234567", "030 1234567", "+49 (0)30 1234567", "+49 12", "+2101234567", "+999 1234567",
    "+4930123456789012", "+49 30 CALL", "++4930123456", "+49 30 1234567 x5", "٠٤٩", "4930+1234567",
  ])
  func `no telephone numbers`(text: String) { #expect(PhoneNumber(text) == nil) }

  @Test(arguments: [
    ("0049 30 1234567", nil, "+49301234567"), ("+49 (0)30 1234567", nil, "+49301234567"),
    ("0049 (0)30 1234567", nil, "+49301234567"), ("030 1234567", "DE", "+49301234567"),
    ("030 1234567", nil, nil), ("30 1234567", "DE", nil), ("06 1234 5678", "IT", "+390612345678"),
    ("12 34 56 78", "DK", "+4512345678"), ("012 34 56 78", "DK", nil),
    ("(415) 555-0100", "US", "+14155550100"),
    ("1-415-555-0100", "US", "+14155550100"), ("06 1 234 5678", "HU", "+3612345678"),
    ("030 1234567", "XX", nil),
    ("8 495 123-45-67", "RU", "+74951234567"), ("+49 30 1234567", "DE", nil), ("call me", "DE", nil),
    ("393 123 4567", "IT", nil), ("0039 06 12345678", nil, "+390612345678"),
  ])
  func `telephone numbers mended`(text: String, country: String?, expected: String?) {
    #expect(PhoneNumber.mended(text, country: country) == expected)
  }

  @Test func `every country with numbers is a country`() {
    #expect(CountryCode.all.count == 249)
    #expect(CountryCode("DE")?.name == "Germany" && CountryCode("NO")?.name == "Norway")
    for text in ["de", "UK", "XK", "", "DEU"] { #expect(CountryCode(text) == nil) }
  }

  @Test(arguments: [
    ("Germany", "DE"), ("germny", "DE"), ("de", "DE"), ("UK", "GB"), ("usa", "US"), ("Deutschland", "DE"),
    ("Cote d'Ivoire", "CI"), ("Österreich", "AT"), ("Turkiye", "TR"), ("Atlantis", nil), ("zz", nil),
  ])
  func `countries by name`(text: String, code: String?) {
    #expect(CountryCode.nearest(to: text)?.code == code)
  }

  @Test func `certain countries`() {
    #expect(CountryCode.certain(for: "germany")?.code == "DE")
    #expect(CountryCode.certain(for: "germny") == nil)
  }

  @Test func `currencies`() {
    #expect(CurrencyCode.all.count == 184)
    #expect(CurrencyCode("EUR")?.minorUnits == 2 && CurrencyCode("JPY")?.minorUnits == 0)
    #expect(
      CurrencyCode("KWD")?.minorUnits == 3 && CurrencyCode("XAU") != nil
        && CurrencyCode("XAU")?.minorUnits == nil)
    for text in ["eur", "EURO", "DEM", "€", ""] { #expect(CurrencyCode(text) == nil) }
  }

  @Test(arguments: [
    ("1200", "1200"), ("1200.50 USD", "1200.50 USD"), ("1200.5 USD", "1200.50 USD"), ("-3 EUR", "-3 EUR"),
    ("0.001 EUR", "0.001 EUR"), ("12.345", "12.345"), ("12.3", "12.30"), ("100 JPY", "100 JPY"),
    ("1.5 KWD", "1.500 KWD"),
    ("99999999999999999999999.01 EUR", "99999999999999999999999.01 EUR"), ("12.00 EUR", "12 EUR"),
  ])
  func `money`(text: String, description: String) { #expect(Money(text)?.description == description) }

  @Test(arguments: [
    "", "1,200", "1.200,50", "€5", "5€", "5 eur", "5  EUR", "5 EUR ", " 5", "1e3", "+5", "01", ".5", "5.",
    "EUR", "5 XYZ",
    "1 200", "NaN", "--5",
  ])
  func `no money`(text: String) { #expect(Money(text) == nil) }

  @Test func `money in one currency only`() throws {
    let (a, b, c) = try (#require(Money("0.1 EUR")), #require(Money("0.2 EUR")), #require(Money("1 USD")))
    #expect(a.adding(b) == Money("0.3 EUR") && a.isLess(than: b) == true)
    #expect(a.adding(c) == nil && a.isLess(than: c) == nil)
    #expect(Money("5")?.inCurrency(orElse: CurrencyCode("EUR")) == Money("5 EUR"))
  }

  /// RFC 5646, appendix A.
  @Test(arguments: [
    ("de", "de"), ("i-enochian", "i-enochian"), ("zh-hant", "zh-Hant"), ("zh-cmn-Hans-CN", "zh-cmn-Hans-CN"),
    ("SR-LATN-RS", "sr-Latn-RS"), ("sl-rozaj-biske", "sl-rozaj-biske"), ("de-CH-1901", "de-CH-1901"),
    ("hy-Latn-IT-arevela", "hy-Latn-IT-arevela"), ("es-419", "es-419"),
    ("de-CH-x-phonebk", "de-CH-x-phonebk"),
    ("x-whatever", "x-whatever"), ("en-a-myext-b-another", "en-a-myext-b-another"),
    ("sgn-be-fr", "sgn-BE-FR"),
    ("zh-min-nan", "zh-min-nan"), ("az-Arab-x-AZE-derbend", "az-Arab-x-aze-derbend"),
  ])
  func `language tags`(text: String, expected: String) { #expect(LanguageTag(text)?.text == expected) }

  @Test(arguments: [
    "", "d", "de-419-DE", "a-DE", "ar-a-aaa-b-bbb-a-ccc", "de_DE", "de-", "-de", "de--CH", "x", "en-a",
    "de-1901-1901",
    "abcdefghi", "dé", "i-unknown",
  ])
  func `no language tags`(text: String) { #expect(LanguageTag(text) == nil) }

  @Test func `zone names`() {
    for name in [
      "Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "Etc/GMT+5", "EST5EDT",
    ] {
      #expect(TimeZoneName.isValid(name))
    }
    for name in ["europe/berlin", "Berlin", "", "CEST", "Factory", "Europe/"] {
      #expect(!TimeZoneName.isValid(name))
    }
    #expect(TimeZoneName.nearest(to: "Berlin") == "Europe/Berlin")
    #expect(TimeZoneName.nearest(to: "europe/berlín") == "Europe/Berlin")
    #expect(TimeZoneName.nearest(to: "Europe/Berln") == "Europe/Berlin")
    #expect(TimeZoneName.nearest(to: "New York") == "America/New_York")
    #expect(TimeZoneName.all == TimeZoneName.all.sorted() && TimeZoneName.all.count > 590)
  }

  @Test(arguments: [
    ("Globex.Example", "globex.example"), ("müller.example", "müller.example"),
    ("xn--mller-kva.example", "xn--mller-kva.example"),
    ("a.b-c.de", "a.b-c.de"), ("例え.テスト", "例え.テスト"), ("3m.com", "3m.com"), ("हिन्दी.भारत", "हिन्दी.भारत"),
  ])
  func `domains`(text: String, expected: String) { #expect(DomainName(text)?.text == expected) }

  @Test(arguments: [
    "", "localhost", "https://globex.example", "globex.example/", "globex.example:80", "-a.de", "a-.de",
    "a..de", ".de",
    "a.de.", "a_b.de", "192.168.0.1", "a b.de", "\u{301}a.de", "a\u{200B}.de", "a.de\n",
    String(repeating: "a", count: 64) + ".de", String(repeating: "a.", count: 126) + "de",
  ])
  func `no domains`(text: String) { #expect(DomainName(text) == nil) }

  @Test func `mail addresses compared`() {
    #expect(EmailAddress.normalForm(" Jane.Doe@Globex.EXAMPLE ") == "jane.doe@globex.example")
    #expect(EmailAddress.normalForm("JÜRGEN@x.example") == EmailAddress.normalForm("ju\u{308}rgen@x.example"))
  }
}
