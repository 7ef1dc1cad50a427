/// The names and addresses that people are to be known by, from a `.mailmap` file (gitmailmap(5)).
///
/// The rules are those of Git's `mailmap.c`: addresses and names match without regard to the case of ASCII letters, a later
/// line wins over an earlier one, and a line that gives a name beside the old address wins over one that does not.
public struct Mailmap: Sendable {
  private struct Target {
    var name: String?
    var email: String?
  }

  private struct Entry {
    var any = Target()
    var byName: [PathBytes: Target] = [:]
  }

  private var entries: [PathBytes: Entry] = [:]

  /// A map that changes nothing.
  public init() {}

  /// Reads a file's content. Lines that say nothing are passed over, as Git does; it ends at a NUL.
  public init(_ bytes: some Sequence<UInt8>) {
    for line in Array(bytes.prefix { $0 != 0 }).split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      add(line)
    }
  }

  /// Whether it changes nothing.
  public var isEmpty: Bool { entries.isEmpty }

  /// The name and the address that stand for these.
  public func resolve(name: String, email: String) -> (name: String, email: String) {
    guard let entry = entries[Self.key(email)] else { return (name, email) }
    let target = entry.byName[Self.key(name)] ?? entry.any
    return (target.name ?? name, target.email ?? email)
  }

  /// The signature with the name and the address that stand for its own.
  public func resolve(_ signature: Signature) -> Signature {
    var resolved = signature
    (resolved.name, resolved.email) = resolve(name: signature.name, email: signature.email)
    return resolved
  }

  /// Takes a line: `Proper Name <proper@address> Commit Name <commit@address>`, any name left out, the second pair too.
  private mutating func add(_ line: ArraySlice<UInt8>) {
    guard let first = Self.pair(line, allowsEmptyEmail: false) else { return }
    let second = first.rest.isEmpty ? nil : Self.pair(first.rest, allowsEmptyEmail: true)
    let target = Target(name: first.name, email: second == nil ? nil : first.email)
    var entry = entries[Self.key(second?.email ?? first.email)] ?? Entry()
    if let oldName = second?.name {
      entry.byName[Self.key(oldName)] = target
    } else {
      entry.any.name = target.name ?? entry.any.name
      entry.any.email = target.email ?? entry.any.email
    }
    entries[Self.key(second?.email ?? first.email)] = entry
  }

  /// A name, an address in angle brackets, and what follows; nil where there is no address.
  private static func pair(
    _ text: ArraySlice<UInt8>, allowsEmptyEmail: Bool
  ) -> (name: String?, email: String, rest: ArraySlice<UInt8>)? {
    guard let left = text.firstIndex(of: UInt8(ascii: "<")),
      let right = text[(left + 1)...].firstIndex(of: UInt8(ascii: ">")), allowsEmptyEmail || right > left + 1
    else { return nil }
    var name = text[..<left]
    while let byte = name.first, isSpace(byte) { name.removeFirst() }
    while let byte = name.last, isSpace(byte) { name.removeLast() }
    return (
      name.isEmpty ? nil : String(decoding: name, as: UTF8.self),
      String(decoding: text[(left + 1)..<right], as: UTF8.self), text[(right + 1)...]
    )
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// Letter case of ASCII does not matter, all other bytes do.
  private static func key(_ text: String) -> PathBytes {
    PathBytes(String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self))
  }
}
