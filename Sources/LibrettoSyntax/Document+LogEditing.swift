extension Document {
  /// The document with a line, given without its line end, added to the log. It goes among the entries by its
  /// date where they are sorted, newest first or last as they are; a log with less than two entries is newest
  /// first. A missing `## Log` is made at the file's end.
  public func addingLogEntry(_ line: String) throws(EditError) -> Document {
    try checkReadable()
    let bytesOfLine = Array(line.utf8)
    let wanted = bytesOfLine.withUnsafeBufferPointer { buffer -> LogEntry? in
      guard !buffer.contains(0x0A), !buffer.contains(0x0D), !buffer.contains(0) else { return nil }
      var reader = LogLineReader(bytes: buffer, position: 0, range: 0..<buffer.count)
      if case .entry(let entry) = reader.read() { return entry }
      return nil
    }
    guard let wanted else { throw .cannotBeWritten(line) }
    let old = log
    let edit = logEdit(adding: line, wanted)
    let result = applying([edit])
    guard result.frontMatterRange == frontMatterRange, result.issues.count == issues.count else {
      throw .changedSomethingElse
    }
    var texts = old.map { Array(bytes[$0.range]) }
    let newTexts = result.log.map { Array(result.bytes[$0.range]) }
    let index = zip(texts, newTexts).prefix { $0 == $1 }.count
    texts.insert(bytesOfLine, at: index)
    guard texts == newTexts else { throw .changedSomethingElse }
    return result
  }

  private func logEdit(adding line: String, _ entry: LogEntry) -> TextEdit {
    let end = lineEnding.rawValue
    let source = SourceText(bytes: bytes)
    guard let section = logSection else {
      var text = "## Log" + end + end + line + end
      if !bodyRange.isEmpty {
        let lastLine = bytes.last == 0x0A ? "" : end
        let isBlank =
          bytes.count >= 2 && bytes.last == 0x0A
          && source.lineEnd(source.lineStart(bytes.count - 1)) == source.lineStart(bytes.count - 1)
        text = lastLine + (isBlank ? "" : end) + text
      } else if !bytes[..<bodyRange.lowerBound].isEmpty {
        text =
          (bytes.last == 0x0A || bodyRange.lowerBound <= 3 ? "" : end) + (frontMatterRange == nil ? "" : end)
          + text
      }
      return TextEdit(range: bytes.count..<bytes.count, text: text)
    }
    let entries = section.lines.compactMap { line in
      if case .entry(let entry) = line { entry } else { nil }
    }
    guard let first = entries.first, let last = entries.last else {
      return insertingFirst(line, under: section, source)
    }
    if first.sortKey < last.sortKey {
      if let before = entries.last(where: { $0.sortKey <= entry.sortKey }) {
        return insertingAfter(before.range, line, source)
      }
      return TextEdit(range: first.range.lowerBound..<first.range.lowerBound, text: line + end)
    }
    if let after = entries.first(where: { $0.sortKey <= entry.sortKey }) {
      return TextEdit(range: after.range.lowerBound..<after.range.lowerBound, text: line + end)
    }
    return insertingAfter(last.range, line, source)
  }

  private func insertingAfter(_ range: SourceRange, _ line: String, _ source: SourceText) -> TextEdit {
    let next = source.nextLine(range.upperBound)
    let end = lineEnding.rawValue
    if next == bytes.count, bytes.last != 0x0A { return TextEdit(range: next..<next, text: end + line) }
    return TextEdit(range: next..<next, text: line + end)
  }

  /// The first entry of a log that has none.
  private func insertingFirst(_ line: String, under section: LogSection, _ source: SourceText) -> TextEdit {
    let end = lineEnding.rawValue
    let next = source.nextLine(section.heading.upperBound)
    if next == bytes.count, bytes.last != 0x0A { return TextEdit(range: next..<next, text: end + end + line) }
    guard next < section.end, source.lineEnd(next) == next else {
      let needsBlank = next < bytes.count
      return TextEdit(range: next..<next, text: end + line + end + (needsBlank ? end : ""))
    }
    let after = source.nextLine(next)
    let needsBlank = after == section.end && after < bytes.count
    return TextEdit(range: after..<after, text: line + end + (needsBlank ? end : ""))
  }
}

extension LogEntry {
  /// The local time as one number that sorts.
  fileprivate var sortKey: Int {
    let day = (date.year * 12 + date.month) * 31 + date.day
    guard let time else { return day * 86_400 }
    return day * 86_400 + time.hour * 3600 + time.minute * 60 + (time.second ?? 0)
  }
}
