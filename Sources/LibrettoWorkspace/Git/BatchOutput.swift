/// Reads what `git cat-file --batch` prints: for each id `ID SP blob SP SIZE LF`, the content and LF, or
/// `ID SP missing LF`.
struct BatchOutput {
  /// What was printed of one id.
  enum Item {
    /// A blob's content.
    case content(UnsafeRawBufferPointer)
    /// A blob of more than the limit, with its size in bytes.
    case tooLarge(Int)
    /// There is no such blob.
    case missing
  }

  /// The ids in the order in which they are asked, 40 digits and a line feed each.
  let input: [UInt8]
  /// The largest blob that is given, in bytes.
  let sizeLimit: Int
  /// How many ids were answered.
  private var count = 0
  /// What is not read yet: less than one blob.
  private var pending: [UInt8] = []
  /// How many bytes are still to come of what is not given, and of the line feed after it.
  private var skipped = 0

  static let lineLength = 41

  init(input: [UInt8], sizeLimit: Int) {
    self.input = input
    self.sizeLimit = sizeLimit
  }

  /// Takes the next bytes and gives what they complete, with the number of its id. False where they are not what was
  /// asked.
  mutating func take(_ bytes: UnsafeRawBufferPointer, _ body: (Int, Item) -> Void) -> Bool {
    pending.append(contentsOf: bytes)
    let taken = pending
    pending = []
    var offset = 0
    let isRight = taken.withUnsafeBytes { all in
      while offset < all.count {
        if skipped > 0 {
          let passed = min(skipped, all.count - offset)
          skipped -= passed
          offset += passed
          continue
        }
        let rest = UnsafeRawBufferPointer(rebasing: all[offset...])
        guard let end = rest.prefix(Self.headerLimit).firstIndex(of: 0x0A) else {
          return rest.count < Self.headerLimit
        }
        guard let header = header(rest[..<end]) else { return false }
        guard header.isBlob, header.size <= sizeLimit else {
          body(count, header.isBlob ? .tooLarge(header.size) : .missing)
          skipped = header.hasContent ? header.size + 1 : 0
          count += 1
          offset += end + 1
          continue
        }
        let content = end + 1..<end + 1 + header.size
        guard content.upperBound < rest.count else { return true }
        body(count, .content(UnsafeRawBufferPointer(rebasing: rest[content])))
        count += 1
        offset += content.upperBound + 1
      }
      return true
    }
    pending.append(contentsOf: taken[offset...])
    return isRight
  }

  private static let headerLimit = 128

  /// Reads the line before a blob; nil where it is none, or of another id than the next.
  private func header(_ line: Slice<UnsafeRawBufferPointer>) -> (isBlob: Bool, hasContent: Bool, size: Int)? {
    let start = count * Self.lineLength
    let digits = Self.lineLength - 1
    guard start + digits < input.count, line.count > digits, line.starts(with: input[start..<start + digits]) else {
      return nil
    }
    let words = line.dropFirst(digits).split(separator: 0x20)
    guard words.count == 2 else {
      return words.count == 1 && words[0].elementsEqual("missing".utf8) ? (false, false, 0) : nil
    }
    guard let size = Int(String(decoding: words[1], as: UTF8.self)), size >= 0 else { return nil }
    return (words[0].elementsEqual("blob".utf8), true, size)
  }
}
