import LibrettoIndex
import LibrettoModel
import LibrettoQuery
import Synchronization

/// What became of fields, read out of history's tables when it is asked for, and once.
final class StoredHistory: FieldHistory {
  private let byFormerIDs: Bool
  private let state: Mutex<State>

  private struct State: ~Copyable {
    let store: HistoryStore
    var known: [Key: [RecordReference: [FieldTransition]]] = [:]
  }

  private struct Key: Hashable {
    let type: String
    let field: String
  }

  /// Reads from a copy of a history that is up to date, or from its file by a connection of its own.
  ///
  /// - Parameter byFormerIDs: whether records are also found by the ids that they had before
  init(_ source: HistorySnapshot, byFormerIDs: Bool) throws(IndexError) {
    self.byFormerIDs = byFormerIDs
    state = Mutex(State(store: try HistoryStore(opening: source)))
  }

  func transitions(of field: String, ofType type: String) throws -> [RecordReference: [FieldTransition]] {
    try state.withLock { state in
      let key = Key(type: type, field: field)
      if let known = state.known[key] { return known }
      var found = try state.store.transitions(of: field, ofType: type)
      for (former, present) in byFormerIDs ? try state.store.formerIDs(ofType: type) : [] {
        let name = RecordReference(type: type, id: former)
        if found[name] == nil { found[name] = found[RecordReference(type: type, id: present)] }
      }
      state.known[key] = found
      return found
    }
  }
}
