#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Git's index file as it stands, with the place of every entry in it: read in one pass, without an object an entry
/// (git, Documentation/gitformat-index; versions 2 to 4, SHA-1).
struct IndexImage {
  /// The whole file.
  let bytes: [UInt8]
  /// 2, 3 or 4.
  let version: UInt32
  /// Where each entry begins, and after the last where all end.
  private(set) var starts: [Int] = []
  /// The extensions: each one's four letters, and its content.
  private(set) var extensions: [(signature: [UInt8], content: Range<Int>)] = []
  /// Whether a path stands there with a merge conflict.
  private(set) var hasConflicts = false
  /// All names, one behind the other, where the file has only what differs from the name before (version 4).
  private var names: [UInt8] = []
  private var nameEnds: [Int] = []

  /// An index without entries.
  static let empty: [UInt8] = {
    var bytes: [UInt8] = [0x44, 0x49, 0x52, 0x43, 0, 0, 0, 2, 0, 0, 0, 0]
    bytes += bytes.withUnsafeBytes { Checksum.of($0) }.bytes
    return bytes
  }()

  /// The number of entries.
  var count: Int { starts.count - 1 }

  /// The bytes of all entries.
  var entries: Range<Int> { 12..<starts[count] }

  /// Reads and checks a whole file, its checksum first; without `verifying` only its form, as Git does when it reads.
  init(_ bytes: [UInt8], path: String, verifying: Bool = true) throws(GitError) {
    self.bytes = bytes
    func damaged(_ why: String) -> GitError {
      GitError(
        .notFound, "the index \(path) \(why)",
        help: "`git status` tells more; `git read-tree HEAD` makes it anew and forgets what was staged")
    }
    guard bytes.count >= 32, bytes.starts(with: "DIRC".utf8) else { throw damaged("is no index") }
    version = bytes.withUnsafeBytes { Self.word($0, 4) }
    guard (2...4).contains(version) else { throw damaged("has the version \(version), which is not known") }
    let end = bytes.count - 20
    if verifying {
      let holds = bytes.withUnsafeBytes { bytes in
        Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<end])) == ObjectID(raw: bytes.baseAddress! + end)
      }
      guard holds else { throw damaged("is damaged: its checksum does not hold") }
    }
    guard readEntries(end) else { throw damaged("is damaged") }
    guard readExtensions(from: starts[count], to: end) else { throw damaged("is damaged behind its entries") }
    for (signature, _) in extensions where !(0x41...0x5A).contains(signature[0]) {
      let name = String(decoding: signature, as: UTF8.self)
      throw GitError(
        .unsupported("index extension \(name)"), "the index \(path) has the extension \(name), which is not known",
        help: "turn it off: git update-index --no-split-index, or git sparse-checkout disable")
    }
  }

  static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private mutating func readEntries(_ end: Int) -> Bool {
    let all = bytes
    return all.withUnsafeBytes { bytes in
      let count = Int(Self.word(bytes, 8))
      // An entry takes more than 62 bytes, whatever the header says.
      guard count <= end / 62 else { return false }
      starts.reserveCapacity(count + 1)
      var offset = 12
      var last = UnsafeRawBufferPointer(start: nil, count: 0)
      var lastStage = 0
      var name: [UInt8] = []
      for _ in 0..<count {
        starts.append(offset)
        guard offset + 64 <= end else { return false }
        let flags = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 60, as: UInt16.self))
        let isExtended = flags & 0x4000 != 0
        if isExtended && version < 3 { return false }
        var start = offset + (isExtended ? 64 : 62)
        var strip = 0
        if version == 4 {
          guard let (length, next) = Self.length(bytes, start, end), length <= name.count else { return false }
          (strip, start) = (length, next)
        }
        guard start < end, let zero = memchr(bytes.baseAddress! + start, 0, end - start) else { return false }
        let stop = bytes.baseAddress!.distance(to: zero)
        let known = Int(flags & 0xFFF)
        let stage = Int(flags >> 12) & 3
        if version == 4 {
          name.removeLast(strip)
          name += bytes[start..<stop]
          guard known == min(name.count, 0xFFF), !name.isEmpty else { return false }
          let isOrdered = name.withUnsafeBytes { name in
            names.withUnsafeBytes { names in
              let before = UnsafeRawBufferPointer(rebasing: names[(nameEnds.dropLast().last ?? 0)...])
              return nameEnds.isEmpty || Self.precedes(before, lastStage, name, stage)
            }
          }
          guard isOrdered else { return false }
          names += name
          nameEnds.append(names.count)
          offset = stop + 1
        } else {
          guard known == min(stop - start, 0xFFF), stop > start else { return false }
          let name = UnsafeRawBufferPointer(rebasing: bytes[start..<stop])
          guard last.isEmpty || Self.precedes(last, lastStage, name, stage) else { return false }
          last = name
          // One to eight bytes of zero, to a multiple of eight.
          offset += (stop - offset + 8) & ~7
        }
        if stage > 0 { hasConflicts = true }
        lastStage = stage
        guard offset <= end else { return false }
      }
      starts.append(offset)
      return true
    }
  }

  private mutating func readExtensions(from start: Int, to end: Int) -> Bool {
    var offset = start
    while offset < end {
      guard offset + 8 <= end else { return false }
      let size = Int(bytes.withUnsafeBytes { Self.word($0, offset + 4) })
      guard offset + 8 + size <= end else { return false }
      extensions.append((Array(bytes[offset..<offset + 4]), offset + 8..<offset + 8 + size))
      offset += 8 + size
    }
    return true
  }

  /// A length as version 4 writes it: seven bits a byte, the highest first, each further byte counting from one more.
  static func length(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> (Int, next: Int)? {
    guard start < end else { return nil }
    var offset = start
    var value = Int(bytes[offset] & 0x7F)
    while bytes[offset] & 0x80 != 0 {
      offset += 1
      guard offset < end, value < 1 << 40 else { return nil }
      value = (value + 1) << 7 | Int(bytes[offset] & 0x7F)
    }
    return (value, offset + 1)
  }

  /// The order of entries: by the bytes of their names, then by their stages.
  private static func precedes(
    _ a: UnsafeRawBufferPointer, _ stageA: Int, _ b: UnsafeRawBufferPointer, _ stageB: Int
  ) -> Bool {
    let order = Self.order(a, b)
    return order < 0 || order == 0 && stageA < stageB
  }

  static func order(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    let common = memcmp(a.baseAddress!, b.baseAddress!, min(a.count, b.count))
    return common == 0 ? a.count - b.count : Int(common)
  }

  /// Lends the name of the entry at a position.
  func withName<Result>(_ position: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if version == 4 {
      let range = (position == 0 ? 0 : nameEnds[position - 1])..<nameEnds[position]
      return names.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
    return bytes.withUnsafeBytes { bytes in
      let flags = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: starts[position] + 60, as: UInt16.self))
      let start = starts[position] + (flags & 0x4000 == 0 ? 62 : 64)
      let length = flags & 0xFFF < 0xFFF ? Int(flags & 0xFFF) : strlen(bytes.baseAddress! + start)
      return body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
    }
  }

  /// The position of the first entry whose name is not before `name`.
  func position(of name: [UInt8]) -> Int {
    var (low, high) = (0, count)
    name.withUnsafeBytes { name in
      while low < high {
        let middle = (low + high) / 2
        if withName(middle, { Self.order($0, name) < 0 }) { low = middle + 1 } else { high = middle }
      }
    }
    return low
  }

  /// Whether the entry at the position has exactly this name.
  func has(_ name: [UInt8], at position: Int) -> Bool {
    position < count && withName(position) { $0.elementsEqual(name) }
  }
}
