import Synchronization

/// Shows on a terminal how far a long task is, from half a second on; elsewhere nothing.
final class ProgressReport: Sendable {
  private struct State {
    var phase = ""
    var start: ContinuousClock.Instant
    var lastShown: ContinuousClock.Instant?
  }

  private let console: Console
  private let state: Mutex<State>

  /// Reports to the console's standard error.
  init(_ console: Console) {
    self.console = console
    state = Mutex(State(start: ContinuousClock.now))
  }

  /// Tells that `done` of `total` are done in the named phase.
  func show(_ phase: String, _ done: Int, _ total: Int) {
    guard let width = console.errorWidth else { return }
    let line: String? = state.withLock { state in
      let now = ContinuousClock.now
      if phase != state.phase {
        state.phase = phase
        state.start = now
      }
      let elapsed = state.start.duration(to: now)
      if let last = state.lastShown {
        guard last.duration(to: now) > .milliseconds(100) || done == total else { return nil }
      } else {
        guard elapsed > .milliseconds(500) else { return nil }
      }
      state.lastShown = now
      let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      return progressLine(
        done: done, total: total, elapsedSeconds: seconds, width: max(0, width - phase.utf8.count - 3))
    }
    if let line { console.writeError("\r\u{1B}[K\(phase)  \(line)") }
  }

  /// Takes the line away.
  func end() {
    let isShown = state.withLock { $0.lastShown != nil }
    if isShown { console.writeError("\r\u{1B}[K") }
  }
}
