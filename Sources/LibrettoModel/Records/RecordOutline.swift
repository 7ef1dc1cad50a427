import JSONSchema
import LibrettoSyntax

/// What is kept of the text of a record that was judged by itself, and is still to be compared with the others.
struct RecordOutline: Sendable {
  /// The wikilinks of the whole text.
  let wikiLinks: [WikiLink]
  /// Where kept values begin that stand in quotes.
  let quotes: [Int]
}

/// Makes outlines of records: with them the rules between records find what they find with the records, and a book of any
/// size takes a fraction of the memory.
public struct RecordOutlines: Sendable {
  /// The fields that are kept, by type; nil for all of them.
  private let kept: [String: [String]?]

  /// Keeps the fields that the rules between a book's records look at, and `others`.
  public init(_ book: Book, and others: Set<String>) {
    var kept: [String: [String]?] = [:]
    for type in book.types {
      kept[type.name] = type.linkFields.names.map { links in
        Array(Set(links + type.uniqueFields.map(\.name) + [type.titleField, "aliases"]).union(others))
      }
    }
    self.kept = kept
  }

  /// The outline of a record.
  public func outline(of record: Record) -> Record {
    var fields = record.fields
    if let names = kept[record.type.name] ?? nil { fields = fields.filter { names.contains($0.key) } }
    var quotes: [Int] = []
    for field in fields { Self.findQuotes(field.value, record.document.bytes, &quotes) }
    return Record(record, fields: fields, outline: RecordOutline(wikiLinks: record.document.wikiLinks, quotes: quotes))
  }

  private static func findQuotes(_ value: Value, _ bytes: [UInt8], _ quotes: inout [Int]) {
    switch value.shape {
    case .string: if let start = value.range?.lowerBound, isQuote(bytes[start]) { quotes.append(start) }
    case .array(let elements): for element in elements { findQuotes(element, bytes, &quotes) }
    case .object(let members): for member in members { findQuotes(member.value, bytes, &quotes) }
    default: break
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// Whether the value that begins at an offset of the record's file stands in quotes.
  static func isQuoted(_ record: Record, at offset: Int) -> Bool {
    record.outline?.quotes.contains(offset) ?? isQuote(record.document.bytes[offset])
  }
}

extension Record {
  /// The wikilinks of its text.
  var wikiLinks: [WikiLink] { outline?.wikiLinks ?? document.wikiLinks }
}
