public import LibrettoModel

/// A query kept under a name in `views/`.
public struct SavedView: Sendable, Hashable {
  /// The file's stem: `hot-leads`.
  public let name: String
  /// What the view shows, for people; nil where the file does not say.
  public let title: String?
  /// The query.
  public let query: Query

  /// Whether the file at `path`, from the book's root, is a view's.
  public static func isView(path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "views", !parts[1].hasPrefix(".") else { return false }
    return path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  /// Reads a view's file. Findings are LB010, each at its place in the file; with any there is no view.
  public static func read(
    path: String, bytes: [UInt8], in book: Book
  ) -> (view: SavedView?, findings: [Diagnostic]) {
    var reader = SavedViewReader(path: path, book: book)
    let view = reader.read(bytes)
    return (reader.findings.isEmpty ? view : nil, reader.findings)
  }
}

/// Reads one view's file, gathering what is wrong with it.
private struct SavedViewReader {
  let path: String
  let book: Book
  var findings: [Diagnostic] = []

  static let keys = [
    "title", "query", "columns", "sort", "limit", "group", "count", "sum", "avg", "min", "max",
  ]

  init(path: String, book: Book) {
    self.path = path
    self.book = book
  }

  mutating func read(_ bytes: [UInt8]) -> SavedView? {
    let tree = YAMLTree.parse(bytes)
    for issue in tree.issues { tell(issue.message, issue.range, help: issue.help) }
    guard tree.issues.isEmpty else { return nil }
    guard let root = tree.root, root.kind == .mapping else {
      tell("a view is a map with a query", tree.root?.range, help: "write query: leads stage:mql")
      return nil
    }
    let value = Value(root, as: nil)
    for member in value.members ?? [] where !Self.keys.contains(member.key) {
      tell(
        "unknown key \"\(member.key)\"", member.keyRange,
        help: nearest(to: member.key, among: Self.keys).map { "did you mean \"\($0)\"?" }
          ?? "expected one of \(Self.keys.joined(separator: ", "))")
    }
    let options = options(value)
    let title = text(value, "title")
    guard let written = text(value, "query"), let queryRange = value["query"]?.range else {
      if value["query"] == nil {
        tell("the view has no query", root.range, help: "write query: leads stage:mql")
      }
      return nil
    }
    guard findings.isEmpty else { return nil }
    do throws(QueryError) {
      let query = try Query.parse([written], in: book, options: options)
      let file = path.split(separator: "/").last ?? ""
      let name = String(file.prefix { $0 != "." })
      return SavedView(name: name, title: title, query: query)
    } catch {
      let range =
        error.text == written
        ? error.place(in: written, at: queryRange) : place(of: error, in: value)
      tell(error.message, range, help: error.help)
      return nil
    }
  }

  private mutating func options(_ value: Value) -> QueryOptions {
    var options = QueryOptions(
      columns: list(value, "columns"), sort: list(value, "sort"), group: text(value, "group"),
      sum: text(value, "sum").map { [$0] } ?? [], avg: text(value, "avg").map { [$0] } ?? [],
      min: text(value, "min").map { [$0] } ?? [], max: text(value, "max").map { [$0] } ?? [])
    if let limit = value["limit"] {
      options.limit = limit.number?.intValue
      if options.limit.map({ $0 < 0 }) ?? true { tell("a limit is a whole number from 0", limit.range) }
    }
    if let count = value["count"] {
      options.count = count.boolean ?? false
      if count.boolean == nil { tell("count is true or false", count.range) }
    }
    return options
  }

  private mutating func text(_ value: Value, _ key: String) -> String? {
    guard let found = value[key] else { return nil }
    guard let text = found.text, !text.isEmpty else {
      tell("\(key) is a text", found.range)
      return nil
    }
    return text
  }

  /// A list of fields, or one text with commas, as the command line has it.
  private mutating func list(_ value: Value, _ key: String) -> String? {
    guard let found = value[key] else { return nil }
    if let text = found.text, !text.isEmpty { return text }
    let texts = found.elements?.compactMap(\.text) ?? []
    guard !texts.isEmpty, texts.count == found.elements?.count else {
      tell("\(key) is a list of fields", found.range)
      return nil
    }
    return texts.joined(separator: ",")
  }

  /// The value of the key that an error in an option is about.
  private func place(of error: QueryError, in value: Value) -> Range<Int>? {
    let option = error.text.split(separator: " ").first.map { String($0.dropFirst(2)) } ?? ""
    return (value[option] ?? value["query"])?.range
  }

  private mutating func tell(_ message: String, _ range: Range<Int>?, help: String? = nil) {
    findings.append(Diagnostic(.invalidView, message, path: path, range: range, help: help))
  }
}
