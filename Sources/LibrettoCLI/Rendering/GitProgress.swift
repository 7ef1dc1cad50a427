import LibrettoWorkspace
import Synchronization

/// Shows on a terminal, on one line that goes away, what Git tells of its progress; elsewhere nothing.
final class GitProgress: Sendable {
  private struct State {
    var pending = ""
    var isShown = false
  }

  private let console: Console
  private let state = Mutex(State())

  /// Shows on the console's standard error.
  init(_ console: Console) { self.console = console }

  /// Takes what Git printed, or that someone was faster.
  func show(_ step: SyncStep) {
    guard let width = console.errorWidth else { return }
    switch step {
    case .again(let attempt): draw("Someone was faster; trying again (\(attempt)).", width)
    case .git(let text):
      let lines: [Substring] = state.withLock { state in
        state.pending += text
        var lines = state.pending.split(omittingEmptySubsequences: false) { $0.isNewline }
        state.pending = String(lines.popLast() ?? "")
        return lines
      }
      // Of what came at once only the last would be seen.
      if let line = lines.last(where: { $0.contains("%") || $0.contains("objects:") }) { draw(String(line), width) }
    }
  }

  /// Takes the line away.
  func end() {
    if state.withLock({ $0.isShown }) { console.writeError("\r\u{1B}[K") }
  }

  private func draw(_ line: String, _ width: Int) {
    var text = ""
    var column = 0
    for character in visible(line) {
      column += displayWidth(String(character))
      if column >= width { break }
      text.append(character)
    }
    state.withLock { $0.isShown = true }
    console.writeError("\r\u{1B}[K\(text)")
  }
}
