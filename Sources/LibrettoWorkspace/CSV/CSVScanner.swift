/// Cuts the bytes of a CSV file into records; knows nothing of a header.
struct CSVScanner: Sendable {
  /// A record as far as it could be read, and the first thing wrong with it.
  struct Record {
    var fields: [String] = []
    var line: Int
    var byte: Int
    var fault: (CSVError.Problem, byte: Int)?
  }

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let encoding: CSVEncoding
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8], delimiter: UInt8, encoding: CSVEncoding) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.encoding = encoding
    if encoding == .utf8, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next record that is not an empty line; nil at the end.
  mutating func nextRecord() -> Record? {
    while position < bytes.count, skipLineBreak() {}
    guard position < bytes.count else { return nil }
    var record = Record(line: line, byte: position)
    while true {
      if position < bytes.count, bytes[position] == 0x22 {
        scanQuoted(into: &record)
      } else {
        scanPlain(into: &record)
      }
      if position < bytes.count, bytes[position] == delimiter {
        position += 1
        continue
      }
      _ = skipLineBreak()
      return record
    }
  }

  /// Steps over one LF, CRLF or CR; false where there is none.
  private mutating func skipLineBreak() -> Bool {
    guard position < bytes.count, isLineBreak(bytes[position]) else { return false }
    let isPair = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
    line += 1
    return true
  }

  private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func scanPlain(into record: inout Record) {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == delimiter || isLineBreak(byte) { break }
      if byte == 0x22, record.fault == nil { record.fault = (.strayQuote, position) }
      position += 1
    }
    append(bytes[start..<position], from: start, to: &record)
  }

  private mutating func scanQuoted(into record: inout Record) {
    let opening = position
    position += 1
    var start = position
    // A field without doubled quotes is decoded where it lies; one with them is put together here.
    var joined: [UInt8] = []
    var isJoined = false
    while true {
      guard position < bytes.count else {
        if record.fault == nil { record.fault = (.unclosedQuote, opening) }
        break
      }
      if bytes[position] == 0x22 {
        guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { break }
        joined += bytes[start...position]
        isJoined = true
        position += 2
        start = position
      } else if !skipLineBreak() {
        position += 1
      }
    }
    var tail = bytes[start..<position]
    if position < bytes.count {
      position += 1
      if position < bytes.count, bytes[position] != delimiter, !isLineBreak(bytes[position]) {
        if record.fault == nil { record.fault = (.strayQuote, position - 1) }
        let text = position
        while position < bytes.count, bytes[position] != delimiter, !isLineBreak(bytes[position]) {
          position += 1
        }
        tail += bytes[text..<position]
      }
    }
    append(isJoined ? (joined + tail)[...] : tail, from: opening + 1, to: &record)
  }

  private func append(_ field: ArraySlice<UInt8>, from start: Int, to record: inout Record) {
    switch encoding.decode(field) {
    case .success(let text): record.fields.append(text)
    case .failure(let failure):
      let byte = field[field.startIndex + failure.offset]
      if record.fault == nil {
        record.fault = (.undecodable(byte: byte, encoding), source(of: failure.offset, from: start))
      }
      record.fields.append(String(decoding: field, as: UTF8.self))
    }
  }
  /// The offset in the file of the byte that became number `offset` of the field whose text begins at `start`.
  private func source(of offset: Int, from start: Int) -> Int {
    let isQuoted = start > 0 && bytes[start - 1] == 0x22
    var (place, rest) = (start, offset)
    while rest > 0, place < bytes.count {
      place += isQuoted && bytes[place] == 0x22 ? 2 : 1
      rest -= 1
    }
    return place
  }
}
