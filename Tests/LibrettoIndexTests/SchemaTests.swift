import GRDB
import Testing

@testable import LibrettoIndex

@Suite struct SchemaTests {
  @Test func theTablesCanBeMade() throws {
    try DatabaseQueue().write { try $0.execute(sql: Schema.tables) }
  }
}
