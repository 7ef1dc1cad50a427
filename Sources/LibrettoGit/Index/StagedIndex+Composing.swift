extension StagedIndex {
  /// The new file, with its checksum.
  func composed() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(image.bytes.count + edits.count * 160)
    output += image.bytes[..<12]
    let count = composeEntries(into: &output)
    output.replaceSubrange(8..<12, with: IndexImage.bytes(UInt32(count)))
    let isSameLayout = output.count == image.entries.upperBound && count == image.count
    composeExtensions(into: &output, isSameLayout: isSameLayout)
    output += output.withUnsafeBytes { Checksum.of($0) }.bytes
    return output
  }

  /// Copies what stays in ranges as long as may be; gives the number of entries.
  private func composeEntries(into output: inout [UInt8]) -> Int {
    var count = image.count
    var copied = 0
    /// The name before, where it is not the old file's any more and the next entry leans on it (version 4).
    var changed: [UInt8]?
    func copy(to position: Int) {
      if let before = changed, copied < position {
        reencode(copied, after: before, into: &output)
        copied += 1
        changed = nil
      }
      guard copied < position else { return }
      output += image.bytes[image.starts[copied]..<image.starts[position]]
      copied = position
    }
    for (path, edit) in edits.sorted(by: { $0.key < $1.key }) {
      let name = Array(path.text.utf8)
      var position = image.position(of: name)
      copy(to: position)
      let before = changed ?? (position > 0 && image.version == 4 ? image.withName(position - 1) { Array($0) } : [])
      let isKnown = image.has(name, at: position)
      if case .forgetSize = edit {
        guard isKnown else { continue }
        let start = output.count
        copy(to: position + 1)
        let field = start + IndexImage.Field.size.rawValue
        output.replaceSubrange(field..<field + 4, with: [0, 0, 0, 0])
        continue
      }
      while image.has(name, at: position) {
        (position, count) = (position + 1, count - 1)
      }
      copied = position
      if case .put(let mode, let id, let status) = edit {
        compose(name, mode, id, status, after: before, into: &output)
        count += 1
        changed = image.version == 4 && !isKnown ? name : nil
      } else if case .conflict(let stages) = edit {
        var previous = before
        for (stage, leaf) in [(1, stages.base), (2, stages.ours), (3, stages.theirs)] {
          guard let leaf else { continue }
          compose(name, leaf.mode, leaf.id, IndexStatus(nil), stage: stage, after: previous, into: &output)
          (previous, count) = (name, count + 1)
        }
        changed = image.version == 4 && !isKnown ? name : nil
      } else if isKnown, image.version == 4 {
        changed = before
      }
    }
    copy(to: image.count)
    return count
  }

  private func compose(
    _ name: [UInt8], _ mode: FileMode, _ id: ObjectID, _ status: IndexStatus, stage: Int = 0, after before: [UInt8],
    into output: inout [UInt8]
  ) {
    let start = output.count
    output += IndexImage.fields(mode, id, status, nameLength: name.count, stage: stage)
    guard image.version < 4 else { return Self.abbreviate(name, after: before, into: &output) }
    output += name
    output += repeatElement(0, count: 8 - (output.count - start) % 8)
  }

  /// An old entry of version 4, whose name follows another one now.
  private func reencode(_ position: Int, after before: [UInt8], into output: inout [UInt8]) {
    let start = image.starts[position]
    let isExtended = image.bytes[start + IndexImage.Field.flags.rawValue] & 0x40 != 0
    output += image.bytes[start..<start + (isExtended ? 64 : 62)]
    Self.abbreviate(image.withName(position) { Array($0) }, after: before, into: &output)
  }

  /// How many bytes of the name before go, and what comes in their place.
  private static func abbreviate(_ name: [UInt8], after before: [UInt8], into output: inout [UInt8]) {
    let common = zip(before, name).prefix { $0 == $1 }.count
    var value = before.count - common
    var length = [UInt8(value & 0x7F)]
    while value > 0x7F {
      value = value >> 7 - 1
      length.append(UInt8(value & 0x7F) | 0x80)
    }
    output += length.reversed()
    output += name[common...]
    output.append(0)
  }

  /// The extensions that hold for the new entries too. Left out, as Git allows, and as libgit2 does: the tables that
  /// count entries or tell untracked files, once entries come or go, and what is not known.
  private func composeExtensions(into output: inout [UInt8], isSameLayout: Bool) {
    let end = output.count
    var summary = Checksum()
    var hasSummary = false
    for (signature, content) in image.extensions {
      var bytes = Array(image.bytes[content])
      switch String(decoding: signature, as: UTF8.self) {
      case "TREE":
        // One that cannot be read is none.
        guard var tree = CacheTree(bytes) else { continue }
        for folder in changedFolders { tree.invalidate(folder.text.utf8.split(separator: 0x2F).map { Array($0) }) }
        bytes = tree.bytes
      case "REUC": break
      case "UNTR", "FSMN", "IEOT": guard isSameLayout else { continue }
      case "EOIE":
        hasSummary = true
        continue
      default: continue
      }
      let header = signature + IndexImage.bytes(UInt32(bytes.count))
      header.withUnsafeBytes { summary.add($0) }
      output += header
      output += bytes
    }
    // Where the entries end, so that Git's threads may begin with what follows; it is the last.
    guard hasSummary else { return }
    output += Array("EOIE".utf8) + IndexImage.bytes(24) + IndexImage.bytes(UInt32(end))
    output += summary.finish().bytes
  }

  /// The folders in which entries change.
  private var changedFolders: Set<PathBytes> {
    Set(
      edits.compactMap { path, edit in
        if case .forgetSize = edit { return nil }
        let end = path.text.utf8.lastIndex(of: 0x2F) ?? path.text.startIndex
        return PathBytes(String(path.text[..<end]))
      })
  }
}
