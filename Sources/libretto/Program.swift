import LibrettoCLI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
enum Main {
  static func main() async { exit(await Program.runProcess()) }
}
