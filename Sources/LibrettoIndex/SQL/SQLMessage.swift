/// What the two processes tell each other: bytes behind their count, whole numbers in eight bytes, the lowest first.
struct SQLMessage {
  /// What a message from the process that runs the statement is.
  enum Kind: UInt8 {
    /// The statement can run: the tables that it reads, then the columns of its answer.
    case prepared = 1
    /// Some rows.
    case rows = 2
    /// There are no more rows: whether some were left out.
    case end = 3
    /// There is no answer: why.
    case failure = 4
  }

  var bytes: [UInt8] = []
  private var position = 0

  init() {}
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The message behind its count of bytes.
  var framed: [UInt8] {
    var frame = SQLMessage()
    frame.put(bytes.count)
    return frame.bytes + bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func put(_ byte: UInt8) { bytes.append(byte) }
  mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }
  mutating func put(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
  mutating func put(_ data: [UInt8]) {
    put(data.count)
    bytes += data
  }
  mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes += text.utf8
  }
  mutating func put(_ texts: [String]) {
    put(texts.count)
    for text in texts { put(text) }
  }
  mutating func put(_ value: SQLValue) {
    switch value {
    case .null: put(UInt8(0))
    case .integer(let number):
      put(UInt8(1))
      put(UInt64(bitPattern: number))
    case .real(let number):
      put(UInt8(2))
      put(number.bitPattern)
    case .text(let text):
      put(UInt8(3))
      put(text)
    case .blob(let data):
      put(UInt8(4))
      put(data)
    }
  }

  mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    position += 1
    return bytes[position - 1]
  }
  mutating func bits() -> UInt64 {
    guard position + 8 <= bytes.count else {
      position = bytes.count
      return 0
    }
    var number: UInt64 = 0
    for index in 0..<8 { number |= UInt64(bytes[position + index]) << (8 * UInt64(index)) }
    position += 8
    return number
  }
  mutating func number() -> Int { Int(Int64(bitPattern: bits())) }
  private mutating func run() -> ArraySlice<UInt8> {
    let count = min(max(0, number()), bytes.count - position)
    position += count
    return bytes[position - count..<position]
  }
  mutating func data() -> [UInt8] { Array(run()) }
  mutating func text() -> String { String(decoding: run(), as: UTF8.self) }
  mutating func texts() -> [String] {
    let count = number()
    var texts: [String] = []
    while texts.count < count, !isAtEnd { texts.append(text()) }
    return texts
  }
  mutating func value() -> SQLValue {
    switch byte() {
    case 1: .integer(Int64(bitPattern: bits()))
    case 2: .real(Double(bitPattern: bits()))
    case 3: .text(text())
    case 4: .blob(data())
    default: .null
    }
  }
}

/// What a process is asked to run.
struct SQLRequest {
  /// The index, an absolute path.
  var path: String
  /// The statement; nil asks for the tables and their columns.
  var statement: [UInt8]?
  /// What it may take.
  var limits: SQLLimits
  /// Today's date in the book's zone, for the function `today`.
  var today: String

  var message: SQLMessage {
    var message = SQLMessage()
    message.put(path)
    message.put(UInt8(statement == nil ? 0 : 1))
    message.put(statement ?? [])
    message.put(limits.seconds.bitPattern)
    for limit in [limits.rows, limits.answerBytes, limits.memoryBytes] { message.put(limit) }
    message.put(today)
    return message
  }

  init(path: String, statement: [UInt8]?, limits: SQLLimits, today: String) {
    self.path = path
    self.statement = statement
    self.limits = limits
    self.today = today
  }

  init(_ message: SQLMessage) {
    var message = message
    path = message.text()
    let isStatement = message.byte() == 1
    let text = message.data()
    statement = isStatement ? text : nil
    limits = SQLLimits(
      seconds: Double(bitPattern: message.bits()), rows: message.number(), answerBytes: message.number(),
      memoryBytes: message.number())
    today = message.text()
  }
}

extension SQLError {
  var encoded: SQLMessage {
    var message = SQLMessage()
    message.put(SQLMessage.Kind.failure.rawValue)
    message.put(code.rawValue)
    message.put(self.message)
    message.put(help ?? "")
    message.put(range?.lowerBound ?? -1)
    message.put(range?.upperBound ?? -1)
    return message
  }

  /// Reads a failure whose kind is already read.
  init(_ message: inout SQLMessage) {
    let code = Code(rawValue: message.byte()) ?? .failure
    let text = message.text()
    let help = message.text()
    let (lower, upper) = (message.number(), message.number())
    self.init(
      code, text, help: help.isEmpty ? nil : help, range: lower >= 0 && lower <= upper ? lower..<upper : nil)
  }
}
