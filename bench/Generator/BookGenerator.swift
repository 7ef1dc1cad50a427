#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a believable book with its history as a stream for `git fast-import --done`: the same bytes for the same
/// numbers.
@main
struct BookGenerator {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 3, let leads = Int(arguments[1]), let commits = Int(arguments[2]),
      let seed = UInt64(arguments[3]), 10...5_000_000 ~= leads, 1...1_000_000 ~= commits
    else {
      let usage = "usage: BookGenerator LEADS COMMITS SEED    (10 to 5,000,000 leads, 1 to 1,000,000 commits)\n"
      _ = usage.withCString { write(2, $0, strlen($0)) }
      exit(2)
    }
    var history = History(leads: leads, commits: commits, seed: seed)
    history.write()
  }
}
