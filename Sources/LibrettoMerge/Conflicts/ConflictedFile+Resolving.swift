import LibrettoModel

extension ConflictedFile {
  /// The file with those conflicts resolved, by their number in `regions`; the others keep their markers.
  public func resolving(
    _ resolutions: [Int: ConflictResolution]
  ) throws(ConflictResolutionError) -> [UInt8] {
    var result: [UInt8] = []
    var copied = 0
    for (index, region) in regions.enumerated() {
      guard let resolution = resolutions[index] else { continue }
      result += bytes[copied..<region.range.lowerBound]
      result += try lines(of: index, resolution)
      copied = region.range.upperBound
    }
    return result + bytes[copied...]
  }

  /// The file with every conflict resolved the same way; a region without a known base loses its lines by `.base`.
  func resolvingAll(_ side: MergeSide) -> [UInt8] {
    var result: [UInt8] = []
    var copied = 0
    for region in regions {
      result += bytes[copied..<region.range.lowerBound]
      switch side {
      case .ours: result += bytes[region.ours]
      case .theirs: result += bytes[region.theirs]
      case .base: if let base = region.base { result += bytes[base] }
      }
      copied = region.range.upperBound
    }
    return result + bytes[copied...]
  }

  private func lines(
    of index: Int, _ resolution: ConflictResolution
  ) throws(ConflictResolutionError) -> [UInt8] {
    let region = regions[index]
    switch resolution {
    case .ours: return Array(bytes[region.ours])
    case .theirs: return Array(bytes[region.theirs])
    case .base:
      guard let base = region.base else { throw .baseUnknown }
      return Array(bytes[base])
    case .lines(let lines): return lines
    case .value(let value): return try self.lines(of: index, value)
    }
  }

  /// The region's lines with the field set: all is resolved by one side, the field is set there, and what then stands
  /// in the region's place is taken.
  private func lines(of index: Int, _ value: NewValue) throws(ConflictResolutionError) -> [UInt8] {
    let region = regions[index]
    guard case .field(let field) = region.subject, region.fields.count <= 1, !field.isEmpty else {
      throw .notOneField
    }
    let path = field.split(separator: ".").map { PathComponent.key(String($0)) }
    let isOurs = !region.ours.isEmpty
    var before: [UInt8] = []
    var copied = 0
    var place = 0..<0
    for (number, other) in regions.enumerated() {
      before += bytes[copied..<other.range.lowerBound]
      let start = before.count
      before += bytes[isOurs ? other.ours : other.theirs]
      if number == index { place = start..<before.count }
      copied = other.range.upperBound
    }
    before += bytes[copied...]
    let after: [UInt8]
    do throws(EditError) {
      after = try Document.parse(before).setting(path, to: value).bytes
    } catch { throw .edit(error) }
    let tail = before.count - place.upperBound
    guard after.count - tail >= place.lowerBound, after[..<place.lowerBound] == before[..<place.lowerBound],
      after[(after.count - tail)...] == before[place.upperBound...]
    else { throw .edit(.changedSomethingElse) }
    return Array(after[place.lowerBound..<after.count - tail])
  }
}
