#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// A string that equals another only by the same code points. Swift's own `==` compares by canonical
/// equivalence, under which a composed and a decomposed `é` are one; in JSON they are two.
struct ExactString: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactString, right: ExactString) -> Bool { left.text.isIdentical(to: right.text) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether both hold the same code points.
  func isIdentical(to other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    let answer = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        count == 0 || memcmp(left.baseAddress!, right.baseAddress!, count) == 0
      }
    }
    return answer.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }
}
