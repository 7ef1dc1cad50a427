/// Whether a string has a format. A format says nothing of values that are not strings.
public typealias FormatCheck = @Sendable (String) -> Bool

/// The formats of JSON Schema Validation 2020-12, section 7.3, that are checked here.
public enum StandardFormats {
  /// The checks by the names of the formats.
  public static let all: [String: FormatCheck] = [:]
}
