import LibrettoModel

/// A piece of the joined file: whole lines, or a choice between some.
enum MergePiece {
  /// Lines that stand.
  case lines([UInt8])
  /// Lines that a person must choose.
  case conflict(Choice)

  /// What a person must choose from. `one` and `other` are the sides in an order that does not depend on which is ours.
  struct Choice {
    var subject: MergeConflict.Subject
    var base: [UInt8]
    var one: [UInt8]
    var other: [UInt8]
    /// The values, as they read in the file; nil where there is none.
    var values: (base: String?, one: String?, other: String?)
  }
}

/// Which of the two sides a piece is asked for.
enum PieceSide { case base, one, other }

extension [MergePiece] {
  /// Whether nothing is left to choose.
  var isClean: Bool { allSatisfy { if case .lines = $0 { true } else { false } } }

  /// All lines, with one side's where there is a choice.
  func resolved(_ side: PieceSide) -> [UInt8] {
    var result: [UInt8] = []
    for piece in self {
      switch piece {
      case .lines(let lines): result += lines
      case .conflict(let choice):
        switch side {
        case .base: result += choice.base
        case .one: result += choice.one
        case .other: result += choice.other
        }
      }
    }
    return result
  }

  /// The pieces with each line run through a change of its own.
  func mapLines(_ change: ([UInt8]) -> [UInt8]) -> [MergePiece] {
    map { piece in
      switch piece {
      case .lines(let lines): return .lines(change(lines))
      case .conflict(var choice):
        (choice.base, choice.one, choice.other) = (change(choice.base), change(choice.one), change(choice.other))
        return .conflict(choice)
      }
    }
  }
}

/// Writes pieces down, with markers where there is a choice.
struct PieceWriter {
  private(set) var bytes: [UInt8] = []
  private(set) var conflicts: [MergeConflict] = []
  let labels: ConflictLabels
  /// Whether the first side of the pieces is theirs.
  let isSwapped: Bool

  init(_ pieces: [MergePiece], labels: ConflictLabels, isSwapped: Bool) {
    (self.labels, self.isSwapped) = (labels, isSwapped)
    for piece in pieces {
      switch piece {
      case .lines(let lines): bytes += lines
      case .conflict(let choice): write(choice)
      }
    }
  }

  private mutating func write(_ choice: MergePiece.Choice) {
    let start = bytes.count
    let values = choice.values
    marker("<", labels.ours)
    append(isSwapped ? choice.other : choice.one)
    marker("|", labels.base)
    append(choice.base)
    marker("=", "")
    append(isSwapped ? choice.one : choice.other)
    marker(">", labels.theirs)
    conflicts.append(
      MergeConflict(
        subject: choice.subject, base: values.base, ours: isSwapped ? values.other : values.one,
        theirs: isSwapped ? values.one : values.other, range: start..<bytes.count))
  }

  private mutating func append(_ lines: [UInt8]) {
    bytes += lines
    if let last = lines.last, last != 0x0A { bytes.append(0x0A) }
  }

  private mutating func marker(_ character: Character, _ label: String) {
    var line = String(repeating: character, count: max(labels.size, 1))
    // A label of several lines would break the marker's.
    let word = label.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
    if !word.isEmpty { line += " " + String(word) }
    bytes += line.utf8
    bytes.append(0x0A)
  }
}
