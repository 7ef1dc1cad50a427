/// Configuration that Git takes from the environment and libgit2 does not: `GIT_CONFIG_COUNT` and `git -c …`,
/// which reaches a `git libretto` as `GIT_CONFIG_PARAMETERS`.
enum ConfigurationOverrides {
  /// The last value of each key.
  static func ofEnvironment() -> [String: String] {
    Dictionary(all().map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// All of them in Git's order; section and name of the key in lower case.
  static func all() -> [(key: String, value: String)] {
    var found: [(key: String, value: String)] = []
    if let count = environment("GIT_CONFIG_COUNT").flatMap({ Int($0) }), count > 0, count < 10_000 {
      for index in 0..<count {
        guard let key = environment("GIT_CONFIG_KEY_\(index)"),
          let value = environment("GIT_CONFIG_VALUE_\(index)")
        else { continue }
        found.append((normal(key), value))
      }
    }
    return found + parameters(environment("GIT_CONFIG_PARAMETERS") ?? "")
  }

  /// Section and name are without case, what lies between is with.
  static func normal(_ key: String) -> String {
    guard let first = key.firstIndex(of: "."), let last = key.lastIndex(of: ".") else {
      return key.lowercased()
    }
    return key[..<first].lowercased() + key[first..<last] + key[last...].lowercased()
  }

  /// Parses `'key'='value' 'key=value' …`, quoted for the shell, in the new form and the old.
  static func parameters(_ text: String) -> [(key: String, value: String)] {
    var found: [(key: String, value: String)] = []
    var words: [String] = []
    var word = ""
    var quoted = false
    var started = false
    var pair = false
    func finish() {
      guard started else { return }
      words.append(word)
      if pair, words.count >= 2 {
        found.append((normal(words[0]), words[1]))
      } else if let equals = words[0].firstIndex(of: "=") {
        found.append(
          (normal(String(words[0][..<equals])), String(words[0][words[0].index(after: equals)...])))
      } else {
        found.append((normal(words[0]), "true"))
      }
      (words, word, started, pair) = ([], "", false, false)
    }
    var escaped = false
    for character in text {
      if escaped {
        word.append(character)
        escaped = false
      } else if character == "'" {
        quoted.toggle()
        started = true
      } else if quoted {
        word.append(character)
      } else if character == "\\" {
        escaped = true
      } else if character == "=" && !pair {
        words.append(word)
        (word, pair) = ("", true)
      } else if character == " " {
        finish()
      }
    }
    finish()
    return found
  }
}
