import LibrettoModel

/// Why a query, a condition or an option of one cannot be answered, with the place in it.
public struct QueryError: Error, Hashable, Sendable {
  /// The whole query with a blank between its words, or the option at fault: `--sort -scor`.
  public let text: String
  /// The bytes of `text` at fault; empty at its end where something is missing.
  public let range: Range<Int>
  /// What is wrong, in one line, without a full stop: `unknown stage "oportunity"`.
  public let message: String
  /// What to do: `did you mean "opportunity"?`.
  public let help: String?

  /// Makes an error; see the properties for what each part says.
  public init(text: String, range: Range<Int>, message: String, help: String? = nil) {
    self.text = text
    self.range = range
    self.message = message
    self.help = help
  }

  /// The message, the text with the place marked below it, and the help, each on lines of its own, without a
  /// line end after the last. Control characters are made visible.
  public func rendered() -> String {
    let bytes = Array(text.utf8)
    let range = range.clamped(to: 0..<bytes.count)
    func part(_ range: Range<Int>) -> String { visible(String(decoding: bytes[range], as: UTF8.self)) }
    let before = String(repeating: " ", count: displayWidth(part(0..<range.lowerBound)))
    let marks = String(repeating: "^", count: max(1, displayWidth(part(range))))
    var lines = ["error: \(visible(message))", "  \(part(0..<bytes.count))", "  \(before)\(marks)"]
    if let help { lines.append("help: \(visible(help, newlines: .kept))") }
    return lines.joined(separator: "\n")
  }
}

extension QueryError {
  /// The bytes of the error in a file that holds the text as a scalar at `range`: the very place where the scalar stands
  /// there as it is read, quoted or not, else all of it.
  public func place(in scalar: String, at range: Range<Int>?) -> Range<Int>? {
    guard let range, text == scalar else { return range }
    let quotes = range.count - scalar.utf8.count
    guard quotes == 0 || quotes == 2, !self.range.isEmpty else { return range }
    let start = range.lowerBound + quotes / 2
    return start + self.range.lowerBound..<start + self.range.upperBound
  }
}

extension QueryError: CustomStringConvertible {
  /// As ``rendered()``.
  public var description: String { rendered() }
}

/// An error whose text is not known yet where it is found.
struct Fault: Error {
  var range: Range<Int>
  var message: String
  var help: String?

  init(_ range: Range<Int>, _ message: String, help: String? = nil) {
    self.range = range
    self.message = message
    self.help = help
  }

  func error(in text: String) -> QueryError {
    QueryError(text: text, range: range, message: message, help: help)
  }

  /// A name that means nothing: with the nearest one that does, else all of them where they are few.
  static func unknown(
    _ what: String, _ name: String, at range: Range<Int>, among known: [String], of owner: String = ""
  ) -> Fault {
    var help: [String] = []
    if let near = nearest(to: name, among: known) { help.append("did you mean \"\(near)\"?") }
    if !known.isEmpty, known.count <= 12 || help.isEmpty {
      let shown = known.prefix(12).joined(separator: ", ")
      help.append("expected one of \(shown)\(known.count > 12 ? ", …" : "")")
    }
    return Fault(
      range, "unknown \(what) \"\(name)\"\(owner)",
      help: help.isEmpty ? nil : help.joined(separator: "\n      "))
  }
}
