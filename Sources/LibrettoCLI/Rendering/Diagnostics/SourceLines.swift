import LibrettoWorkspace

/// The files that findings point into, each read and indexed once.
struct SourceLines {
  /// A file with the places of its lines.
  struct File {
    let bytes: [UInt8]
    let index: LineIndex
  }

  private let sources: (String) -> [UInt8]?
  private var files: [String: File?] = [:]

  init(_ sources: @escaping (String) -> [UInt8]?) { self.sources = sources }

  /// The file at `path`, or nil where it cannot be read.
  mutating func file(_ path: String) -> File? {
    if let known = files[path] { return known }
    let file = sources(path).map { File(bytes: $0, index: LineIndex($0)) }
    files[path] = .some(file)
    return file
  }

  /// Where `range` begins and ends in the file at `path`; nil where there is no range or no file.
  mutating func span(of range: SourceRange?, in path: String) -> Span? {
    guard let range, let file = file(path) else { return nil }
    return Span(
      start: file.index.position(at: range.lowerBound), end: file.index.position(at: range.upperBound))
  }

  /// The ends of a range, in every unit; the end is the first place after it.
  struct Span {
    let start: SourcePosition
    let end: SourcePosition
  }
}
