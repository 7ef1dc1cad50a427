extension CSVEncoding {
  /// The text of `bytes`, or the offset in them of the first byte that stands for no text.
  func decode(_ bytes: ArraySlice<UInt8>) -> Result<String, CSVDecodingFailure> {
    switch self {
    case .utf8:
      if let text = String(validating: bytes, as: UTF8.self) { return .success(text) }
      return .failure(CSVDecodingFailure(offset: Self.firstInvalidUTF8(in: bytes)))
    case .windows1252:
      var text = String.UnicodeScalarView()
      for (offset, byte) in bytes.enumerated() {
        guard let scalar = Self.windows1252Scalar(byte) else {
          return .failure(CSVDecodingFailure(offset: offset))
        }
        text.append(scalar)
      }
      return .success(String(text))
    }
  }

  private static func firstInvalidUTF8(in bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return min(offset, max(0, bytes.count - 1))
  }

  /// The scalar of `byte` in Windows-1252, nil for the five bytes that have none (best fit as in Unicode's mapping table
  /// `MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT`).
  private static func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let code = high[Int(byte - 0x80)]
    return code == 0 ? nil : Unicode.Scalar(code)
  }

  /// 0x80 to 0x9F, the only bytes that differ from ISO 8859-1; 0 where unassigned.
  private static let high: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E,
    0x0178,
  ]
}

/// Where decoding stopped: the offset, from the start of what was decoded, of the byte that fits no text.
struct CSVDecodingFailure: Error {
  let offset: Int
}
