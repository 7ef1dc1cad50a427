import Testing

@testable import LibrettoIndex

@Suite struct SchemaTests {
  @Test func theTablesCanBeMade() throws {
    let connection = try IndexConnection(path: ":memory:", mode: .creating)
    try connection.execute(Schema.tables + Schema.indexes + TextIndex.tables)
    #expect(try connection.hasTextIndex())
  }
}
