/// What an index says of itself, in `libretto_meta`.
public struct IndexMeta: Hashable, Sendable {
  /// All that decides on what is in the tables; an index with another one is of no use.
  public var shape: [UInt8]
  /// When it was built, in seconds since 1970.
  public var builtAt: Int
  /// Counts up with every change of the records' rows.
  public var generation: Int

  /// Says this.
  public init(shape: [UInt8], builtAt: Int, generation: Int = 0) {
    self.shape = shape
    self.builtAt = builtAt
    self.generation = generation
  }
}

extension IndexConnection {
  /// What the index says of itself. One that says nothing is damaged.
  public func meta() throws(IndexError) -> IndexMeta {
    let statement = try prepare("SELECT key, value FROM libretto_meta")
    var meta = IndexMeta(shape: [], builtAt: 0)
    var found = 0
    while try statement.step() {
      found += 1
      switch statement.text(0) {
      case "shape": meta.shape = statement.withBytes(1) { Array($0) }
      case "built": meta.builtAt = statement.integer(1)
      case "generation": meta.generation = statement.integer(1)
      default: found -= 1
      }
    }
    guard found == 3 else { throw IndexError(.damaged, "the index does not say what it holds") }
    return meta
  }

  /// Makes the index say this of itself.
  public func write(_ meta: IndexMeta) throws(IndexError) {
    let statement = try prepare("INSERT OR REPLACE INTO libretto_meta VALUES (?, ?)")
    statement.bind(1, "shape")
    statement.bind(2, meta.shape)
    try statement.run()
    statement.bind(1, "built")
    statement.bind(2, meta.builtAt)
    try statement.run()
    statement.bind(1, "generation")
    statement.bind(2, meta.generation)
    try statement.run()
  }

  /// Counts the generation up.
  public func countGeneration() throws(IndexError) {
    try execute("UPDATE libretto_meta SET value = value + 1 WHERE key = 'generation'")
  }

  /// How often the records' rows were changed.
  public func generation() throws(IndexError) -> Int {
    guard let value = try integer("SELECT value FROM libretto_meta WHERE key = 'generation'") else {
      throw IndexError(.damaged, "the index does not say what it holds")
    }
    return value
  }
}
