import LibrettoMerge
public import LibrettoModel

/// What a person chooses for one conflict or for a whole file: `stage=theirs`, `owner=tom`, `body:2=ours`, `theirs`.
public struct ConflictChoice: Sendable, Equatable {
  /// Which side.
  public enum Side: String, Sendable { case ours, theirs, base }

  /// What is taken.
  public enum Taking: Sendable, Equatable {
    /// What a side has.
    case side(Side)
    /// A value of its own, as typed; empty: the field goes.
    case value(String)
  }

  /// The field, `log`, `body`, `text`, or `id` or `place` of a record that both sides moved; nil: the whole file.
  public let subject: String?
  /// Of several conflicts in log or body, which; nil: all.
  public let number: Int?
  /// What is taken.
  public let taking: Taking

  /// Reads a choice as typed.
  public init(_ argument: String) throws(WorkspaceError) {
    if let side = Side(rawValue: argument) {
      (subject, number, taking) = (nil, nil, .side(side))
      return
    }
    guard let equals = argument.firstIndex(of: "=") else {
      throw WorkspaceError(
        .usage, "\"\(visible(argument))\" chooses nothing",
        help: "write ours or theirs for a whole record, or stage=ours, stage=theirs, stage=sql")
    }
    let name = argument[..<equals]
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, parts.count <= 2, !first.hasSuffix("+"), !first.hasSuffix("-") else {
      throw WorkspaceError(
        .usage, "\"\(visible(argument))\" names no conflict", help: "write it as stage=theirs, or body:2=ours")
    }
    if parts.count == 2 {
      guard let count = Int(parts[1]), count > 0 else {
        throw WorkspaceError(
          .usage, "\"\(visible(String(parts[1])))\" is no number of a conflict", help: "write it as body:2=ours")
      }
      number = count
    } else {
      number = nil
    }
    subject = String(first)
    let text = String(argument[argument.index(after: equals)...])
    taking = Side(rawValue: text).map { .side($0) } ?? .value(text)
  }
}

/// What resolving conflicts of one file came to.
public struct ResolveOutcome: Sendable {
  /// What people call the record or file.
  public let displayName: String
  /// How many of its conflicts were resolved now.
  public let resolved: Int
  /// What is left of it.
  public let left: [BookConflict]
  /// Whether the file is marked as resolved in Git's index.
  public let isMarked: Bool
  /// How many conflicts are left in all of the book, this file included.
  public let leftInAll: Int
  /// What is wrong with the record, once no conflict is left in it.
  public let findings: [Diagnostic]
}
