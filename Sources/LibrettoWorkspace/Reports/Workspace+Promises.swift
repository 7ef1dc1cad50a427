import LibrettoModel
public import LibrettoReport

extension Workspace {
  /// The promises of the agreement, or the one that is named; refused where they are broken or there are none.
  public func promises(_ name: String?, in context: ReportContext) throws(WorkspaceError) -> [ServiceLevel] {
    let written = book.agreement.root?["service_levels"]?.members?.map(\.key) ?? []
    guard !written.isEmpty else {
      throw WorkspaceError(
        .usage, "nothing is promised: agreement.yaml has no service_levels",
        help: "agree on one, such as a first response within 8h; see: libretto schema agreement")
    }
    guard let name else {
      try requireTerms([["calendar"], ["service_levels"]], context)
      return context.terms.serviceLevels
    }
    guard written.contains(name) else {
      let help = nearest(to: name, among: written).map { "did you mean \"\($0)\"?" }
      throw WorkspaceError(
        .usage, "unknown promise \"\(visible(name))\"",
        help: help ?? "the promises are \(written.joined(separator: ", "))")
    }
    try requireTerms([["calendar"], ["service_levels", name]], context)
    return context.terms.serviceLevels.filter { $0.name == name }
  }
}
