import LibrettoModel

/// One of the versions, read.
final class MergeVersion {
  /// Its lines, each with its line end, without a byte-order mark.
  let bytes: [UInt8]
  /// The lines read.
  let document: Document
  /// The fields, typed by the schema.
  let fields: Value

  /// The log, cut into lines; nil where there is none.
  private(set) lazy var log = document.logLines

  /// Reads a version; `others` are read already, and whose front matter is the same lends its fields.
  init(_ bytes: [UInt8], _ schema: FieldSchema?, like others: [MergeVersion?] = []) {
    self.bytes = bytes
    let document = Document.parse(bytes)
    self.document = document
    let matter = document.frontMatterRange
    let twin = others.lazy.compactMap { $0 }.first { other in
      guard let matter, let range = other.document.frontMatterRange else { return false }
      return matter.count == range.count && bytes[matter] == other.bytes[range]
    }
    fields = twin?.fields ?? document.fields.map { Value($0, as: schema) } ?? Value(.object([]))
  }

  /// The begin of the line of `offset`.
  func lineStart(_ offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// The begin of the line after that of `offset`.
  func nextLine(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return min(end + 1, bytes.count)
  }

  /// The end of the line of `offset`, before its line end.
  func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end > offset && end < bytes.count && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  /// The offset of the first character of the line at `line` that is no space; nil for a blank line.
  func content(_ line: Int) -> Int? {
    var at = line
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    return at >= lineEnd(line) ? nil : at
  }
}
