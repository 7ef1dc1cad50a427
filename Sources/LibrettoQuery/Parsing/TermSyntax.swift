/// A condition as written, before anything is known of its fields.
indirect enum TermSyntax: Sendable {
  /// All of them.
  case all([TermSyntax])
  /// Any of them.
  case any([TermSyntax])
  /// `not:TERM`.
  case not(TermSyntax)
  /// `has:field`.
  case has(PathSyntax)
  /// `no:field`.
  case no(PathSyntax)
  /// `field:a,b`, `field!=a,b`, `field~a,b`.
  case compare(PathSyntax, Operator, [ValueSyntax])
  /// `leads.(stage:mql owner:tom)`.
  case group(PathSyntax, TermSyntax)
  /// A name alone, which a gate reads as "is present".
  case bare(PathSyntax)

  /// What stands between a field and its values.
  enum Operator: Sendable { case equals, differs, contains }
}

/// The name of a field as written: `account.country`, `field."no"`.
struct PathSyntax: Sendable {
  /// The parts between the points.
  var segments: [Segment]
  /// Whether `field."…"` says that the first part is an own field.
  var isOwnField: Bool
  /// Its bytes in the text.
  var range: Range<Int>

  /// A part between two points.
  struct Segment: Sendable {
    var name: String
    var range: Range<Int>
  }

  /// The parts with points between them.
  var name: String { segments.map(\.name).joined(separator: ".") }
}

/// One of the values after an operator.
struct ValueSyntax: Sendable {
  /// A text and its bytes, quotes included.
  struct Part: Sendable {
    var text: String
    var range: Range<Int>
    var isQuoted: Bool
  }

  /// The whole value.
  var whole: Part
  /// What stands on both sides of the first unquoted `..`; nil where there is none. A side may be empty.
  var ends: (low: Part, high: Part)?
}
