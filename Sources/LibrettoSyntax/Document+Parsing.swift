extension Document {
  /// Reads a file. Never fails: what is wrong is in `issues`.
  public static func parse(_ bytes: [UInt8], limits: Limits = .standard) -> Document {
    Document(bytes: bytes, frontMatter: nil, frontMatterRange: nil, bodyRange: 0..<bytes.count,
      hasByteOrderMark: false, lineEnding: .lf, issues: [], limits: limits)
  }
  /// Every line under `## Log`, in the order of the file.
  public var log: [LogLine] { [] }
  /// Every link in the body and the front matter's scalars, in the order of the file.
  public var wikiLinks: [WikiLink] { [] }
}
