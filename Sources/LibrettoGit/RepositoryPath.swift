/// A path from the repository's root that may be written: checked once, its parts at hand.
struct RepositoryPath: Hashable {
  let text: String
  let parts: [[UInt8]]

  /// Checks what Git's `verify_path` does: no empty part, no `.`, `..` or `.git` in any of its disguises, no
  /// NUL.
  init(_ text: String) throws(GitError) {
    func refuse(_ why: String) -> GitError { GitError(.notAPlainFile(text), "\"\(text)\" \(why)") }
    if text.isEmpty { throw refuse("is no path") }
    if text.utf8.contains(0) { throw refuse("contains a NUL") }
    if text.utf8.first == 0x2F { throw refuse("leads out of the repository") }
    parts = text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map { Array($0) }
    for part in parts {
      if part.isEmpty || part == [0x2E] { throw refuse("has an empty part") }
      if part == [0x2E, 0x2E] { throw refuse("leads out of the repository") }
      if part.count > 255 { throw refuse("has a part of over 255 bytes") }
      if Self.isDotGit(part) { throw refuse("leads into Git's own folder") }
    }
    self.text = text
  }

  /// `.git` as case-insensitive, NTFS and HFS+ file systems read it too.
  private static func isDotGit(_ part: [UInt8]) -> Bool {
    let scalars = String(decoding: part, as: UTF8.self).unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: false
      default: true
      }
    }
    var name = String(String.UnicodeScalarView(scalars)).lowercased()
    if let colon = name.firstIndex(of: ":") { name = String(name[..<colon]) }
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    return name == ".git" || name == "git~1"
  }
}
