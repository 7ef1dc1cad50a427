/// The index's extension `TREE`: the objects of the folders whose entries are as in a tree that is stored, so that Git
/// need not look into them (git, Documentation/gitformat-index).
struct CacheTree {
  /// A folder, in the file's order: the folder itself before its sub-folders.
  struct Folder {
    var name: ArraySlice<UInt8>
    /// How many entries of the index lie in it, at any depth; nil where the object is not known.
    var count: Int?
    var id: ArraySlice<UInt8>
    var folders: [Folder] = []
  }

  private(set) var root: Folder

  /// Reads the extension's content.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    guard let folder = Self.read(&rest, depth: 0), rest.isEmpty else { return nil }
    root = folder
  }

  private static func read(_ rest: inout ArraySlice<UInt8>, depth: Int) -> Folder? {
    guard depth < 256, let name = take(&rest, upTo: 0), let count = take(&rest, upTo: 0x20),
      let folders = take(&rest, upTo: 0x0A), let entryCount = Int(String(decoding: count, as: UTF8.self)),
      let folderCount = Int(String(decoding: folders, as: UTF8.self)), folderCount >= 0, folderCount <= rest.count
    else { return nil }
    var folder = Folder(name: name, count: entryCount < 0 ? nil : entryCount, id: [])
    if folder.count != nil {
      guard rest.count >= 20 else { return nil }
      folder.id = rest.prefix(20)
      rest.removeFirst(20)
    }
    folder.folders.reserveCapacity(folderCount)
    for _ in 0..<folderCount {
      guard let inner = read(&rest, depth: depth + 1) else { return nil }
      folder.folders.append(inner)
    }
    return folder
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, upTo end: UInt8) -> ArraySlice<UInt8>? {
    guard let place = rest.firstIndex(of: end) else { return nil }
    defer { rest = rest[(place + 1)...] }
    return rest[..<place]
  }

  /// Forgets the objects of the folders down to the one with these names.
  mutating func invalidate(_ names: [[UInt8]]) { Self.invalidate(&root, names[...]) }

  private static func invalidate(_ folder: inout Folder, _ names: ArraySlice<[UInt8]>) {
    folder.count = nil
    guard let name = names.first, let place = folder.folders.firstIndex(where: { $0.name.elementsEqual(name) }) else {
      return
    }
    invalidate(&folder.folders[place], names.dropFirst())
  }

  /// The extension's content.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    Self.write(root, into: &bytes)
    return bytes
  }

  private static func write(_ folder: Folder, into bytes: inout [UInt8]) {
    bytes += folder.name
    bytes.append(0)
    bytes += Array("\(folder.count ?? -1) \(folder.folders.count)\n".utf8)
    if folder.count != nil { bytes += folder.id }
    for inner in folder.folders { write(inner, into: &bytes) }
  }
}
