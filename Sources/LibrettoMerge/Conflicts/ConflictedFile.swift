public import LibrettoModel

/// A file with conflict markers, read back: which field each conflict is about, and what the sides say.
///
/// ```swift
/// let file = ConflictedFile(bytes)
/// for region in file.regions { print(region.subject, file.text(of: region.ours)) }
/// let resolved = try file.resolving([0: .theirs])
/// ```
public struct ConflictedFile: Sendable {
  /// The file as it is.
  public let bytes: [UInt8]
  /// The conflicts, in the order of the file.
  public let regions: [ConflictRegion]
  /// Marker lines that belong to no whole conflict, such as one whose end was deleted; a person must look at them.
  public let strayMarkers: [SourceRange]
  /// The length of the markers.
  public let markerSize: Int

  /// Reads a file whose markers are `markerSize` characters long; one without conflicts has no regions.
  ///
  /// - Parameter markerSize: nil: 7, and where the file has no such markers, the length of those that it has: Git writes longer
  ///   ones around a record that both sides renamed, and where `.gitattributes` says `conflict-marker-size`
  public init(_ bytes: [UInt8], markerSize: Int? = nil) {
    self.bytes = bytes
    var scan = MarkerScan(bytes, size: markerSize ?? 7)
    var size = markerSize ?? 7
    if markerSize == nil, scan.isEmpty {
      for longer in MarkerScan.sizes(in: bytes) where longer > 7 && scan.isEmpty {
        (scan, size) = (MarkerScan(bytes, size: longer), longer)
      }
      if scan.isEmpty { size = 7 }
    }
    self.markerSize = size
    strayMarkers = scan.stray
    regions = scan.found.isEmpty ? [] : RegionSubjects(bytes, scan.found).regions
  }

  /// The conflicts about that field, or about something within it or around it: `next` and `next.due` both find a
  /// conflict about `next.due`.
  public func regions(about field: String) -> [Int] {
    regions.indices.filter { index in
      regions[index].fields.contains {
        $0 == field || $0.hasPrefix(field + ".") || field.hasPrefix($0 + ".")
      }
    }
  }

  /// The lines of a side as text.
  public func text(of range: SourceRange) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
