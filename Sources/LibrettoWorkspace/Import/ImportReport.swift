public import LibrettoMerge
public import LibrettoModel

/// What an import did, or would do.
public struct ImportReport: Sendable {
  /// The type of the records.
  public let type: RecordType
  /// What became of each row, in the order of the file.
  public let rows: [ImportedRow]
  /// Columns of the file that went nowhere.
  public let ignoredColumns: [String]
  /// What is worth knowing besides: replacements that met no cell, a folder that grows too large.
  public let notes: [String]
  /// Whether records were written.
  public let isWritten: Bool
  /// The file with the rows in error; nil where none was written.
  public let rejectsPath: String?

  /// The rows that make a record, and where it lies.
  public var created: [ImportedRow] { rows.filter { if case .created = $0.outcome { true } else { false } } }
  /// The rows that change a record.
  public var changed: [ImportedRow] { rows.filter { if case .changed = $0.outcome { true } else { false } } }
  /// The rows whose record says the same already.
  public var unchanged: [ImportedRow] { rows.filter { $0.outcome == .unchanged } }
  /// The rows in error.
  public var refused: [ImportedRow] { rows.filter { $0.outcome == .refused } }
  /// The rows that are imported although something in them is wrong.
  public var kept: [ImportedRow] { rows.filter { $0.outcome != .refused && !$0.reasons.isEmpty } }

  /// The reasons of refused and kept rows; see `reasons(of:)`.
  public var reasons: [(reason: ImportReason, rows: [Int])] { reasons(of: rows) }

  /// The reasons of these rows with the numbers of the rows, those that many rows share told once, the most frequent
  /// first.
  public func reasons(of rows: [ImportedRow]) -> [(reason: ImportReason, rows: [Int])] {
    var order: [ImportReason] = []
    var numbers: [ImportReason: [Int]] = [:]
    for row in rows {
      for reason in row.reasons {
        if numbers[reason] == nil { order.append(reason) }
        numbers[reason, default: []].append(row.number)
      }
    }
    var places: [ImportReason: Int] = [:]
    for (place, reason) in order.enumerated() { places[reason] = place }
    let shared: [(reason: ImportReason, rows: [Int])] = order.map { ($0, numbers[$0] ?? []) }
    return shared.sorted { a, b in
      a.rows.count == b.rows.count
        ? places[a.reason, default: 0] < places[b.reason, default: 0] : a.rows.count > b.rows.count
    }
  }
}

/// What became of a row.
public struct ImportedRow: Sendable {
  /// Its number, counted from 1 without the header.
  public let number: Int
  /// The line of the file on which it begins.
  public let line: Int
  /// The record that it is; nil where it is refused.
  public let record: RecordReference?
  /// The record's file from the book's root; nil where the row is refused.
  public let path: String?
  /// What became of it.
  public let outcome: Outcome
  /// What is wrong with it.
  public let reasons: [ImportReason]

  /// What became of a row.
  public enum Outcome: Hashable, Sendable {
    case created, unchanged, refused
    /// The fields that it changes.
    case changed([FieldChange])
  }
}

/// Why a row is refused, or would be.
public struct ImportReason: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, without a full stop: `there is no product "GTXPro"`.
  public let message: String
  /// What to do.
  public let help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }

  /// Message and help on one line.
  public var description: String { help.map { "\(message) – \($0)" } ?? message }
}

/// How far an import is.
public struct ImportProgress: Sendable {
  /// What is done at the moment.
  public enum Phase: String, Sendable { case reading, writing }
  /// What is done at the moment.
  public let phase: Phase
  /// How many rows, or files, are done.
  public let done: Int
  /// How many there are.
  public let total: Int
}
