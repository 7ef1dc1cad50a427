/// Files packed into one text, in txtar's form (golang.org/x/tools/txtar): a line `-- path --` before each file's text.
/// `tools/archive` packs the project's own.
public struct TextArchive: Sendable {
  /// A file of the archive.
  public struct File: Sendable {
    /// The path, parts separated by `/`.
    public let path: String
    /// The text, which ends with a line end.
    public let text: String
  }

  /// The files in the order of the archive.
  public let files: [File]

  /// Reads an archive; what stands before the first file is left out.
  public init(_ bytes: some Sequence<UInt8>) {
    var files: [File] = []
    var path: String?
    var lines: [Substring] = []
    func close() {
      if let path { files.append(File(path: path, text: lines.map { $0 + "\n" }.joined())) }
    }
    let text = String(decoding: Array(bytes), as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("-- "), line.hasSuffix(" --"), line.utf8.count > 6 {
        close()
        path = String(line.dropFirst(3).dropLast(3))
        lines = []
      } else {
        lines.append(line)
      }
    }
    close()
    self.files = files
  }

  /// The text of the file at `path`; nil where there is none.
  public subscript(path: String) -> String? { files.first { $0.path == path }?.text }
}
