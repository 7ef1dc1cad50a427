import LibrettoIndex
import LibrettoModel
import LibrettoQuery

extension WorkspaceError {
  /// A statement that cannot be answered, with the place marked below its line.
  init(_ error: SQLError, in sql: [UInt8]) {
    let code: Code =
      switch error.code {
      case .statement, .denied: .usage
      case .limit, .damaged, .failure: .failure
      }
    let help = error.code == .damaged ? "make it anew with: libretto index rebuild" : error.help
    guard let range = error.range else {
      self.init(code, visible(error.message), help: help, cause: error)
      return
    }
    let (line, place) = Self.excerpt(sql, range)
    let marked = WorkspaceError(QueryError(text: line, range: place, message: error.message, help: help))
    self.init(code, marked.message, help: marked.help, cause: error)
  }

  /// The line of a range, of a long one the part around it, and the range in that.
  private static func excerpt(_ sql: [UInt8], _ range: Range<Int>) -> (line: String, place: Range<Int>) {
    let range = range.clamped(to: 0..<sql.count)
    // What is missing at the end is missing behind the last word, not on an empty line.
    var at = range.lowerBound
    if range.isEmpty { while at > 0, sql[at - 1] <= 0x20 { at -= 1 } }
    var start = sql[..<at].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var end = sql[at...].firstIndex(of: 0x0A) ?? sql.count
    func isInside(_ index: Int) -> Bool { index < sql.count && sql[index] & 0xC0 == 0x80 }
    let room = 70
    if end - start > room {
      if at - start > room / 2 {
        start = at - room / 2
        while isInside(start) { start += 1 }
      }
      end = min(end, start + room)
      while isInside(end) { end -= 1 }
    }
    let upper = max(at, min(range.upperBound, end))
    return (String(decoding: sql[start..<max(start, end)], as: UTF8.self), at - start..<upper - start)
  }
}
