public import LibrettoModel

extension Query {
  /// Reads a query from its words as the shell split them, the first of which is a type's name or the last
  /// part of its folder. The words mean the same as all of them in one. Every field and value is looked up in
  /// the book.
  public static func parse(
    _ words: [String], in book: Book, options: QueryOptions = QueryOptions()
  ) throws(QueryError) -> Query {
    let text = words.joined(separator: " ")
    let type: RecordType
    let condition: Condition
    do throws(Fault) {
      var parser = QueryParser(text)
      type = try recordType(&parser, in: book)
      let syntax = try parser.parse()
      let root = try ConditionResolver(book: book).condition(syntax, in: .records([type]))
      condition = Condition(text: text, type: type.name, root: root)
    } catch {
      throw error.error(in: text)
    }
    return try OptionReader(book: book, type: type).query(text: text, condition: condition, options: options)
  }

  /// Reads terms without a type, as in gates and `--where`. A name alone means "is present" where
  /// `bareFieldMeansPresent` says so, and is an error otherwise.
  public static func parseCondition(
    _ text: String, of type: RecordType, in book: Book, bareFieldMeansPresent: Bool = false
  ) throws(QueryError) -> Condition {
    do throws(Fault) {
      var parser = QueryParser(text, allowsBareNames: bareFieldMeansPresent)
      let syntax = try parser.parse()
      if case .all(let terms) = syntax, terms.isEmpty {
        throw Fault(
          0..<text.utf8.count, "there is no condition", help: "write a term such as stage:mql or has:email")
      }
      let root = try ConditionResolver(book: book).condition(syntax, in: .records([type]))
      return Condition(text: text, type: type.name, root: root)
    } catch {
      throw error.error(in: text)
    }
  }

  /// The type that the first word names; the position is past it.
  private static func recordType(_ parser: inout QueryParser, in book: Book) throws(Fault) -> RecordType {
    parser.skipBlanks()
    let start = parser.position
    let end = parser.endOfWord(from: start)
    let name = parser.text(start..<end)
    let known = book.types.map(\.plural)
    guard !name.isEmpty else {
      throw Fault(
        start..<end, "a query begins with a record type", help: "one of \(known.joined(separator: ", "))")
    }
    guard let type = book.type(named: name) else {
      let isTerm = name.contains { ":~=".contains($0) }
      if isTerm {
        throw Fault(
          start..<end, "a query begins with a record type",
          help: "write \(known.first ?? "leads") \(name), or another of \(known.joined(separator: ", "))")
      }
      let near = nearest(to: name, among: book.typeNames)
      var help = "expected one of \(known.joined(separator: ", "))"
      if let near { help = "did you mean \"\(near)\"?\n      " + help }
      throw Fault(start..<end, "unknown record type \"\(name)\"", help: help)
    }
    parser.position = end
    return type
  }
}
