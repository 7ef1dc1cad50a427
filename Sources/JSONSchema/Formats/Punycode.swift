/// The encoding of international labels in host names (RFC 3492).
enum Punycode {
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

  /// The encoded text, without `xn--`.
  static func encode(_ label: [Unicode.Scalar]) -> [UInt8] {
    var output = label.compactMap { $0.isASCII ? UInt8($0.value) : nil }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var (code, delta, bias, handled) = (128, 0, 72, basic)
    while handled < label.count {
      guard let next = label.map({ Int($0.value) }).filter({ $0 >= code }).min() else { break }
      delta += (next - code) * (handled + 1)
      code = next
      for scalar in label {
        if Int(scalar.value) < code { delta += 1 }
        guard Int(scalar.value) == code else { continue }
        var (rest, step) = (delta, 36)
        while true {
          let threshold = min(max(step - bias, 1), 26)
          if rest < threshold { break }
          output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
          rest = (rest - threshold) / (36 - threshold)
          step += 36
        }
        output.append(digit(rest))
        bias = adapted(delta, handled + 1, handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return output
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? Int(UInt8(ascii: "a")) + value : Int(UInt8(ascii: "0")) + value - 26)
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
