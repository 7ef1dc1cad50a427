/// A file's text as it is put together: UTF-8 with LF.
struct Text {
  private(set) var bytes: [UInt8] = []

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func add(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  mutating func add(_ number: Int) { add(String(number)) }

  /// `name: value` and the end of the line.
  mutating func field(_ name: StaticString, _ value: String) {
    add(name)
    add(": ")
    add(value)
    add("\n")
  }

  /// As ``field(_:_:)``, for a number.
  mutating func field(_ name: StaticString, _ value: Int) { field(name, String(value)) }

  /// A list in brackets; nothing where it is empty.
  mutating func list(_ name: StaticString, _ values: [String]) {
    if !values.isEmpty { field(name, "[" + values.joined(separator: ", ") + "]") }
  }
}
