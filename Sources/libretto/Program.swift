import Dispatch
import LibrettoCLI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
enum Main {
  static func main() {
    // Before tasks run, which open files of their own.
    Program.openClosedStreams()
    Program.readSQLIfAsked()
    Task { await Program.runProcess() }
    dispatchMain()
  }
}
