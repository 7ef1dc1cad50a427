import LibrettoModel

/// Values as they stand in the tables: JSON.
enum HistoryValue {
  /// Reads a value; nil for what is no JSON, which nothing of ours writes.
  static func read(_ text: String) -> Value? {
    // Most are plain texts, whose JSON is themselves between quotes.
    let bytes = text.utf8
    if bytes.count >= 2, bytes.first == 0x22, bytes.last == 0x22 {
      let inner = bytes.dropFirst().dropLast()
      if !inner.contains(where: { $0 == 0x5C || $0 == 0x22 }) { return Value(.string(String(Substring(inner)))) }
    }
    return try? Value(parsing: text)
  }
}
