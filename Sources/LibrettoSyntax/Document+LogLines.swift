extension Document {
  /// Where the log lies: the line `## Log` without its line end, what lies under it line by line, blank lines aside,
  /// and where the next heading begins or the file ends; nil where there is no log.
  public var logLines: (heading: SourceRange, lines: [LogLine], end: Int)? {
    logSection.map { ($0.heading, $0.lines, $0.end) }
  }
}
