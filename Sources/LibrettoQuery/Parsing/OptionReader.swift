import LibrettoModel

/// Reads what the command line says of a query besides its terms.
struct OptionReader {
  let book: Book
  let type: RecordType

  func query(text: String, condition: Condition, options: QueryOptions) throws(QueryError) -> Query {
    var aggregates: [Query.Aggregate] = []
    if options.count { aggregates.append(Query.Aggregate(function: .count, path: nil, option: "--count")) }
    let named: [(Query.Aggregate.Function, [String])] = [
      (.sum, options.sum), (.avg, options.avg), (.min, options.min), (.max, options.max),
    ]
    for (function, lists) in named {
      for list in lists {
        for part in try parts(of: list, option: function.rawValue) {
          aggregates.append(try aggregate(function, part))
        }
      }
    }
    let group = try columns(options.group, option: "group")
    if !group.isEmpty, aggregates.isEmpty {
      aggregates.append(Query.Aggregate(function: .count, path: nil, option: "--count"))
    }
    let isGrouped = !aggregates.isEmpty
    if isGrouped, let columns = options.columns {
      throw QueryError(
        text: "--columns \(columns)", range: 0..<9,
        message: "--columns does not go with --group, --count and the like",
        help: "a grouped answer shows what it groups by and what it works out")
    }
    if let limit = options.limit, limit < 0 {
      throw QueryError(
        text: "--limit \(limit)", range: 8..<8 + "\(limit)".utf8.count, message: "a limit is no less than 0")
    }
    let columns = options.columns == nil ? defaultColumns() : try columns(options.columns, option: "columns")
    return Query(
      text: text, type: type.name, condition: condition, columns: isGrouped ? nil : columns,
      sort: try sort(options.sort, group: group, aggregates: aggregates, isGrouped: isGrouped),
      limit: options.limit,
      group: group, aggregates: aggregates)
  }

  /// A field in an option, with the whole option for errors.
  struct Part {
    var text: String
    var option: String
    var range: Range<Int>
  }

  func parts(of list: String, option name: String) throws(QueryError) -> [Part] {
    let option = "--\(name) \(list)"
    let bytes = Array(option.utf8)
    var parts: [Part] = []
    var start = name.utf8.count + 3
    for index in start...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: ",") {
      var range = start..<index
      while let first = range.first, bytes[first] == 0x20 { range = first + 1..<range.upperBound }
      while let last = range.last, bytes[last] == 0x20 { range = range.lowerBound..<last }
      guard !range.isEmpty else {
        throw QueryError(text: option, range: range, message: "a field is missing here")
      }
      parts.append(Part(text: String(decoding: bytes[range], as: UTF8.self), option: option, range: range))
      start = index + 1
    }
    return parts
  }

  /// The field that a part names.
  func path(_ part: Part) throws(QueryError) -> FieldPath {
    do throws(Fault) {
      var parser = QueryParser(part.option, from: part.range.lowerBound)
      let syntax = try parser.path()
      guard parser.position == part.range.upperBound else {
        throw Fault(
          parser.position..<max(parser.position, part.range.upperBound),
          "a field is expected here and nothing more")
      }
      let path = try ConditionResolver(book: book).path(syntax, in: .records([type]))
      switch path.leaf {
      case .text:
        throw Fault(path.range, "the whole text of a record is for conditions only", help: "write text~word")
      case .logLines:
        throw Fault(
          path.range, "the log is no value", help: "name log.kind, log.at, log.by, log.text or log.count")
      default: return path
      }
    } catch {
      throw error.error(in: part.option)
    }
  }

  /// The field or built-in word of this name, which is known to exist.
  func path(named name: String, isOwnField: Bool = false) throws(QueryError) -> FieldPath {
    let segment = PathSyntax.Segment(name: name, range: 0..<name.utf8.count)
    let syntax = PathSyntax(segments: [segment], isOwnField: isOwnField, range: segment.range)
    do throws(Fault) {
      return try ConditionResolver(book: book).path(syntax, in: .records([type]))
    } catch {
      throw error.error(in: name)
    }
  }

  private func columns(_ list: String?, option: String) throws(QueryError) -> [Query.Column] {
    guard let list else { return [] }
    var columns: [Query.Column] = []
    for part in try parts(of: list, option: option) {
      columns.append(Query.Column(path: try path(part), option: part.option))
    }
    return columns
  }

  private func aggregate(_ function: Query.Aggregate.Function, _ part: Part) throws(QueryError)
    -> Query.Aggregate
  {
    let path = try path(part)
    let isAddable = [.number, .money, .any].contains(path.kind)
    let isOrdered = isAddable || [.date, .dateTime, .time, .duration].contains(path.kind)
    let isMin = function == .min || function == .max
    guard isMin ? isOrdered : isAddable else {
      throw QueryError(
        text: part.option, range: part.range, message: "\(path.name) has no \(isMin ? "order" : "sum")",
        help: isMin ? "numbers, money, dates and durations have" : "numbers and money have")
    }
    return Query.Aggregate(function: function, path: path, option: part.option)
  }
}
