import LibrettoModel

/// Finds what each conflict of a file is about: the file is read with all conflicts resolved by one side, and then by
/// the other for what the first removed.
struct RegionSubjects {
  let regions: [ConflictRegion]

  init(_ bytes: [UInt8], _ found: [MarkerScan.Found]) {
    let ours = Side(bytes, found) { $0.ours }
    let theirs = Side(bytes, found) { $0.theirs }
    let base = Side(bytes, found) { $0.base ?? $0.ours.upperBound..<$0.ours.upperBound }
    regions = found.indices.map { index in
      let one = found[index]
      var fields: [String] = []
      for side in [ours, theirs, base] {
        for field in side.fields(at: side.places[index]) where !fields.contains(field) { fields.append(field) }
      }
      return ConflictRegion(
        subject: Self.subject(fields, isLog: ours.isLog(index) || theirs.isLog(index)), fields: fields,
        range: one.range, ours: one.ours, base: one.base, theirs: one.theirs, labels: one.labels)
    }
  }

  /// The field that holds all of them, else the first.
  private static func subject(_ fields: [String], isLog: Bool) -> MergeConflict.Subject {
    guard var common = fields.first?.split(separator: ".")[...] else { return isLog ? .log : .body }
    for field in fields.dropFirst() {
      let parts = field.split(separator: ".")
      common = common.prefix(zip(common, parts).prefix { $0 == $1 }.count)
    }
    return .field(common.isEmpty ? fields[0] : common.joined(separator: "."))
  }

  /// The file resolved by one side, and where the conflicts' lines came to lie in it.
  private struct Side {
    var places: [SourceRange] = []
    let document: Document
    let log: SourceRange?

    init(_ bytes: [UInt8], _ found: [MarkerScan.Found], _ lines: (MarkerScan.Found) -> SourceRange) {
      var text: [UInt8] = []
      var copied = 0
      for one in found {
        text += bytes[copied..<one.range.lowerBound]
        let start = text.count
        text += bytes[lines(one)]
        places.append(start..<text.count)
        copied = one.range.upperBound
      }
      text += bytes[copied...]
      document = Document.parse(text)
      log = document.logLines.map { $0.heading.upperBound..<$0.end }
    }

    /// Whether the lines lie under `## Log`.
    func isLog(_ index: Int) -> Bool {
      guard let log else { return false }
      return log.contains(places[index].lowerBound)
        || places[index].isEmpty && places[index].lowerBound == log.upperBound
    }

    /// The innermost fields whose lines lie in `range` or around it.
    func fields(at range: SourceRange) -> [String] {
      guard let root = document.fields, let matter = document.frontMatterRange, !range.isEmpty,
        range.lowerBound < matter.upperBound
      else { return [] }
      return Self.fields(in: root, "", range, document.bytes)
    }

    private static func fields(
      in node: YAMLNode, _ prefix: String, _ range: SourceRange, _ bytes: [UInt8]
    ) -> [String] {
      var found: [String] = []
      for (key, value) in node.entries {
        let start = lineStart(bytes, key.range.lowerBound)
        let end = max(value.linesEnd, key.range.upperBound)
        guard start < range.upperBound, end >= range.lowerBound else { continue }
        let name = prefix + key.text
        let nested =
          value.kind == .mapping && !value.isFlow && value.range.lowerBound > range.lowerBound
            || value.kind == .mapping && !value.isFlow && start < range.lowerBound
          ? fields(in: value, name + ".", range, bytes) : []
        // The region holds the key's own line: the whole field is meant.
        found += start >= range.lowerBound || nested.isEmpty ? [name] : nested
      }
      return found
    }

    private static func lineStart(_ bytes: [UInt8], _ offset: Int) -> Int {
      var start = offset
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      return start
    }
  }
}
