import LibrettoMerge
import LibrettoModel

extension Rules {
  /// What is wrong with a record by itself; of an unresolved merge one finding a conflict, which names the field.
  static func judge(_ record: Record, in book: Book) -> [Diagnostic] {
    let findings = check(record, in: book)
    guard findings.contains(where: { $0.code == .conflictMarker }) else { return findings }
    let regions = ConflictedFile(record.document.bytes).regions
    return findings.compactMap { finding in
      guard finding.code == .conflictMarker, let place = finding.range?.lowerBound,
        let region = regions.first(where: { $0.range.contains(place) })
      else { return finding }
      // The first marker speaks for the others of its conflict.
      guard place == region.range.lowerBound else { return nil }
      var named = finding
      switch region.subject {
      case .field(let field) where field.isEmpty: break
      case .field(let field):
        named.field = field
        named.message += " about \(visible(field))"
        if isWord(field), isWord(record.id) {
          named.help = "choose: libretto resolve \(record.id) \(field)=ours|theirs, or edit the file"
        }
      case .body: named.message += " in the text"
      case .log: named.message += " in the log"
      }
      return named
    }
  }

  /// Whether a name can be typed in a shell as it is.
  private static func isWord(_ name: String) -> Bool {
    !name.isEmpty && name.first != "-"
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_.".unicodeScalars.contains($0)
      }
  }
}
