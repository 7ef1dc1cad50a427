import JSONSchema
import LibrettoModel
import LibrettoSyntax

/// Turns what a person types for a field, or a table's cell, into the value to write: dates may be `+7d` or `today`,
/// links an id, an old id or a title, members `@me`.
struct FieldInput {
  /// The records that links may lead to.
  let catalog: Catalog
  /// Whether the catalog holds only some of the records, so that none is found by its title.
  var isPartial = false
  /// The moment that relative dates count from.
  let now: Instant
  /// The book's zone.
  let zone: TimeZone
  /// The short name of whoever types, where it is known.
  let me: String?

  /// Why a text is no value of the field.
  struct Refusal: Error {
    let message: String
    let help: String?
  }

  private var book: Book { catalog.book }
  private let titles = TitleIndex()

  /// The value of `text` for the field that `schema` describes; nil where the schema says nothing of it.
  func value(_ text: String, for schema: FieldSchema?, named name: String) throws(Refusal) -> NewValue {
    guard let schema else { return Self.untyped(text) }
    switch schema.kind {
    case .list:
      let item = schema.item
      var elements: [NewValue] = []
      for part in try Self.parts(text, of: name) { elements.append(try value(part, for: item, named: name)) }
      return .sequence(elements)
    case .map:
      throw Refusal(
        message: "\(name) has parts of its own",
        help: "set one of \(schema.propertyNames.map { "\(name).\($0)" }.joined(separator: ", "))")
    default:
      return try scalar(text, schema, name)
    }
  }

  private func scalar(_ text: String, _ schema: FieldSchema, _ name: String) throws(Refusal) -> NewValue {
    let text = try mended(text, schema, name)
    let types = schema.declaredTypes ?? []
    let core = CoreScalar(plain: text)
    switch core {
    case .bool where types.contains(.boolean) && !types.contains(.string): return .plain(text)
    case .integer(let digits) where types.contains(.integer) && !types.contains(.string),
      .float(let digits) where types.contains(.number) && !types.contains(.string):
      return .plain(digits)
    default: break
    }
    if types.isEmpty { return Self.untyped(text) }
    guard types.contains(.string) else {
      let expected =
        types.contains(.boolean) ? "true or false" : types.contains(.number) ? "a number" : "a whole number"
      throw Refusal(message: "\(name) wants \(expected), not \"\(visible(text))\"", help: nil)
    }
    // Where the field takes other types too, plain text could be read as one of those.
    return .string(text, declaredString: types == [.string])
  }

  /// The text as it is to be written: dates worked out, names resolved, enumerations checked.
  private func mended(_ text: String, _ schema: FieldSchema, _ name: String) throws(Refusal) -> String {
    switch schema.kind {
    case .date:
      if CivilDate(text) != nil { return text }
      guard let value = DateValue(text, now: now, zone: zone), case let days = value.days(in: zone),
        days.first == days.last
      else {
        throw refusal(schema, text, name)
      }
      return days.first.description
    case .member:
      if text == "@me" {
        guard let me else {
          throw Refusal(
            message: "@me is no member: Git's user.email belongs to none",
            help: "add yourself to libretto.yaml: members:, or set your address: git config user.email you@example.com")
        }
        return me
      }
      let bare = text.hasPrefix("@") ? String(text.dropFirst()) : text
      let members = book.configuration.members
      if let member = members.first(where: { $0.name == bare || $0.fullName == bare })
        ?? book.configuration.member(email: bare)
      {
        return member.name
      }
      throw unknown("member", text, among: members.map(\.name))
    case .stage(let lifecycle):
      guard let stages = book.agreement.lifecycle(lifecycle)?.stages else { return text }
      guard stages.contains(where: { $0.name == text }) else {
        if let same = stages.first(where: { folded($0.name) == folded(text) }) { return same.name }
        throw unknown("stage", text, among: stages.map(\.name))
      }
      return text
    case .link(let types):
      return try link(text, types, name)
    default:
      if let allowed = schema.allowed, !allowed.contains(text) {
        if let same = allowed.first(where: { folded($0) == folded(text) }) { return same }
        throw unknown("value of \(name):", text, among: allowed)
      }
      if let reasons = book.agreement.reasons(for: name), !reasons.contains(text) {
        throw unknown("reason", text, among: reasons)
      }
      if let format = schema.format, let check = Formats.check(format), !check(text) {
        if format == "phone", let mended = PhoneNumber.mended(text, country: nil) { return mended }
        throw refusal(schema, text, name)
      }
      return text
    }
  }

  private func link(_ text: String, _ types: [String], _ name: String) throws(Refusal) -> String {
    if let record = catalog.target(of: text, in: types) { return record.id }
    let parts = text.split(separator: "/").map(String.init)
    if parts.count == 2, let type = book.type(named: parts[0]), types.contains(type.name),
      let record = catalog.target(of: parts[1], in: [type.name])
    {
      return record.id
    }
    guard !isPartial else { throw Refusal(message: "no record near has the id \"\(visible(text))\"", help: nil) }
    let byTitle = titles.titled(text, in: types, of: catalog)
    if byTitle.count == 1 { return byTitle[0].id }
    if byTitle.count > 1 {
      throw Refusal(
        message: "\"\(visible(text))\" is the title of several: \(byTitle.map(\.id).joined(separator: ", "))",
        help: "name it by its id")
    }
    let candidates = catalog.records.lazy.filter { types.contains($0.type.name) }
    let guess = nearest(to: text, among: candidates.map(\.id)) ?? nearest(to: text, among: candidates.map(\.title))
    throw Refusal(
      message: "there is no \(types.joined(separator: " or ")) \"\(visible(text))\"",
      help: guess.map { "did you mean \"\($0)\"?" } ?? "make it with: libretto new \(types.first ?? "") …")
  }

  private func unknown(_ what: String, _ text: String, among known: [String]) -> Refusal {
    Refusal(
      message: "unknown \(what) \"\(visible(text))\"",
      help: nearest(to: text, among: known).map { "did you mean \"\($0)\"?" }
        ?? (known.isEmpty ? nil : "there are \(known.prefix(12).joined(separator: ", "))"))
  }

  private func refusal(_ schema: FieldSchema, _ text: String, _ name: String) -> Refusal {
    let advice = FormatAdvice(format: schema.format ?? "", text: text, country: nil)
    return Refusal(
      message: "\"\(visible(text))\" is no valid \(FormatAdvice.noun(schema.format ?? "value")) for \(name)",
      help: advice.help ?? advice.expectation)
  }

  /// A value for which no schema speaks: what the core schema reads as a number, truth value or null is that.
  static func untyped(_ text: String) -> NewValue {
    if case .string = CoreScalar(plain: text) { return .string(text, declaredString: false) }
    return text.isEmpty ? .string(text, declaredString: false) : .plain(text)
  }

  /// The elements of a list as typed for the field `name`.
  static func parts(_ text: String, of name: String) throws(Refusal) -> [String] {
    do { return try TypedList.elements(of: text) } catch {
      let problem =
        switch error {
        case .unclosedQuote: "a quotation mark in \(name) is not closed"
        case .textAfterQuote: "text follows a closing quotation mark in \(name)"
        }
      throw Refusal(
        message: problem, help: "write it as \"one, element\",another; in quotes, \"\" is a quotation mark")
    }
  }
}
