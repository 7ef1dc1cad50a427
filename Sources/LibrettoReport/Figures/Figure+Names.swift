extension Figure {
  /// The names of all figures. `docs/figures.md` has a section of each.
  public static let names = [
    "sla", "goals", "funnel", "win-rate", "velocity", "forecast", "attribution", "sources", "score", "load", "route",
    "competitors", "content", "returns",
  ]
}
