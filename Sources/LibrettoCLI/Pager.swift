import LibrettoWorkspace

/// Shows long text page by page: only on a terminal, and only what does not fit it.
enum Pager {
  /// Writes the text to standard output, through `PAGER` (`less` where it is not set) where standard output is a terminal
  /// with fewer lines. An empty `PAGER`, or `cat`, stands for no pager.
  static func write(_ text: String) async {
    let session = Session.current
    let pager = session.environment.variables["PAGER"] ?? "less"
    guard let height = session.console.outputHeight, !pager.isEmpty, pager != "cat",
      text.utf8.lazy.filter({ $0 == 0x0A }).count >= height
    else {
      session.console.write(text)
      return
    }
    // As Git does: colours are kept, and less ends by itself where all fits.
    let isShown = await session.environment.page(text, through: pager, defaults: ["LESS": "FRX"])
    if !isShown { session.console.write(text) }
  }
}
