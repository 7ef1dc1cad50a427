/// Reads TZif files, RFC 8536 (versions 1 to 3) and RFC 9636 (version 4).
enum TZifReader {
  static func read(_ bytes: [UInt8]) throws(TimeZoneError) -> Transitions {
    let first = try Header(bytes, at: 0)
    guard first.version >= 0x32 else {
      return try body(bytes, first, at: Header.size, timeSize: 4, rule: nil)
    }
    // The first block is for readers of version 1 and repeats, in four bytes, what comes after it in eight.
    let start = Header.size + first.bodySize(timeSize: 4)
    let second = try Header(bytes, at: start)
    let footer = start + Header.size + second.bodySize(timeSize: 8)
    guard footer < bytes.count, bytes[footer] == 0x0A,
      let end = bytes[(footer + 1)...].firstIndex(of: 0x0A)
    else { throw .truncated }
    let text = String(decoding: bytes[(footer + 1)..<end], as: UTF8.self)
    let rule: POSIXRule?
    if text.isEmpty {
      rule = nil
    } else {
      rule = POSIXRule(text)
      if rule == nil { throw .badRule(text) }
    }
    return try body(bytes, second, at: start + Header.size, timeSize: 8, rule: rule)
  }

  private static func body(
    _ bytes: [UInt8], _ header: Header, at start: Int, timeSize: Int, rule: POSIXRule?
  ) throws(TimeZoneError) -> Transitions {
    guard header.leapCount == 0 else { throw .leapSeconds }
    guard start + header.bodySize(timeSize: timeSize) <= bytes.count else { throw .truncated }
    let indices = start + header.timeCount * timeSize
    let types = indices + header.timeCount
    guard header.typeCount > 0 else { throw .malformed }
    let typeOffsets = (0..<header.typeCount).map { signed(bytes, at: types + $0 * 6, size: 4) }

    var times: [Int] = []
    var offsets: [Int] = []
    for index in 0..<header.timeCount {
      let time = signed(bytes, at: start + index * timeSize, size: timeSize)
      let type = Int(bytes[indices + index])
      if let last = times.last, time <= last { throw .malformed }
      // Some files begin with a transition at the Big Bang, which is far outside any calendar.
      guard type < typeOffsets.count else { throw .malformed }
      times.append(max(time, -1 << 55))
      offsets.append(typeOffsets[type])
    }
    guard typeOffsets.allSatisfy({ abs($0) < 93_600 }) else { throw .malformed }
    return Transitions(initial: typeOffsets[0], times: times, offsets: offsets, rule: rule)
  }

  private static func signed(_ bytes: [UInt8], at start: Int, size: Int) -> Int {
    var value: UInt64 = 0
    for byte in bytes[start..<(start + size)] { value = value << 8 | UInt64(byte) }
    return size == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
  }

  /// The 44 bytes before each block: what it is and how many of each it holds.
  private struct Header {
    static let size = 44
    let version: UInt8
    let utcCount, standardCount, leapCount, timeCount, typeCount, characterCount: Int

    init(_ bytes: [UInt8], at start: Int) throws(TimeZoneError) {
      guard start <= bytes.count, bytes[start...].starts(with: "TZif".utf8) else { throw .notTZif }
      guard start + Self.size <= bytes.count else { throw .truncated }
      version = bytes[start + 4]
      let counts = (0..<6).map { index in
        bytes[(start + 20 + index * 4)..<(start + 24 + index * 4)].reduce(0) { $0 << 8 | Int($1) }
      }
      utcCount = counts[0]
      standardCount = counts[1]
      leapCount = counts[2]
      timeCount = counts[3]
      typeCount = counts[4]
      characterCount = counts[5]
    }

    func bodySize(timeSize: Int) -> Int {
      timeCount * (timeSize + 1) + typeCount * 6 + characterCount + leapCount * (timeSize + 4)
        + standardCount + utcCount
    }
  }
}
