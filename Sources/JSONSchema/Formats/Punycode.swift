/// The encoding of international labels in host names (RFC 3492).
enum Punycode {
  /// Whether a label is no A-label, or one that decodes to text beyond ASCII.
  static func isPlausibleLabel(_ label: some Collection<UInt8>) -> Bool {
    let label = Array(label).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    guard label.count >= 4, label[2] == UInt8(ascii: "-"), label[3] == UInt8(ascii: "-") else { return true }
    guard label.starts(with: "xn--".utf8), let scalars = decode(label.dropFirst(4)) else { return false }
    return scalars.contains { !$0.isASCII }
  }

  /// The decoded text; nil where it is malformed.
  static func decode(_ label: some BidirectionalCollection<UInt8>) -> [Unicode.Scalar]? {
    let label = Array(label)
    var output: [Unicode.Scalar] = []
    var input = label[...]
    if let mark = label.lastIndex(of: UInt8(ascii: "-")), mark > 0 {
      output = label[..<mark].map { Unicode.Scalar($0) }
      input = label[(mark + 1)...]
    }
    var (code, index, bias) = (128, 0, 72)
    var isFirst = true
    while !input.isEmpty {
      let old = index
      var (weight, step) = (1, 36)
      while true {
        guard let digit = input.popFirst().flatMap(value) else { return nil }
        index += digit * weight
        guard index < 1 << 32 else { return nil }
        let threshold = min(max(step - bias, 1), 26)
        if digit < threshold { break }
        weight *= 36 - threshold
        guard weight < 1 << 32 else { return nil }
        step += 36
      }
      bias = adapted(index - old, output.count + 1, isFirst)
      isFirst = false
      code += index / (output.count + 1)
      index %= output.count + 1
      guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
      output.insert(scalar, at: index)
      index += 1
    }
    return output
  }

  private static func value(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 26
    default: nil
    }
  }

  private static func adapted(_ delta: Int, _ count: Int, _ isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > 455 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }
}
