import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Passes over files of a type in which none of the texts stand that a query needs.
struct LiteralFilter: Sendable {
  private let type: RecordType
  private let groups: [[[UInt8]]]

  /// Lets files of `type` pass that hold a text of each of the groups, or an escape by which it could be written; nil where
  /// there are no groups.
  init?(_ type: RecordType, _ groups: [[String]]) {
    guard !groups.isEmpty else { return nil }
    self.type = type
    self.groups = groups.map { $0.map { Array($0.utf8) } }
  }

  /// Whether the file of these bytes may be of a record that is looked for.
  func passes(_ bytes: UnsafeRawBufferPointer, of type: RecordType) -> Bool {
    guard type === self.type, let start = bytes.baseAddress else { return true }
    return groups.allSatisfy { $0.contains { Self.find($0, in: bytes) } }
      || memchr(start, Int32(UInt8(ascii: "\\")), bytes.count) != nil
  }

  private static func find(_ text: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    text.withUnsafeBytes { text in
      var rest = bytes
      while rest.count >= text.count, let start = rest.baseAddress,
        let found = memchr(start, Int32(text[0]), rest.count - text.count + 1)
      {
        if memcmp(found, text.baseAddress!, text.count) == 0 { return true }
        let offset = UnsafeRawPointer(found) - start + 1
        rest = UnsafeRawBufferPointer(rebasing: rest[offset...])
      }
      return false
    }
  }
}
