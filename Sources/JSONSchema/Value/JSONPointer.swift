/// JSON Pointer (RFC 6901).
enum JSONPointer {
  /// A reference token with `~` and `/` escaped.
  static func escape(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return token
    }
    var result = ""
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": result += "~0"
      case "/": result += "~1"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The tokens of a pointer, unescaped; nil where it does not begin with `/` or holds a stray `~`. Empty is
  /// the root.
  static func tokens(_ pointer: String) -> [String]? {
    guard !pointer.isEmpty else { return [] }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    var current = String.UnicodeScalarView()
    var escaped = false
    for scalar in pointer.unicodeScalars.dropFirst() {
      if escaped {
        guard scalar == "0" || scalar == "1" else { return nil }
        current.append(scalar == "0" ? "~" : "/")
        escaped = false
      } else if scalar == "~" {
        escaped = true
      } else if scalar == "/" {
        tokens.append(String(current))
        current = .init()
      } else {
        current.append(scalar)
      }
    }
    guard !escaped else { return nil }
    return tokens + [String(current)]
  }
}
