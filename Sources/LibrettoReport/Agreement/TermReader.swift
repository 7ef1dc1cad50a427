import LibrettoModel
import LibrettoQuery

/// Reads the terms of `agreement.yaml`; what the schema of the file said is not told again.
struct TermReader {
  let book: Book
  private(set) var findings: [Diagnostic] = []

  init(book: Book) { self.book = book }

  /// Tells what is wrong with a value.
  mutating func report(_ message: String, at range: Range<Int>?, label: String? = nil, help: String?) {
    findings.append(
      Diagnostic(.invalidTerm, message, path: "agreement.yaml", range: range, label: label, help: help))
  }

  /// Tells of a name that means nothing.
  mutating func reportUnknown(_ what: String, _ value: Value, among known: [String]) {
    let name = value.text ?? ""
    report(
      "unknown \(what) \"\(name)\"", at: value.range,
      label: known.isEmpty ? nil : "expected one of \(known.joined(separator: ", "))",
      help: nearest(to: name, among: known).map { "did you mean \"\($0)\"?" })
  }

  /// Tells of an error in a text of the file.
  mutating func report(_ error: QueryError, in value: Value) {
    report(
      error.message, at: value.text.map { error.place(in: $0, at: value.range) } ?? value.range, label: nil,
      help: error.help)
  }

  /// The record type that a text names.
  mutating func type(_ value: Value?) -> RecordType? {
    guard let value, let name = value.text else { return nil }
    guard let type = book.type(named: name) else {
      reportUnknown("record type", value, among: book.types.map(\.name))
      return nil
    }
    return type
  }

  /// The event that a text describes.
  mutating func event(_ value: Value?, of type: RecordType) -> EventPattern? {
    guard let value, let text = value.text else { return nil }
    do { return try EventPattern(text, of: type, in: book) } catch {
      report(error, in: value)
      return nil
    }
  }

  /// The condition that a text states; false where it cannot be read.
  mutating func condition(_ value: Value?, of type: RecordType) -> (condition: Condition?, isRead: Bool) {
    guard let value, let text = value.text else { return (nil, value == nil) }
    do { return (try Query.parseCondition(text, of: type, in: book, bareFieldMeansPresent: true), true) } catch {
      report(error, in: value)
      return (nil, false)
    }
  }

  /// The members that a list names.
  mutating func members(_ values: [Value]) -> [String] {
    values.compactMap { value in member(value.text, at: value) }
  }

  /// The member of this name.
  mutating func member(_ name: String?, at value: Value) -> String? {
    guard let name else { return nil }
    guard book.configuration.member(name) != nil else {
      reportUnknown("member", value, among: book.configuration.members.map(\.name))
      return nil
    }
    return name
  }
}
