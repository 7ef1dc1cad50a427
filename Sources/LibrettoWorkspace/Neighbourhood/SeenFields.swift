import LibrettoModel
import LibrettoQuery

/// The fields of a record by which others are judged, or it by others: what must not stand twice, and what gates look at
/// along links. A change of any other field is judged by the record, and by what it links to.
struct SeenFields {
  private let gates: Set<String>

  /// Nil where gates look at more than fields.
  init?(_ book: Book) {
    guard let gates = Gates.fields(of: book, where: \.looksAtOthers) else { return nil }
    self.gates = gates
  }

  /// Whether changes leave them as they were, and the records' names too.
  func areUntouched(by changes: [(old: Record?, new: Record?)]) -> Bool {
    changes.allSatisfy { old, new in
      guard let old, let new, old.path == new.path, old.type === new.type, old.aliases == new.aliases else {
        return false
      }
      return old.type.uniqueFields.allSatisfy { $0.keys(of: old) == $0.keys(of: new) }
        && gates.allSatisfy { old[$0] == new[$0] }
    }
  }
}
